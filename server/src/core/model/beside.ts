import { type Cluster, KINDS } from './cluster.js';
import type { AddonConfiguration, ChartValues, Facts, Install } from './facts.js';
import type { Span } from './span.js';

/** What is said of an aws-node beside its containers, in the document that it stands in. */
export interface Beside {
  readonly addons: readonly AddonConfiguration[];
  readonly chartValues: readonly ChartValues[];
}

/** That of each; undefined: not known. */
export type BesideOf = (install: Install) => Beside | undefined;

/** Of a document that may hold several: what overlaps with this one. */
export const besideOf = ({ addons, chartValues }: Beside, { span }: Pick<Install, 'span'>): Beside => ({
  addons: addons.filter((each) => overlap(each.span, span)),
  chartValues: chartValues.filter((each) => overlap(each.span, span)),
});

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The document, of these, that an aws-node stands in: of one that is put together, that of its base. */
export const documentOf = (documents: readonly Facts[], install: Install): Facts | undefined =>
  documents.find(({ installs }) => installs.includes(install.layers?.[0] ?? install));

/** The fact of a cluster that a place belongs to, by identity: places in different files may have the same numbers. */
export const ownerOf = (cluster: Cluster, span: Span): object | undefined => {
  for (const kind of KINDS) for (const fact of cluster[kind]) if (has(fact, span, MOST_LEVELS)) return fact;
  return undefined;
};

/** A label of a list in a fact is three levels down. */
const MOST_LEVELS = 4;

const has = (value: unknown, span: Span, levels: number): boolean =>
  value === span ||
  (levels > 0 &&
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((each) => has(each, span, levels - 1)));
