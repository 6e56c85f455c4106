import { columnOf, quoted } from '../carriers/lines.js';
import { isKnownKey, isOffered } from '../domain/addonSchema.js';
import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import type { Cluster } from '../model/cluster.js';
import { isRead } from '../model/effective.js';
import type {
  ContainerFacts,
  Facts,
  Field,
  Install,
  ObjectFacts,
  ObjectKind,
  SecurityGroupPolicy,
  Setting,
} from '../model/facts.js';
import type { Slot } from '../model/slots.js';
import type { Span } from '../model/span.js';
import { readDocument } from '../readDocument.js';
import type { Settings } from '../settings.js';
import type { Draft } from './complete.js';
import { eniConfigOffers, labelKeyOffers, labelValueOffers, valuesOf } from './completeNames.js';
import { fieldDoc, keysBelow } from './fieldDoc.js';
import { limitOffers, typeOffers } from './nodeOffers.js';
import { nodesHere } from './takenPods.js';

/** Stands at the cursor in a copy of the text: the slot it falls into says what belongs there. */
export const CURSOR = 'vpcCniCursor';

export interface Surroundings {
  /** The text with the cursor in it, and what it says. */
  readonly copy: string;
  readonly facts: Facts;
  /** Without the cursor. */
  readonly cluster: Cluster;
  readonly settings: Settings;
  /** Nothing but the word is on its line: the colon behind it in the copy is not in the text. */
  readonly isKey: boolean;
}

/** What belongs into the slot that the cursor has fallen into. */
export function drafts(slot: Slot, around: Surroundings): Draft[] {
  const { copy, facts, cluster, settings } = around;
  const isQuoted = /["'\\]/.test(copy[slot.span.start] ?? '') || /["']/.test(copy[slot.span.start - 1] ?? '');
  switch (slot.kind) {
    case 'variable-name':
      return slot.setting.name.value.includes(CURSOR) ? names(slot, around) : [];
    case 'variable-value':
      return values(slot.setting);
    case 'pod-limit':
      return limitOffers(slot, cluster, settings);
    case 'cidr':
      return [];
    case 'field-key':
      return slot.field.path.includes(CURSOR) ? keys(slot, around) : [];
    case 'field-value':
      return (
        labelValueOffers(slot.field, policyOf(slot.object, facts), cluster, isQuoted) ??
        fieldValues(slot, copy)
      );
    case 'node-mark':
      return eniConfigOffers(slot.mark, cluster, isQuoted || isInside(slot.span, copy));
    case 'selector-value':
      return valuesOf(slot.key, slot.selector, slot.policy, cluster, isQuoted);
    case 'instance-type':
      return typeOffers(nodesHere(facts, cluster, settings).groupAt(slot.span.start), cluster, settings);
    case 'container':
      return [];
  }
}

const policyOf = ({ span }: ObjectFacts, { policies }: Facts): SecurityGroupPolicy | undefined =>
  policies.find((policy) => policy.span === span);

/** In the middle of a text, such as the argument of a script. */
const isInside = ({ start }: Span, copy: string): boolean => /[=,]/.test(copy[start - 1] ?? '');

/** Variables this container reads at its release and that are not set yet. */
function names(
  { install, container, setting }: Extract<Slot, { kind: 'variable-name' }>,
  { copy, isKey }: Surroundings,
): Draft[] {
  const { start, end } = setting.name.span;
  const plain = !isQuotedAt(copy, start);
  if (setting.form === 'entry') {
    const hasColon = !isKey && /^\s*:/.test(copy.slice(end, end + 100));
    const isWhole = setting.bare && plain && !hasColon;
    const others = container.settings.filter((other) => other !== setting && other.form === 'entry');
    const inBraces = container.env.form === 'flow' && container.env.of === 'entries';
    const mark = inBraces && others.every(({ name }) => isQuotedAt(copy, name.span.start)) ? '"' : '';
    return unset(install, container).map(([name, row]) => ({
      ...described(name, row),
      text: isWhole ? `${mark}${name}${mark}: ${quoted(usual(row), 'double')}` : name,
    }));
  }
  // With the name comes a line for the value, unless there is one.
  const adds =
    setting.bare &&
    plain &&
    copy[setting.span.start] !== '{' &&
    !/^\s*value\s*:/m.test(restOfItem(copy, setting));
  const pad = ' '.repeat(columnOf(copy, setting.span.start));
  return unset(install, container).map(([name, row]) => ({
    ...described(name, row),
    text: adds ? `${name}\n${pad}value: ${quoted(usual(row), 'double')}` : name,
  }));
}

const restOfItem = (copy: string, { name, span }: Setting): string =>
  copy.slice(name.span.end, Math.max(name.span.end, span.end));

/** Variables that a container reads and that are not set. */
export function unset({ form, release }: Install, container: ContainerFacts): [string, Variable][] {
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

export const described = (name: string, row: Variable): Omit<Draft, 'text'> => ({
  label: name,
  kind: 'variable',
  detail: `${row.kind}${row.default === undefined ? '' : `, default ${row.default}`}`,
  documentation: row.summary,
});

/** What a new line starts out with: for a switch the value that changes something. */
export const usual = (row: Variable): string => {
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
function keys({ object, field }: Extract<Slot, { kind: 'field-key' }>, around: Surroundings): Draft[] {
  const { fields } = object;
  const { path, key } = field;
  const { copy, facts, cluster, isKey } = around;
  if (object.kind === 'DaemonSet') return [];
  const isQuoted = isQuotedAt(copy, key.start);
  const hasColon = !isKey && /^\s*:/.test(copy.slice(key.end, key.end + 100));
  const isWhole = !isQuoted && !hasColon;
  const labels = labelKeyOffers(field, fields, policyOf(object, facts), cluster, isWhole, isQuoted);
  if (labels) return labels;
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  const taken = new Set(fields.map((other) => other.path));
  const mark = isWhole && isJson(field, fields, copy) ? '"' : '';
  const kind = kindIn(object, field, around);
  return keysBelow(kind, parent).flatMap(([name, { description, type }]): Draft[] =>
    taken.has(parent === '' ? name : `${parent}.${name}`)
      ? []
      : [
          {
            label: name,
            kind: 'field',
            ...(type && { detail: type }),
            documentation: description,
            text: isWhole ? `${mark}${name}${mark}: ` : name,
          },
        ],
  );
}

const isQuotedAt = (copy: string, start: number): boolean => /["'\\]/.test(copy[start] ?? '');

/** Between braces where the other keys have quotes: without them it would be no JSON. */
const isJson = (field: Field, fields: readonly Field[], copy: string): boolean =>
  field.flow && fields.every((other) => other === field || (other.flow && isQuotedAt(copy, other.key.start)));

/** JSON that is configuration of the add-on is no longer one with a key that the add-on does not have, such as half of one. */
function kindIn({ kind }: ObjectFacts, { key, flow }: Field, { copy, settings }: Surroundings): ObjectKind {
  if (kind !== 'ChartValues' || !flow) return kind;
  const whole =
    copy.slice(0, key.start) +
    copy.slice(key.start, key.end).replace(CURSOR, KEY_OF_ADDON) +
    copy.slice(key.end);
  const { facts } = readDocument(whole, settings);
  return facts.addons.some(({ place }) => place === 'file') ? 'AddonConfiguration' : kind;
}

const KEY_OF_ADDON = 'tolerations';

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
  // A literal of a kustomization is in the middle of a text.
  const isPart = copy[span.start - 1] === '=';
  return [...(OFFERS.get(path) ?? []), ...(offer ? [offer] : [])].map((label) => {
    const text = SWITCH.includes(label) && !isQuoted && !isPart ? quoted(label, 'double') : label;
    return { label, kind: 'value', text, ...(text !== label && { filter: text }) };
  });
}
