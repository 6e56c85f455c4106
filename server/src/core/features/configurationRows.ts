import { print } from '../domain/cidr.js';
import { type ConfiguredValue, isUnknown } from '../model/configuration.js';
import type { Argument, ContainerFacts, Setting } from '../model/facts.js';
import type { Link, Piece } from './linkedText.js';
import type { Trouble } from './troubles.js';
import { shown } from './words.js';

/** A line of the effective configuration: two columns, and what is said behind them. */
export interface Row {
  readonly name: string;
  readonly inEffect: string;
  readonly rest: readonly Piece[];
}

export function valueRow(
  value: ConfiguredValue,
  { base }: Pick<ContainerFacts, 'base'>,
  trouble: Trouble | undefined,
  link: Link,
): Row {
  const { name, neverRead, replaced, setting } = value;
  const below = replaced.flatMap((other, i): Piece[] => [
    i === 0 && !setting ? `${quotedText(other)} (` : `, replaces ${quotedText(other)} (`,
    link(other, other.name.span),
    ')',
  ]);
  return {
    name,
    inEffect: trouble ? troubled(setting, trouble) : inWords(value),
    rest: [
      ...origin(value, base, link),
      ...below,
      ...(trouble ? [] : listed(value)),
      ...(neverRead === undefined ? [] : [`; never read: ${neverRead}`]),
    ],
  };
}

export const unknownRow = (setting: Setting, link: Link): Row => ({
  name: setting.name.value,
  inEffect: quotedText(setting),
  rest: [link(setting, setting.name.span), '; never read: no container of the plugin knows it'],
});

export const argumentRow = (argument: Argument, trouble: Trouble | undefined, link: Link): Row => {
  const text = argument.open ? '(known only in the cluster)' : (argument.value ?? 'true');
  return {
    name: `--${argument.name}`,
    inEffect: trouble ? `${quoted(text)}: ${outcome(trouble)}` : quotedIfEmpty(text),
    rest: [link(argument, argument.span)],
  };
};

/** What is written, and what comes of it: there is no value in effect. */
const troubled = (setting: Setting | undefined, trouble: Trouble): string =>
  setting ? `${quotedText(setting)}: ${outcome(trouble)}` : outcome(trouble);

const outcome = ({ kind, role = 'aws-node' }: Trouble): string =>
  kind === 'refused' ? 'is refused' : `${role} exits`;

function origin(
  { from, setting, manifest, text, replaced }: ConfiguredValue,
  base: ContainerFacts['base'],
  link: Link,
): Piece[] {
  if (!setting || from === 'manifest') {
    if (from === 'manifest')
      return [
        `${base === 'manifest-ipv6' ? 'default of an IPv6 cluster' : 'default of the manifest'}${replaced.length > 0 ? '; taken away: ' : ''}`,
      ];
    return [isUnknown(text) ? 'may be changed by what was not read: ' : 'taken away: '];
  }
  const over = manifest !== undefined && manifest !== text && replaced.length === 0;
  return [link(setting, setting.name.span), ...(over ? [`, replaces the default ${quoted(manifest)}`] : [])];
}

function inWords({ text, value, setting, manifest }: ConfiguredValue): string {
  if (isUnknown(text) || isUnknown(value)) {
    const why = setting?.value.value;
    if (!setting && manifest?.startsWith('fieldRef ')) return `(${manifest.slice('fieldRef '.length)})`;
    return why?.kind === 'unknown' && why.fieldPath !== undefined
      ? `(${why.fieldPath})`
      : setting
        ? '(known only in the cluster)'
        : '(not known)';
  }
  if (text === undefined) return 'not set';
  const read = listOrText(value);
  if (Array.isArray(value) || (value instanceof Map && value.size > 0)) return flat(read);
  return read === text ? quotedIfEmpty(text) : `${flat(read)} (from ${quoted(String(text))})`;
}

/** A longer list is for the file it stands in. */
const MOST_BLOCKS = 20;

/** A value in effect, its lists item by item. */
export function listOrText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return shown(value);
  const blocks = value.slice(0, MOST_BLOCKS).map((block) => print(block));
  const more = value.length - blocks.length;
  return `${blocks.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What does not come to be as it is written in a list. */
const listed = ({ dropped, masked }: ConfiguredValue): Piece[] => [
  ...(dropped.length > 0 ? [`; drops ${dropped.slice(0, MOST_BLOCKS).map(quoted).join(', ')}`] : []),
  ...masked.slice(0, MOST_BLOCKS).map(({ text, as }) => `; ${quoted(text)} counts as ${as}`),
];

const quoted = (text: string): string => `"${flat(text)}"`;
const quotedIfEmpty = (text: string): string => (text === '' ? '""' : flat(text));

/** On one line that can still be read. */
function flat(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, ' ');
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
}

const MOST_CHARACTERS = 400;

const quotedText = ({ value: { value } }: Setting): string =>
  'text' in value
    ? quoted(value.text)
    : value.kind === 'unset'
      ? 'null'
      : 'a value known only in the cluster';
