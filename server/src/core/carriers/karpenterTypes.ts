import { type InstanceType, instanceTypes } from '../domain/instances.js';
import type { NodeGroup } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, items, type Node } from '../model/tree.js';
import { located } from './fields.js';
import { allKnown, strings, wholeNumber } from './nodeFields.js';
import { INSTANCE_TYPE_LABELS } from './nodeSelectors.js';

/**
 * The types that a NodePool allows by family and size, each where its family is written. Undefined: it does not name both,
 * or has a requirement that cannot be judged, or allows a great many.
 */
export function typesOfFamilies(
  requirements: Node | undefined,
  labels: Node | undefined,
): Pick<NodeGroup, 'types' | 'typesComplete'> | undefined {
  const asked = [...items(requirements).map(requirement), ...labelled(labels)];
  const judged = asked.flatMap((one) => (one && narrows(one) ? judge(one) : []));
  // One that is not known could be about types, too.
  if (judged.length < asked.filter((one) => !one || narrows(one)).length) return undefined;
  const families = judged.find((one) => one.key === FAMILY && one.operator === 'In')?.values;
  if (!families || !judged.some((one) => one.key === SIZE && one.operator === 'In')) return undefined;
  const places = new Map(families.map((place) => [place.value, place]));
  const known = new Set<string>();
  let typesComplete = true;
  const types = instanceTypes().flatMap((type): Located<string>[] => {
    const place = places.get(familyOf(type));
    if (!place) return [];
    known.add(place.value);
    const met = judged.map((one) => one.isMet(type));
    if (met.includes(false)) return [];
    if (met.includes(undefined)) typesComplete = false;
    return met.includes(undefined) ? [] : [{ value: type.name, span: place.span }];
  });
  if (types.length === 0 || types.length > MOST) return undefined;
  return { types, typesComplete: typesComplete && known.size === places.size };
}

/** More are no choice of types. */
const MOST = 200;

const OWN = 'karpenter.k8s.aws/';
const FAMILY = `${OWN}instance-family`;
const SIZE = `${OWN}instance-size`;

const familyOf = ({ name }: InstanceType): string => name.slice(0, name.indexOf('.'));

/** Category and generation of a type: `m` and `5`. */
const CLASS = /^([a-z]+)(?:-\d+tb)?(\d+).*\./;

type Trait = (type: InstanceType) => string | undefined;

const archOf: Trait = ({ arch }) => arch;
const nameOf: Trait = ({ name }) => name;

/** Labels of a type, as Karpenter has them (pkg/providers/instancetype/types.go, computeRequirements). */
const TRAITS: ReadonlyMap<string, Trait> = new Map<string, Trait>([
  [FAMILY, familyOf],
  [SIZE, ({ name }) => name.slice(name.indexOf('.') + 1)],
  [`${OWN}instance-category`, ({ name }) => CLASS.exec(name)?.[1]],
  [`${OWN}instance-generation`, ({ name }) => CLASS.exec(name)?.[2]],
  [`${OWN}instance-hypervisor`, ({ hypervisor }) => (hypervisor === 'none' ? '' : hypervisor)],
  [`${OWN}instance-cpu`, ({ vcpus }) => vcpus?.toString()],
  ['kubernetes.io/arch', archOf],
  ['beta.kubernetes.io/arch', archOf],
  ...INSTANCE_TYPE_LABELS.map((label): [string, Trait] => [label, nameOf]),
]);

interface Requirement {
  readonly key: string;
  readonly operator: string;
  /** Undefined: not all known. */
  readonly values: readonly Located<string>[] | undefined;
}

const narrows = ({ key }: Requirement): boolean => key.startsWith(OWN) || TRAITS.has(key);

/** Undefined: not known. */
function requirement(item: Node): Requirement | undefined {
  const key = located(at(item, 'key'));
  const operator = located(at(item, 'operator'));
  return key && operator && { key: key.value, operator: operator.value, values: known(at(item, 'values')) };
}

/** Labels of a NodePool are requirements as well. */
const labelled = (labels: Node | undefined): readonly (Requirement | undefined)[] =>
  labels?.kind === 'map'
    ? labels.entries.map(({ key, value }) =>
        key.open ? undefined : { key: key.text, operator: 'In', values: known(value) },
      )
    : [];

const known = (node: Node | undefined): readonly Located<string>[] | undefined =>
  allKnown(node) ? strings(node) : undefined;

interface Judged {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly Located<string>[];
  /** Undefined: what it asks for is not known of the type. */
  isMet(type: InstanceType): boolean | undefined;
}

function judge({ key, operator, values }: Requirement): readonly Judged[] {
  const trait = TRAITS.get(key);
  const test = values && testOf(operator, values);
  if (!trait || !test) return [];
  const isMet = (type: InstanceType): boolean | undefined => {
    const found = trait(type);
    return found === undefined ? undefined : test(found);
  };
  return [{ key, operator, values, isMet }];
}

function testOf(
  operator: string,
  values: readonly Located<string>[],
): ((text: string) => boolean) | undefined {
  const texts = new Set(values.map(({ value }) => value));
  const bound = wholeNumber(values[0]?.value ?? '');
  switch (operator) {
    case 'In':
      return (text) => texts.has(text);
    case 'NotIn':
      return (text) => !texts.has(text);
    case 'Gt':
      return bound === undefined ? undefined : (text) => Number(text) > bound;
    case 'Lt':
      return bound === undefined ? undefined : (text) => Number(text) < bound;
    default:
      return undefined;
  }
}
