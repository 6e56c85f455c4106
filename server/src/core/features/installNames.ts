import type { Analysis } from '../analysis.js';
import type { Install } from '../model/facts.js';
import type { Link, Piece } from './linkedText.js';

/**
 * The aws-nodes that a page about a file is for. In a file that defines several clusters each has its own, though none counts
 * for what else is there.
 */
export const installsOf = ({ own, cluster }: Pick<Analysis, 'own' | 'cluster'>): readonly Install[] =>
  cluster.installs.length > 0 ? cluster.installs : own.installs;

/** What tells an aws-node from others: the cluster it is for, or what an overlay lays on top of a base that they share. */
type Mark = { readonly cluster: string } | { readonly top: Install };

/** How the aws-nodes that are shown together are told apart. */
export function markOf(install: Install, among: readonly Install[]): Mark | undefined {
  const others = among.filter((other) => other !== install);
  if (others.length === 0) return undefined;
  const { cluster, layers = [] } = install;
  if (cluster !== undefined && others.every((other) => other.cluster !== cluster)) return { cluster };
  const top = layers.findLast((layer) => !others.some((other) => (other.layers ?? [other]).includes(layer)));
  return top && layers.length > 1 ? { top } : undefined;
}

/** `aws-node of cluster blue`, `aws-node with prod/kustomization.yaml:4`; one alone is called by its name. */
export function title(install: Install, among: readonly Install[], link: Link): Piece[] {
  const mark = markOf(install, among);
  const name = install.name?.value;
  const called = name === undefined || name === 'aws-node' ? '' : ` (${name})`;
  if (!mark) return [`aws-node${called}`];
  if ('cluster' in mark) return [`aws-node of cluster ${mark.cluster}${called}`];
  return [`aws-node${called} with `, link(mark.top, mark.top.span)];
}

/** What it means that several are shown. */
export function whySeveral(installs: readonly Install[]): string {
  const count = `${installs.length} aws-nodes are in sight`;
  const marks = installs.map((install) => markOf(install, installs));
  if (!marks.every((mark) => mark !== undefined))
    return `${count}, and nothing says which of them the cluster runs.`;
  if (marks.every((mark) => 'cluster' in mark)) return `${count}, each of the cluster that is named with it.`;
  if (marks.every((mark) => 'top' in mark))
    return `${count}: one for each overlay, and no cluster runs all of them.`;
  return `${count}, each of a cluster or an overlay of its own.`;
}
