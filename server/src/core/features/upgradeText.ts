import { type BesideOf, ownerOf } from '../model/beside.js';
import { type Cluster, NO_CLUSTER } from '../model/cluster.js';
import type { Install } from '../model/facts.js';
import { partAt } from '../model/parts.js';
import type { Homes } from '../model/sight.js';
import type { Diagnosis } from '../rules/rule.js';
import type { Settings } from '../settings.js';
import { title, whySeveral } from './installNames.js';
import { joined, type Link, type LinkedText, linker, type NameOf, type Piece, width } from './linkedText.js';
import { nothingInSight } from './nothingInSight.js';
import { type Change, type Unset, type Upgrade, upgradeOf } from './upgrade.js';

export interface UpgradePage {
  readonly settings: Settings;
  readonly homes: Pick<Homes, 'placeOf'>;
  readonly nameOf: NameOf;
  readonly cluster?: Cluster;
  /** What is said beside an aws-node, where that is known. */
  readonly besideOf?: BesideOf;
}

/** What changes for the aws-nodes in sight from one release to another; `from` absent: the one each of them has. */
export function upgradeText(
  installs: readonly Install[],
  { from, to }: { readonly from?: string; readonly to: string },
  { settings, homes, nameOf, cluster = NO_CLUSTER, besideOf }: UpgradePage,
): LinkedText {
  const link = linker(homes, nameOf);
  if (installs.length === 0) return joined([nothingInSight(cluster)]);
  return joined([
    ...(installs.length > 1 ? [`${whySeveral(installs)}\n\n`] : []),
    ...installs.flatMap((install, i): Piece[] => {
      const old = from ?? install.release;
      const place = link(install, install.span);
      const head: Piece[] = [i > 0 ? '\n\n' : '', ...title(install, installs, link), ', ', place];
      if (old === undefined)
        return [...head, '\n\nIts release is not known: choose the one to compare with.\n'];
      const beside = besideOf?.(install);
      return [
        ...head,
        `, from release ${old} to ${to}\n`,
        ...describe(upgradeOf(install, old, to, settings, { beside, cluster }), install, cluster, link),
      ];
    }),
  ]);
}

function describe(
  { changes, unset, appearing, disappearing, to }: Upgrade,
  install: Install,
  cluster: Cluster,
  link: Link,
): Piece[] {
  const placed = (finding: Diagnosis) => link(factAt(install, finding, cluster), finding.span);
  const sections = [
    section('Runs otherwise', changes, changeRows(changes, link)),
    section(`Wrong with ${to}`, appearing, findingRows(appearing, placed)),
    section(`No longer wrong with ${to}`, disappearing, findingRows(disappearing, placed)),
    section('New, and not set', unset, unsetRows(unset)),
  ];
  if (sections.every((pieces) => pieces.length === 0)) return ['\nNothing changes for what is set here.\n'];
  return [
    ...sections.flat(),
    '\nThe notes of the releases tell what else is new: https://github.com/aws/amazon-vpc-cni-k8s/releases\n',
  ];
}

const section = (title: string, of: readonly unknown[], pieces: readonly Piece[]): Piece[] =>
  of.length === 0 ? [] : [`\n${title}\n`, ...pieces];

function changeRows(changes: readonly Change[], link: Link): Piece[] {
  const names = width(changes.map(({ name }) => name));
  return changes.flatMap(({ name, what, fact, span, container }): Piece[] => [
    `  ${name.padEnd(names)}  ${what}`,
    container.role === 'aws-node' ? '' : ` in ${container.role}`,
    '  ',
    ...(fact && span ? [link(fact, span)] : ['default of the manifest']),
    '\n',
  ]);
}

const findingRows = (findings: readonly Diagnosis[], placed: (finding: Diagnosis) => Piece): Piece[] =>
  findings.flatMap((finding): Piece[] => [
    `  ${finding.severity} ${finding.rule}: ${finding.message}  `,
    placed(finding),
    '\n',
  ]);

/** What a finding is about: its file is the one to go to. */
function factAt(install: Install, { of, span }: Diagnosis, cluster: Cluster): object {
  const parts = install.containers.flatMap(({ settings, args }) => [...settings, ...args]);
  return (
    of ??
    partAt(install, span) ??
    ownerOf(cluster, span) ??
    // A part of a text.
    parts.find((part) => part.span.start <= span.start && span.end <= part.span.end) ??
    install
  );
}

function unsetRows(unset: readonly Unset[]): Piece[] {
  const shown = unset.map((each) => ({ ...each, value: each.default ? ` (${each.default})` : '' }));
  const names = width(shown.map(({ name, value }) => `${name}${value}`));
  return shown.map(({ name, value, summary }) => `  ${`${name}${value}`.padEnd(names)}  ${summary}\n`);
}
