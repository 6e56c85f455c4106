import { closest } from '../../domain/readings.js';
import type {
  EniConfig,
  Facts,
  Field,
  ObjectFacts,
  SecurityGroupPolicy,
  Selector,
} from '../../model/facts.js';
import { remembered } from '../../model/remembered.js';

/** A field outside the schema, and what can be guessed about it. */
export interface Stranger {
  readonly field: Field;
  readonly object: ObjectFacts;
  /** Path of the map it stands in; '' at the top. */
  readonly parent: string;
  /** The field of that map that it was meant to be. */
  readonly known?: string;
  /** Path of the map it was meant to stand in; '' for the top. */
  readonly home?: string;
  /** The ENIConfig it stands in. */
  readonly config?: EniConfig;
  /** The policy it stands in, and the selector. */
  readonly policy?: SecurityGroupPolicy;
  readonly selector?: Selector;
  /** Nothing outside this text adds to the object. */
  readonly complete: boolean;
}

/** Every field of our objects that no schema knows. */
export function* strangersOf({ objects, eniConfigs, policies }: Facts): Iterable<Stranger> {
  for (const config of eniConfigs) {
    for (const stranger of strangersIn(objects, config)) yield { ...stranger, config };
  }
  for (const policy of policies) {
    for (const stranger of strangersIn(objects, policy)) {
      const selector = Object.hasOwn(SELECTORS, stranger.parent) && SELECTORS[stranger.parent]?.(policy);
      yield { ...stranger, policy, ...(selector && { selector }) };
    }
  }
}

const bySpan = remembered(
  (objects: readonly ObjectFacts[]): ReadonlyMap<object, ObjectFacts> =>
    new Map(objects.map((object) => [object.span, object])),
);

function* strangersIn(
  objects: readonly ObjectFacts[],
  { span, strangers, complete }: Pick<EniConfig, 'span' | 'strangers' | 'complete'>,
): Iterable<Stranger> {
  const object = bySpan(objects).get(span);
  if (!object || !isChecked(object.kind)) return;
  for (const field of strangers) {
    const parent = field.path.slice(0, Math.max(0, field.path.length - field.name.length - 1));
    const guessed = guess(object.kind, parent, field.name);
    const home = homeOf(object.kind, parent, field, guessed.known);
    yield { field, object, parent, complete, ...guessed, ...(home !== undefined && { home }) };
  }
}

export const fieldAt = ({ fields }: ObjectFacts, ...path: string[]): Field | undefined => {
  const wanted = path.filter((key) => key !== '').join('.');
  return fields.find((field) => field.path === wanted);
};

const SELECTORS: Readonly<Record<string, (policy: SecurityGroupPolicy) => Selector | undefined>> = {
  'spec.podSelector': (policy) => policy.podSelector,
  'spec.serviceAccountSelector': (policy) => policy.serviceAccountSelector,
};

type Kind = 'DaemonSet' | 'ENIConfig' | 'SecurityGroupPolicy';

const isChecked = (kind: ObjectFacts['kind']): kind is Kind => Object.hasOwn(KNOWN, kind);

const TOP = ['apiVersion', 'kind', 'metadata', 'spec'];
const METADATA = ['name', 'namespace', 'labels', 'annotations'];
const SELECTOR = ['matchLabels', 'matchExpressions'];

/** Fields that are often meant, by the path of their map. */
const KNOWN: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  DaemonSet: {},
  ENIConfig: { '': TOP, metadata: METADATA, spec: ['subnet', 'securityGroups'] },
  SecurityGroupPolicy: {
    '': TOP,
    metadata: METADATA,
    spec: ['podSelector', 'serviceAccountSelector', 'securityGroups'],
    'spec.securityGroups': ['groupIds'],
    'spec.podSelector': SELECTOR,
    'spec.serviceAccountSelector': SELECTOR,
  },
};

/** Names from other tools and other objects, flat. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  subnet: ['subnetid', 'subnetids', 'subnets'],
  securityGroups: ['securitygroup', 'securitygroupid', 'securitygroupids', 'groupids', 'groups', 'sg', 'sgs'],
  podSelector: ['selector'],
  serviceAccountSelector: ['saselector'],
  groupIds: ['groupid', 'groups', 'ids', 'securitygroupids', 'securitygroups', 'sgids'],
  matchLabels: ['labels'],
  matchExpressions: ['expressions'],
};

const flat = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();

function guess(kind: Kind, parent: string, name: string): Pick<Stranger, 'known'> {
  const known = (Object.hasOwn(KNOWN[kind], parent) && KNOWN[kind][parent]) || [];
  const same = known.find((k) => flat(k) === flat(name));
  if (same) return { known: same };
  const near = known.find((k) => SYNONYMS[k]?.includes(flat(name))) ?? closest(name, known);
  return near ? { known: near } : {};
}

/** Maps that fields belong into which are found elsewhere. */
const HOMES: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  DaemonSet: {},
  ENIConfig: { spec: '', subnet: 'spec', securityGroups: 'spec' },
  SecurityGroupPolicy: {
    spec: '',
    podSelector: 'spec',
    serviceAccountSelector: 'spec',
    securityGroups: 'spec',
    groupIds: 'spec.securityGroups',
    matchLabels: 'spec.podSelector',
    matchExpressions: 'spec.podSelector',
  },
};

function homeOf(kind: Kind, parent: string, { name, shape }: Field, known?: string): string | undefined {
  const home = Object.hasOwn(HOMES[kind], name) ? HOMES[kind][name] : undefined;
  // A list of groups called securityGroups as the map round it is misspelt where it stands.
  if (home !== undefined && parent !== `${home}.${name}`) return home;
  // Nothing that a selector knows has a text: a label without matchLabels above it.
  return home === undefined && Object.hasOwn(SELECTORS, parent) && shape === 'scalar' && !known
    ? `${parent}.matchLabels`
    : undefined;
}
