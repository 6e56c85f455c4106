import { quoted } from '../carriers/lines.js';
import type { Cluster } from '../model/cluster.js';
import { UNKNOWN } from '../model/effective.js';
import type {
  Field,
  Labels,
  NodeMark,
  SecurityGroupPolicy,
  ServiceAccount,
  Workload,
} from '../model/facts.js';
import { sameNamespace } from '../model/selecting.js';
import type { SelectorName } from '../model/slots.js';
import type { Draft } from './complete.js';
import { choosingKeys } from './occurrences.js';

/** Names that stand elsewhere: of ENIConfigs, and labels of workloads. */

/** ENIConfigs in sight, for a label or annotation that names one. */
export function eniConfigOffers({ key }: NodeMark, cluster: Cluster, isQuoted: boolean): Draft[] {
  if (!choosingKeys(cluster).has(key)) return [];
  const named = new Map(cluster.eniConfigs.map((config) => [config.name?.value, config]));
  return [...named].flatMap(([name, { subnet }]): Draft[] =>
    name === undefined ? [] : [{ ...offer(name, isQuoted), ...(subnet?.value && { detail: subnet.value }) }],
  );
}

/** A label with the workloads or service accounts that have it. */
interface Found {
  readonly key: string;
  readonly value: string;
  readonly who: string[];
}

/** Labels that a selector of a policy could ask for. */
function labelsFor(
  policy: SecurityGroupPolicy | undefined,
  selector: SelectorName,
  { workloads, serviceAccounts }: Cluster,
): readonly Found[] {
  const found = new Map<string, Found>();
  const all: readonly (Workload | ServiceAccount)[] =
    selector === 'podSelector' ? workloads : serviceAccounts;
  for (const each of all) {
    const isNear = sameNamespace(policy?.namespace, each.namespace);
    if (isNear !== true && isNear !== UNKNOWN) continue;
    for (const { key, value } of (each satisfies Labels).labels) {
      if (value.value === undefined) continue;
      const id = JSON.stringify([key.value, value.value]);
      const label = found.get(id) ?? { key: key.value, value: value.value, who: [] };
      label.who.push(`${'kind' in each ? each.kind : 'ServiceAccount'} ${each.name?.value ?? ''}`.trim());
      found.set(id, label);
    }
  }
  return [...found.values()];
}

const LABELS = /^spec\.(podSelector|serviceAccountSelector)\.(matchLabels|matchExpressions)\./;

/** Where a field of a selector is a label, or names one. */
function selectorIn({ path, name }: Field): readonly [SelectorName, 'matchLabels' | 'key'] | undefined {
  const [prefix = '', selector, list] = LABELS.exec(path) ?? [];
  if (selector !== 'podSelector' && selector !== 'serviceAccountSelector') return undefined;
  if (path !== prefix + name) return undefined;
  if (list === 'matchLabels') return [selector, 'matchLabels'];
  return name === 'key' ? [selector, 'key'] : undefined;
}

/** Keys below `matchLabels`, with their values where `isWhole`: nothing else is on the line. Undefined: it is no such key. */
export function labelKeyOffers(
  field: Field,
  fields: readonly Field[],
  policy: SecurityGroupPolicy | undefined,
  cluster: Cluster,
  isWhole: boolean,
  isQuoted: boolean,
): Draft[] | undefined {
  const [selector, list] = selectorIn(field) ?? [];
  if (!selector || list !== 'matchLabels') return undefined;
  const prefix = field.path.slice(0, -field.name.length);
  const taken = new Set(fields.filter(({ path, name }) => path === prefix + name).map(({ name }) => name));
  const found = labelsFor(policy, selector, cluster).filter(({ key }) => !taken.has(key));
  if (!isWhole)
    return keysOf(found).map(({ key, who }) => ({
      ...offer(key, isQuoted),
      kind: 'field',
      ...told(who),
    }));
  return found.map(({ key, value, who }) => {
    const text = `${plain(key)}: ${plain(value)}`;
    return { label: `${key}: ${value}`, kind: 'field', text, ...told(who) };
  });
}

/** On the value of a label, or on `key` of an expression. Undefined: it is no such field. */
export function labelValueOffers(
  field: Field,
  policy: SecurityGroupPolicy | undefined,
  cluster: Cluster,
  isQuoted: boolean,
): Draft[] | undefined {
  const [selector, list] = selectorIn(field) ?? [];
  if (!selector) return undefined;
  if (list === 'matchLabels') return valuesOf(field.name, selector, policy, cluster, isQuoted);
  const found = keysOf(labelsFor(policy, selector, cluster));
  return found.map(({ key, who }) => ({ ...offer(key, isQuoted), ...told(who) }));
}

/** Values of a label. */
export const valuesOf = (
  key: string | undefined,
  selector: SelectorName,
  policy: SecurityGroupPolicy | undefined,
  cluster: Cluster,
  isQuoted: boolean,
): Draft[] =>
  labelsFor(policy, selector, cluster)
    .filter((label) => label.key === key)
    .map(({ value, who }) => ({ ...offer(value, isQuoted), ...told(who) }));

function keysOf(labels: readonly Found[]): readonly Pick<Found, 'key' | 'who'>[] {
  const keys = new Map<string, string[]>();
  for (const { key, who } of labels) keys.set(key, [...(keys.get(key) ?? []), ...who]);
  return [...keys].map(([key, who]) => ({ key, who }));
}

const told = (who: readonly string[]): { readonly detail?: string } => {
  const [first, ...others] = new Set(who);
  if (!first) return {};
  return { detail: others.length === 0 ? first : `${first} and ${others.length} more` };
};

function offer(label: string, isQuoted: boolean): Draft {
  const text = isQuoted ? label : plain(label);
  return { label, kind: 'value', text, ...(text !== label && { filter: text }) };
}

/** With quotes where it would otherwise be no text, or none for sure. */
const plain = (text: string): string =>
  /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)
    ? text
    : quoted(text, 'double');
