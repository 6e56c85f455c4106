import { type Analysis, mayBeOurs, readDocument } from '../analysis.js';
import { typed } from '../carriers/embedded.js';
import { quoted } from '../carriers/lines.js';
import { isKnownKey, isOffered } from '../domain/addonSchema.js';
import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import type { Cluster } from '../model/cluster.js';
import { isRead } from '../model/effective.js';
import type { ContainerFacts, Facts, Field, Install, ObjectFacts, Setting } from '../model/facts.js';
import { type Slot, slotAt } from '../model/slots.js';
import type { Span } from '../model/span.js';
import type { Settings } from '../settings.js';
import { shifted } from './diagnose.js';
import { fieldDoc, keysBelow } from './fieldDoc.js';
import { documentAt } from './hover.js';
import { limitOffers, typeOffers } from './nodeOffers.js';
import { nodesHere } from './takenPods.js';

export interface Completion {
  readonly label: string;
  readonly kind: 'variable' | 'value' | 'field' | 'instance-type';
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is typed is compared with this; absent: the label. */
  readonly filter?: string;
  /** Offsets in the file. */
  readonly span: Span;
  readonly text: string;
}

export type Draft = Omit<Completion, 'span'>;

/** Stands at the cursor in a copy of the text: the slot it falls into says what belongs there. */
const CURSOR = 'vpcCniCursor';

/** What may be written at an offset of the file. */
export function complete(analysis: Analysis, offset: number, settings: Settings): Completion[] {
  const document = documentAt(analysis, offset);
  if (!document || !mayBeOurs(document.text)) return [];
  const at = offset - document.offset;
  const found =
    newItems(document.text, at, settings) ?? atWord(document.text, at, analysis.cluster, settings);
  return found.map(({ span, ...rest }) => ({ ...rest, span: shifted(span, document.offset) }));
}

/** In place of the word at the cursor. */
function atWord(source: string, at: number, cluster: Cluster, settings: Settings): Completion[] {
  const word = /[\w./-]*$/.exec(source.slice(Math.max(0, at - 200), at))?.[0] ?? '';
  const after = /^[\w./-]*/.exec(source.slice(at, at + 200))?.[0] ?? '';
  const span = { start: at - word.length, end: at + after.length };
  const isKey = isBlank(lineBefore(source, span.start)) && !/^\s*:/.test(source.slice(span.end));
  const withCursor = (cursor: string) => {
    const copy = `${source.slice(0, span.start)}${cursor}${isKey ? ':' : ''}${source.slice(span.end)}`;
    const { facts } = readDocument(copy, settings);
    return { copy, facts, slot: slotAt(facts, span.start + 1) };
  };
  const alone = withCursor(CURSOR);
  // What the text is may show in nothing but the beginning of the word.
  const { copy, facts, slot } = alone.slot ? alone : withCursor(word + CURSOR);
  const found = slot ? drafts(slot, { copy, facts, cluster, settings }) : [];
  return found.map((draft) => ({
    ...draft,
    text: typed(draft.text, span.start, copy, facts.embedded),
    span,
  }));
}

/**
 * Whole items of `env`, where a line has nothing yet but blanks, a dash and perhaps the beginning of a name. Undefined:
 * the line is not one of such a list. Behind an item the editor indents to its keys, and a key there would be one of that
 * item: the new one begins at the column of the dashes.
 */
function newItems(source: string, at: number, settings: Settings): Completion[] | undefined {
  const lead = lineBefore(source, at);
  const [, blanks = '', dash] = /^([ \t]*)(-[ \t]*)?\w*$/.exec(lead) ?? [];
  const rest = /^[^\r\n]*/.exec(source.slice(at))?.[0] ?? '';
  if (!/^[ \t]*\w*$/.test(lead.replace('-', '')) || !isBlank(rest)) return undefined;
  const start = at - lead.length;
  const pad = dash === undefined ? dashesAbove(source, start, blanks.length) : blanks;
  if (pad === undefined) return undefined;
  const copy = `${source.slice(0, start)}${pad}- name: ${CURSOR}${source.slice(at)}`;
  const slot = slotAt(readDocument(copy, settings).facts, start + pad.length + '- name: '.length + 1);
  if (slot?.kind !== 'variable-name' || !slot.setting.name.value.includes(CURSOR)) return undefined;
  return unset(slot.install, slot.container).map(([name, row]) => ({
    ...described(name, row),
    ...(dash !== undefined && { filter: `${dash}${name}` }),
    span: { start, end: at },
    text: `${pad}- name: ${name}\n${pad}  value: ${quoted(usual(row), 'double')}`,
  }));
}

/** The blanks in front of the dashes of the list that a line may belong to. */
function dashesAbove(source: string, start: number, column: number): string | undefined {
  for (const line of source
    .slice(Math.max(0, start - 4000), start)
    .split('\n')
    .reverse()) {
    const [, pad, dash] = /^( *)(- )?\S/.exec(line) ?? [];
    if (pad === undefined || line[pad.length] === '#') continue;
    if (dash && pad.length <= column) return pad;
    // Out of the list: an item is indented more than its dash.
    if (pad.length < column - 2) return undefined;
  }
  return undefined;
}

const lineBefore = (source: string, at: number): string =>
  source.slice(source.lastIndexOf('\n', at - 1) + 1, at);

const isBlank = (text: string): boolean => text.trim() === '';

interface Surroundings {
  /** The text with the cursor in it, and what it says. */
  readonly copy: string;
  readonly facts: Facts;
  /** Without the cursor. */
  readonly cluster: Cluster;
  readonly settings: Settings;
}

function drafts(slot: Slot, { copy, facts, cluster, settings }: Surroundings): Draft[] {
  switch (slot.kind) {
    case 'variable-name':
      return slot.setting.name.value.includes(CURSOR) ? names(slot, copy) : [];
    case 'variable-value':
      return values(slot.setting);
    case 'pod-limit':
      return limitOffers(slot, cluster, settings);
    case 'cidr':
      return [];
    case 'field-key':
      return slot.field.path.includes(CURSOR) ? keys(slot.object, slot.field, copy) : [];
    case 'field-value':
      return fieldValues(slot, copy);
    case 'instance-type':
      return typeOffers(nodesHere(facts, cluster, settings).groupAt(slot.span.start), cluster, settings);
    case 'container':
      return [];
  }
}

/** Variables this container reads at its release and that are not set yet. */
function names(
  { install, container, setting }: Extract<Slot, { kind: 'variable-name' }>,
  copy: string,
): Draft[] {
  const plain = copy[setting.name.span.start] !== '"' && copy[setting.name.span.start] !== "'";
  if (setting.form === 'entry') {
    const isWhole = setting.bare && plain && isAlone(copy, setting.name.span);
    return unset(install, container).map(([name, row]) => ({
      ...described(name, row),
      text: isWhole ? `${name}: ${quoted(usual(row), 'double')}` : name,
    }));
  }
  // With the name comes a line for the value, unless there is one.
  const adds =
    setting.bare &&
    plain &&
    copy[setting.span.start] !== '{' &&
    !/^\s*value\s*:/m.test(restOfItem(copy, setting));
  const pad = ' '.repeat(setting.span.start - (copy.lastIndexOf('\n', setting.span.start - 1) + 1));
  return unset(install, container).map(([name, row]) => ({
    ...described(name, row),
    text: adds ? `${name}\n${pad}value: ${quoted(usual(row), 'double')}` : name,
  }));
}

/** The line has nothing but the name: the colon is there for want of one. */
const isAlone = (copy: string, span: Span): boolean =>
  isBlank(lineBefore(copy, span.start)) && /^:[ \t]*(?:\r?\n|$)/.test(copy.slice(span.end));

const restOfItem = (copy: string, { name, span }: Setting): string =>
  copy.slice(name.span.end, Math.max(name.span.end, span.end));

function unset({ form, release }: Install, container: ContainerFacts): [string, Variable][] {
  const taken = new Set(container.settings.map(({ name }) => name.value));
  return Object.entries<Variable>(VARIABLES).filter(
    ([name, row]) =>
      !taken.has(name) &&
      row.containers.includes(container.role) &&
      !row.removed &&
      isRead(row, container.version ?? release) &&
      (form !== 'addon' || isInSchema(name, container, release)),
  );
}

/** EKS takes no other variables for its add-on. */
function isInSchema(name: string, { role }: ContainerFacts, release: string | undefined): boolean {
  const path = `${role === 'aws-vpc-cni-init' ? 'init.env' : 'env'}.${name}`;
  return isKnownKey(path) && isOffered(path, release) !== false;
}

const described = (name: string, row: Variable): Omit<Draft, 'text'> => ({
  label: name,
  kind: 'variable',
  detail: `${row.kind}${row.default === undefined ? '' : `, default ${row.default}`}`,
  documentation: row.summary,
});

/** What a new line starts out with: for a switch the value that changes something. */
const usual = (row: Variable): string => {
  if (row.kind === 'boolean') return row.default === 'true' ? 'false' : 'true';
  return row.manifest ?? (row.default && !/\s/.test(row.default) ? row.default : '');
};

function values({ name, value, quote }: Setting): Draft[] {
  if (!isVariable(name.value) || value.value.kind === 'unknown') return [];
  const row: Variable = VARIABLES[name.value];
  const offered = [
    ...(row.values ?? []),
    ...[row.default, row.manifest, row.minimum, row.maximum].map((v) => v?.toString()),
  ];
  const texts = [...new Set(offered.filter((text): text is string => text !== undefined && text !== ''))];
  // Only the two spellings people write; the plugin takes ten more.
  const shown = row.kind === 'boolean' ? ['true', 'false'] : texts;
  return shown.map((text) => ({
    label: text,
    kind: 'value',
    text: quote === 'none' ? quoted(text, 'double') : text,
    filter: quote === 'none' ? quoted(text, 'double') : text,
    ...(text === row.default && { detail: 'default' }),
  }));
}

/** Keys that may stand beside the one being written, less those that do. */
function keys({ kind, fields }: ObjectFacts, { path, key: { start, end } }: Field, copy: string): Draft[] {
  if (kind === 'DaemonSet') return [];
  const isQuoted = /["'\\]/.test(copy[start] ?? '');
  const hasColon = /^\s*:/.test(copy.slice(end, end + 100)) && !isAlone(copy, { start, end });
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  const taken = new Set(fields.map((field) => field.path));
  return keysBelow(kind, parent).flatMap(([key, { description, type }]): Draft[] =>
    taken.has(parent === '' ? key : `${parent}.${key}`)
      ? []
      : [
          {
            label: key,
            kind: 'field',
            ...(type && { detail: type }),
            documentation: description,
            text: isQuoted || hasColon ? key : `${key}: `,
          },
        ],
  );
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
/** Of a ConfigMap, which takes texts: in quotes. */
const SWITCH = ['true', 'false'];
const OFFERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['spec.podSelector.matchExpressions.operator', OPERATORS],
  ['spec.serviceAccountSelector.matchExpressions.operator', OPERATORS],
  ['spec.features.name', ['SecurityGroupsForPods', 'CustomNetworking']],
  ['data.enable-network-policy-controller', SWITCH],
  ['data.enable-windows-ipam', SWITCH],
  ['data.enable-windows-prefix-delegation', SWITCH],
]);

function fieldValues(
  { object: { kind }, field: { path }, span }: Extract<Slot, { kind: 'field-value' }>,
  copy: string,
): Draft[] {
  const offer = fieldDoc(kind, path)?.offer;
  const isQuoted = /["']/.test(copy[span.start] ?? '');
  return [...(OFFERS.get(path) ?? []), ...(offer ? [offer] : [])].map((label) => {
    const text = SWITCH.includes(label) && !isQuoted ? quoted(label, 'double') : label;
    return { label, kind: 'value', text, ...(text !== label && { filter: text }) };
  });
}
