import {
  type Configuration,
  type ConfiguredValue,
  configurationOf,
  isUnknown,
} from '../model/configuration.js';
import type { ContainerFacts, Install, InstallForm, Setting } from '../model/facts.js';
import type { Homes } from '../model/sight.js';
import { joined, type Link, type LinkedText, linker, type NameOf, type Piece, width } from './linkedText.js';
import { shown } from './words.js';

/** What aws-node runs with, for people: variable, value in effect, where it is set, what it replaces, what is never read. */
export function configurationText(
  installs: readonly Install[],
  homes: Pick<Homes, 'placeOf'>,
  nameOf: NameOf,
): LinkedText {
  const pieces: Piece[] = [];
  const put = (...more: Piece[]) => pieces.push(...more);
  if (installs.length === 0) put(NOTHING);
  if (installs.length > 1)
    put(`${installs.length} aws-nodes are in sight, and nothing says which of them the cluster runs.\n\n`);
  for (const [i, install] of installs.entries()) {
    if (i > 0) put('\n\n');
    put(...describe(configurationOf(install), linker(homes, nameOf)));
  }
  return joined(pieces);
}

const NOTHING = `No aws-node is in sight of this file: no DaemonSet, values of the chart, configuration of the add-on, or definition
of a cluster that configures one. What the cluster runs with stands somewhere else.
`;

const FORMS: Readonly<Record<InstallForm, string>> = {
  manifest: 'DaemonSet',
  chart: 'values of the chart aws-vpc-cni',
  addon: 'configuration of the EKS add-on',
  kops: 'kOps Cluster',
  capa: 'AWSManagedControlPlane of Cluster API',
};

function describe({ install, containers }: Configuration, link: Link): Piece[] {
  const name = install.name?.value;
  return [
    `aws-node${name === undefined || name === 'aws-node' ? '' : ` (${name})`}, release ${install.release ?? 'not known, taken to be the current one'}\n`,
    ...sourcesOf(install).flatMap((source): Piece[] => [
      `from ${FORMS[source.form]}, `,
      link(source, source.span),
      '\n',
    ]),
    ...(install.complete || install.containers.some(({ complete }) => complete) ? [] : [PARTIAL]),
    ...containers.flatMap(({ facts, values, unknown, args }): Piece[] => [
      `\n${facts.role}${facts.complete ? '' : ', not all known'}\n`,
      ...rows(values, facts, link),
      ...unknown.flatMap((setting): Piece[] => [
        `  ${setting.name.value}  no container of the plugin reads it  `,
        link(setting, setting.name.span),
        '\n',
      ]),
      ...args.flatMap((argument): Piece[] => [
        `  --${argument.name}  ${argument.open ? 'known only in the cluster' : (argument.value ?? 'true')}  `,
        link(argument, argument.span),
        '\n',
      ]),
      ...(values.length + unknown.length + args.length === 0 ? ['  nothing is set\n'] : []),
    ]),
  ];
}

const PARTIAL = 'Only a part of it is in sight: what is not written here is not known.\n';

/** What an aws-node is made of, the lowest layer first. */
const sourcesOf = (install: Install): readonly Install[] => install.layers ?? [install];

function rows(values: readonly ConfiguredValue[], facts: ContainerFacts, link: Link): Piece[] {
  const texts = values.map((value) => ({ value, inEffect: valueText(value) }));
  const names = width(values.map(({ name }) => name));
  const effects = width(texts.map(({ inEffect }) => inEffect));
  return texts.flatMap(({ value, inEffect }): Piece[] => [
    `  ${value.name.padEnd(names)}  ${inEffect.padEnd(effects)}  `,
    ...origin(value, facts, link),
    ...value.replaced.flatMap((setting): Piece[] => [
      `, replaces ${settingText(setting)} (`,
      link(setting, setting.name.span),
      ')',
    ]),
    ...(value.neverRead === undefined ? [] : [`; never read: ${value.neverRead}`]),
    '\n',
  ]);
}

function origin(
  { from, setting, manifest, text, replaced }: ConfiguredValue,
  { base }: ContainerFacts,
  link: Link,
): Piece[] {
  if (!setting || from === 'manifest')
    return [base === 'manifest-ipv6' ? 'default of an IPv6 cluster' : 'default of the manifest'];
  const over = manifest !== undefined && manifest !== text && replaced.length === 0;
  return [link(setting, setting.name.span), ...(over ? [`, replaces the default ${quoted(manifest)}`] : [])];
}

function valueText({ text, value, setting, manifest }: ConfiguredValue): string {
  if (isUnknown(text) || isUnknown(value)) {
    const why = setting?.value.value;
    if (!setting && manifest?.startsWith('fieldRef ')) return `(${manifest.slice('fieldRef '.length)})`;
    return why?.kind === 'unknown' && why.fieldPath !== undefined
      ? `(${why.fieldPath})`
      : '(known only in the cluster)';
  }
  if (text === undefined) return 'not set';
  const read = shown(value);
  return read === text || Array.isArray(value) || value instanceof Map
    ? quotedIfEmpty(text)
    : `${read} (from ${quoted(String(text))})`;
}

const quoted = (text: string): string => `"${text}"`;
const quotedIfEmpty = (text: string | symbol): string => (text === '' ? '""' : String(text));

const settingText = ({ value: { value } }: Setting): string =>
  'text' in value
    ? quoted(value.text)
    : value.kind === 'unset'
      ? 'null'
      : 'a value known only in the cluster';
