import type { Install } from '../model/facts.js';
import type { Homes } from '../model/sight.js';
import type { Diagnosis } from '../rules/rule.js';
import type { Settings } from '../settings.js';
import { joined, type Link, type LinkedText, linker, type NameOf, type Piece, width } from './linkedText.js';
import { type Change, type Unset, type Upgrade, upgradeOf } from './upgrade.js';

/** What changes for the aws-nodes in sight from one release to another; `from` absent: the one each of them has. */
export function upgradeText(
  installs: readonly Install[],
  { from, to }: { readonly from?: string; readonly to: string },
  {
    settings,
    homes,
    nameOf,
  }: { readonly settings: Settings; readonly homes: Pick<Homes, 'placeOf'>; readonly nameOf: NameOf },
): LinkedText {
  const link = linker(homes, nameOf);
  if (installs.length === 0)
    return joined(['No aws-node is in sight of this file: what its release would change is not known.\n']);
  return joined(
    installs.flatMap((install, i): Piece[] => {
      const old = from ?? install.release;
      const place = link(install, install.span);
      const head: Piece[] = [i > 0 ? '\n\n' : '', 'aws-node in ', place];
      if (old === undefined)
        return [...head, '\n\nIts release is not known: choose the one to compare with.\n'];
      return [
        ...head,
        `, from release ${old} to ${to}\n`,
        ...describe(upgradeOf(install, old, to, settings), install, link),
      ];
    }),
  );
}

function describe(
  { changes, unset, appearing, disappearing, to }: Upgrade,
  install: Install,
  link: Link,
): Piece[] {
  const sections = [
    section('Runs otherwise', changes, changeRows(changes, link)),
    section(`Wrong with ${to}`, appearing, findingRows(appearing, install, link)),
    section(`No longer wrong with ${to}`, disappearing, findingRows(disappearing, install, link)),
    section('New, and not set', unset, unset.flatMap(unsetRow)),
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

const findingRows = (findings: readonly Diagnosis[], install: Install, link: Link): Piece[] =>
  findings.flatMap(({ severity, rule, message, span }): Piece[] => [
    `  ${severity} ${rule}: ${message}  `,
    link(factAt(install, span), span),
    '\n',
  ]);

/** The part of an aws-node that a finding is about: its file is the one to go to. */
function factAt(install: Install, span: { readonly start: number; readonly end: number }): object {
  const { settings, args } = {
    settings: install.containers.flatMap((container) => container.settings),
    args: install.containers.flatMap((container) => container.args),
  };
  const isAt = (other: { readonly start: number; readonly end: number }) =>
    other === span || (other.start <= span.start && span.end <= other.end);
  return (
    settings.find((setting) => isAt(setting.span)) ?? args.find((argument) => isAt(argument.span)) ?? install
  );
}

const unsetRow = ({ name, summary, default: value }: Unset): Piece[] => [
  `  ${name}${value === undefined || value === '' ? '' : ` (${value})`}  ${summary}\n`,
];
