import type { BesideOf } from '../model/beside.js';
import { type Configuration, type ConfiguredContainer, configurationOf } from '../model/configuration.js';
import type { Install, InstallForm } from '../model/facts.js';
import type { Homes } from '../model/sight.js';
import type { Span } from '../model/span.js';
import { argumentRow, type Row, unknownRow, valueRow } from './configurationRows.js';
import { title, whySeveral } from './installNames.js';
import { joined, type Link, type LinkedText, linker, type NameOf, type Piece, width } from './linkedText.js';
import { nothingInSight, type Sight } from './nothingInSight.js';
import { type Trouble, troublesOf } from './troubles.js';

export interface ConfigurationPage {
  readonly homes: Pick<Homes, 'placeOf'>;
  readonly nameOf: NameOf;
  /** What else is in sight, for a page without an aws-node. */
  readonly sight?: Sight;
  /** All that are told apart; absent: those of the page, and the page says what it means that there are several. */
  readonly among?: readonly Install[];
  /** What is said beside an aws-node, where that is known. */
  readonly besideOf?: BesideOf;
}

/** What aws-node runs with, for people: variable, value in effect, where it is set, what it replaces, what is never read. */
export function configurationText(
  installs: readonly Install[],
  { homes, nameOf, sight, among, besideOf }: ConfigurationPage,
): LinkedText {
  const link = linker(homes, nameOf);
  const pieces: Piece[] = [];
  if (installs.length === 0) pieces.push(nothingInSight(sight));
  if (installs.length > 1 && !among) pieces.push(`${whySeveral(installs)}\n\n`);
  for (const [i, install] of installs.entries()) {
    if (i > 0) pieces.push('\n\n');
    const head = title(install, among ?? installs, link);
    pieces.push(...describe(head, configurationOf(install), troublesOf(install, besideOf?.(install)), link));
  }
  return joined(pieces);
}

const FORMS: Readonly<Record<InstallForm, string>> = {
  manifest: 'DaemonSet',
  chart: 'values of the chart aws-vpc-cni',
  addon: 'configuration of the EKS add-on',
  kops: 'kOps Cluster',
  capa: 'AWSManagedControlPlane of Cluster API',
};

function describe(
  head: readonly Piece[],
  { install, containers }: Configuration,
  troubles: readonly Trouble[],
  link: Link,
): Piece[] {
  const refusals = troubles.filter(({ kind }) => kind === 'refused');
  const isHere = ({ role }: Trouble) => containers.some(({ facts }) => facts.role === role);
  const ends = troubles.filter((trouble) => trouble.kind === 'exits' && !isHere(trouble));
  const isPartly = install.complete || install.containers.some(({ complete }) => complete);
  return [
    ...head,
    `, release ${install.release ?? 'not known, taken to be the current one'}\n`,
    ...sourcesOf(install).flatMap((source, i): Piece[] => [
      `from ${nameOfForm(source, i)}, `,
      link(source, source.span),
      '\n',
    ]),
    ...(isPartly ? [] : [PARTIAL]),
    ...(refusals.length > 0 ? ['All of it is refused, so nothing of it is in effect:\n'] : []),
    ...reasons([...refusals, ...ends], install, link),
    ...containers.flatMap((container) => describeContainer(container, troubles, install, link)),
  ];
}

const PARTIAL = 'Only a part of it is in sight: what is not written here is not known.\n';

/** What an aws-node is made of, the lowest layer first. */
const sourcesOf = (install: Install): readonly Install[] => install.layers ?? [install];

const nameOfForm = ({ form, operations }: Install, i: number): string =>
  operations ? 'a JSON patch' : form === 'manifest' && i > 0 ? 'a patch of it' : FORMS[form];

function describeContainer(
  { facts, values, unknown, args }: ConfiguredContainer,
  troubles: readonly Trouble[],
  install: Install,
  link: Link,
): Piece[] {
  const ends = troubles.filter(({ kind, role }) => kind === 'exits' && role === facts.role);
  // Of several the first.
  const byPart = new Map(troubles.map((trouble) => [trouble.part, trouble] as const).reverse());
  const troubleOf = (part: Trouble['part']) => part && byPart.get(part);
  const rows = [
    ...values.map((value) => valueRow(value, facts, troubleOf(value.setting), link)),
    ...unknown.map((setting) => unknownRow(setting, link)),
    ...args.map((argument) => argumentRow(argument, troubleOf(argument), link)),
  ];
  return [
    `\n${facts.role}${facts.complete ? '' : ', not all known'}${ends.length > 0 ? EXITS : ''}\n`,
    ...reasons(ends, install, link),
    ...table(rows),
    ...(rows.length > 0 ? [] : [facts.complete ? '  nothing is set\n' : '  nothing of it is known\n']),
  ];
}

const EXITS = ': exits when it starts, so nothing of this is in effect';

const reasons = (troubles: readonly Trouble[], install: Install, link: Link): Piece[] =>
  troubles.flatMap(({ message, part, span }): Piece[] => [
    `  ! ${nameOfPart(part)}${message}  `,
    part ? link(part, partSpan(part)) : link(install, span),
    '\n',
  ]);

/** Messages stand at their place, and do not name it. */
const nameOfPart = (part: Trouble['part']): string =>
  part === undefined ? '' : typeof part.name === 'string' ? `--${part.name}: ` : `${part.name.value}: `;

const partSpan = ({ name, span }: NonNullable<Trouble['part']>): Span =>
  typeof name === 'string' ? span : name.span;

function table(rows: readonly Row[]): Piece[] {
  const names = width(rows.map(({ name }) => name));
  const effects = width(rows.map(({ inEffect }) => inEffect));
  return rows.flatMap(({ name, inEffect, rest }): Piece[] => [
    `  ${name.padEnd(names)}  ${inEffect.padEnd(effects)}  `,
    ...rest,
    '\n',
  ]);
}
