import type { InstanceType } from '../../domain/instances.js';
import { type Counter, kubeletLimit, lowestLimit } from '../../domain/kubeletLimit.js';
import { type Density, maxPods, type NetworkingMode } from '../../domain/maxPods.js';
import { type Cluster, windowsMode } from '../../model/cluster.js';
import type { Facts, NodeGroup, NodeMaker, PodLimit } from '../../model/facts.js';
import { remembered } from '../../model/remembered.js';
import type { Located } from '../../model/span.js';
import { type Settings, typeNamed } from '../../settings.js';
import { podsBy } from './expressions.js';

/** Nodes that are made alike, with all that is in sight about them. */
export interface Nodes {
  /** What makes them. */
  readonly group: NodeGroup;
  /** The group, then what it uses, as far as that is in sight. */
  readonly parts: readonly NodeGroup[];
  /** Everything is in sight: what no part says is not said. */
  readonly complete: boolean;
  readonly windows: boolean;
  /** How Windows nodes of the cluster get addresses; undefined: not known. */
  readonly windowsMode: NetworkingMode | undefined;
  readonly image: NodeGroup['image'];
  readonly customImage: boolean;
  /** Types with figures, where each is written. */
  readonly types: readonly NodeType[];
  /** Its nodes can have no other types than these. */
  readonly typesComplete: boolean;
  /** What the first part that limits pods says, in the order in which kubelet prefers it. */
  readonly limits: readonly PodLimit[];
}

export interface NodeType extends InstanceType {
  readonly place: Located<string>;
  /** The part that it is written in. */
  readonly part: NodeGroup;
}

/**
 * The nodes that a document makes, and those that are told something in it. Not those of EKS Auto Mode, whose CNI cannot
 * be configured, nor pods that ask for nodes.
 */
export const nodesOf = (
  { nodeGroups }: Pick<Facts, 'nodeGroups'>,
  cluster: Cluster,
  { instanceTypes }: Pick<Settings, 'instanceTypes'>,
): readonly Nodes[] => (nodeGroups.length === 0 ? [] : nodesIn(cluster)(instanceTypes)(nodeGroups));

/** All rules and features ask for the same nodes. */
const nodesIn = remembered((cluster: Cluster) =>
  remembered((instanceTypes: Settings['instanceTypes']) => {
    const made = remembered((group: NodeGroup) => assembled(group, cluster, { instanceTypes }));
    return remembered((nodeGroups: readonly NodeGroup[]) => makersOf(nodeGroups, cluster).map(made));
  }),
);

/** What makes the nodes of these groups: who uses a group, else the group itself. */
function makersOf(nodeGroups: readonly NodeGroup[], cluster: Cluster): readonly NodeGroup[] {
  const { users, providers } = byName(cluster.nodeGroups);
  const makers = new Set<NodeGroup>();
  for (const group of nodeGroups) {
    const used = group.provides === undefined ? [] : (users.get(group.provides) ?? []);
    if (used.length === 0) makers.add(group);
    // Which of several is meant is not known: to their users none of them says anything.
    else if ((providers.get(group.provides ?? '') ?? []).length < 2)
      for (const user of used) makers.add(user);
  }
  return [...makers].filter(({ maker }) => maker !== 'workload' && maker !== 'auto-mode');
}

/** Groups by the name that they use, and by the one that they provide. */
const byName = remembered((nodeGroups: Cluster['nodeGroups']) => {
  const users = new Map<string, NodeGroup[]>();
  const providers = new Map<string, NodeGroup[]>();
  for (const group of nodeGroups) {
    for (const name of new Set(group.uses)) collect(users, name, group);
    if (group.provides !== undefined) collect(providers, group.provides, group);
  }
  return { users, providers };
});

function collect<Key, Value>(into: Map<Key, Value[]>, key: Key, value: Value): void {
  const found = into.get(key);
  if (found) found.push(value);
  else into.set(key, [value]);
}

function assembled(group: NodeGroup, cluster: Cluster, settings: Pick<Settings, 'instanceTypes'>): Nodes {
  const { providers } = byName(cluster.nodeGroups);
  const used = group.uses.map((name) => providers.get(name) ?? []);
  // Two of one name belong to two clusters: which is meant is not known.
  const parts = [group, ...used.flatMap(([only, ...others]) => (only && others.length === 0 ? [only] : []))];
  // Looked up when they are asked for: many rules ask for few of them.
  let found: readonly NodeType[] | undefined;
  const types = (): readonly NodeType[] => {
    found ??= typesOf(parts, settings);
    return found;
  };
  return {
    group,
    parts,
    complete: parts.length === 1 + group.uses.length && parts.every(({ complete }) => complete),
    windows: parts.some(({ os, image }) => os === 'windows' || image === 'Windows'),
    windowsMode: windowsMode(cluster),
    image: parts.find(({ image }) => image !== undefined)?.image,
    customImage: parts.some(({ customImage }) => customImage),
    get types() {
      return types();
    },
    get typesComplete() {
      const naming = parts.filter((part) => part.types.length > 0);
      return (
        naming.length > 0 &&
        naming.every((part) => part.typesComplete) &&
        types().length === naming.reduce((sum, part) => sum + part.types.length, 0)
      );
    },
    limits: parts.find(({ podLimits }) => podLimits.length > 0)?.podLimits ?? [],
  };
}

const typesOf = (
  parts: readonly NodeGroup[],
  { instanceTypes }: Pick<Settings, 'instanceTypes'>,
): readonly NodeType[] => parts.flatMap(typesIn(instanceTypes));

/** All files that see a group ask for its types. */
const typesIn = remembered((instanceTypes: Settings['instanceTypes']) =>
  remembered((part: NodeGroup): readonly NodeType[] => {
    const figures = new Map<string, InstanceType | undefined>();
    return part.types.flatMap((place) => {
      if (!figures.has(place.value)) figures.set(place.value, typeNamed(place.value, { instanceTypes }));
      const type = figures.get(place.value);
      return type ? [{ ...type, place, part }] : [];
    });
  }),
);

/** Its types, each at the first place where it is named. */
export const kindsOf = remembered(({ types }: Nodes): readonly NodeType[] => {
  const kinds = new Map<string, NodeType>();
  for (const type of types) if (!kinds.has(type.name)) kinds.set(type.name, type);
  return [...kinds.values()];
});

/** The types with figures that Linux nodes can have, each place in the document once. */
export function linuxTypesIn(facts: Facts, cluster: Cluster, settings: Settings): readonly NodeType[] {
  const found = new Map<Located<string>, NodeType>();
  for (const nodes of nodesOf(facts, cluster, settings)) {
    if (nodes.windows || !runsAwsNode(nodes, cluster)) continue;
    for (const type of nodes.types) if (isIn(type, facts)) found.set(type.place, type);
  }
  return [...found.values()];
}

/** The first type of each place: of a family, and of names that cannot be told apart, there are several. */
export function oncePerPlace(types: readonly NodeType[]): readonly NodeType[] {
  const places = new Set<string>();
  return types.filter(({ place: { span } }) => {
    const key = `${span.start} ${span.end}`;
    return !places.has(key) && places.add(key);
  });
}

/** The group makes Linux nodes by itself, and does not only say something for those of others. */
export const makesNodes = ({ maker, os }: NodeGroup): boolean => os !== 'windows' && !TELLING.includes(maker);

const TELLING: readonly NodeMaker[] = [
  'karpenter-class',
  'nodeadm',
  'capa-config',
  'kops-cluster',
  'workload',
];

/** It is written in the document: a finding can stand there. */
export const isIn = (written: NodeType | NodeGroup | PodLimit, { nodeGroups }: Facts): boolean =>
  writtenIn(nodeGroups).has('part' in written ? written.part : written);

const writtenIn = remembered(
  (nodeGroups: readonly NodeGroup[]): ReadonlySet<NodeGroup | PodLimit> =>
    new Set([...nodeGroups, ...nodeGroups.flatMap(({ podLimits }) => podLimits)]),
);

/** Nodes that may have any plugin run aws-node only where one is in sight; nodes of EKS do unless told otherwise. */
export const runsAwsNode = ({ group, parts }: Nodes, { installs }: Cluster): boolean =>
  installs.length > 0 ||
  !['capa', 'kops', 'kops-cluster'].includes(group.maker) ||
  parts.some(({ maker }) => maker === 'capa-config');

/** The mode as it is on these nodes. */
function modeOn(
  { windows, windowsMode }: Nodes,
  mode: NetworkingMode,
  { unmanagedEnis }: Settings,
): NetworkingMode | undefined {
  // On Windows another program hands out addresses, which has settings of its own.
  const own = windows ? windowsMode : mode;
  return own && { ...own, ...(unmanagedEnis > 0 && { unmanagedEnis }) };
}

/** Pods for which the plugin has addresses there, whatever kubelet is told. Undefined: a figure is not known. */
export const capacityOf = (
  nodes: Nodes,
  type: InstanceType,
  mode: NetworkingMode,
  settings: Settings,
): Density | undefined => densityOn(nodes, type, mode, settings, false);

/** The most pods that Amazon recommends there. */
export const recommendedOn = (
  nodes: Nodes,
  type: InstanceType,
  mode: NetworkingMode,
  settings: Settings,
): Density | undefined => densityOn(nodes, type, mode, settings, true);

function densityOn(
  nodes: Nodes,
  type: InstanceType,
  mode: NetworkingMode,
  settings: Settings,
  ceiling: boolean,
): Density | undefined {
  return oncePerType(densities(nodes)(mode), `${type.name} ${settings.unmanagedEnis} ${ceiling}`, () => {
    const own = modeOn(nodes, mode, settings);
    return own && maxPods(type, own, { ceiling });
  });
}

const densities = answersOn<Density>();

/** Answers about nodes in a mode: a list may name one type over and over, and many rules ask for the same. */
function answersOn<Answer>() {
  return remembered((_: Nodes) =>
    remembered((_mode: NetworkingMode) => new Map<string, Answer | undefined>()),
  );
}

function oncePerType<Answer>(
  known: Map<string, Answer | undefined>,
  key: string,
  answer: () => Answer | undefined,
): Answer | undefined {
  if (!known.has(key)) known.set(key, answer());
  return known.get(key);
}

/** What kubelet is told. */
export interface Told {
  readonly pods: number;
  /** Where it is written; absent: nobody writes it, and the maker of the nodes counts by itself. */
  readonly limit?: PodLimit;
  /** With its figures. */
  readonly formula?: string;
  /** Who counts, and how: a sentence or two. */
  readonly reason?: string;
}

/** `cluster`: that of the nodes. Undefined: only the cluster knows. */
export const toldTo = (
  nodes: Nodes,
  type: InstanceType,
  mode: NetworkingMode,
  cluster: Cluster,
  settings: Settings,
): Told | undefined =>
  oncePerType(tolds(nodes)(mode), `${type.name} ${settings.unmanagedEnis}`, () =>
    told(nodes, type, mode, cluster, settings),
  );

const tolds = answersOn<Told>();

function told(
  nodes: Nodes,
  type: InstanceType,
  mode: NetworkingMode,
  cluster: Cluster,
  settings: Settings,
): Told | undefined {
  const limit = nodes.limits.find(({ form }) => form !== 'per-core');
  const base =
    limit && !isOverridden(nodes)
      ? written(limit, nodes, type)
      : counted(nodes, type, mode, cluster, settings);
  const perCore = nodes.limits.find(({ form }) => form === 'per-core');
  // Bottlerocket knows no pods per core.
  if (!base || !perCore || nodes.image === 'Bottlerocket') return base;
  if (perCore.value === undefined || type.vcpus === undefined) return undefined;
  const pods = perCore.value * type.vcpus;
  return perCore.value > 0 && pods < base.pods ? { pods, limit: perCore } : base;
}

function written(limit: PodLimit, nodes: Nodes, type: InstanceType): Told | undefined {
  if (mayBeOverridden(limit, nodes)) return undefined;
  const pods =
    limit.form === 'expression' && limit.text.value !== undefined ? podsBy(limit, type) : limit.value;
  return pods === undefined ? undefined : { pods, limit };
}

/** EKS itself starts kubelet there, with a flag that beats the file that eksctl writes the number into. */
export const isOverridden = ({ group, image, customImage, limits }: Nodes): boolean =>
  group.maker === 'eksctl-managed' &&
  image === 'AL2' &&
  !customImage &&
  limits.every(({ field }) => field === 'maxPodsPerNode');

/** A script in front of the one of EKS: its flag is lost, unless it rewrites that. */
const mayBeOverridden = ({ field }: PodLimit, nodes: Nodes): boolean =>
  field === '--max-pods' && isManaged(nodes) && !nodes.customImage && nodes.image !== 'AL2023';

function counted(
  nodes: Nodes,
  type: InstanceType,
  mode: NetworkingMode,
  cluster: Cluster,
  settings: Settings,
): Told | undefined {
  const counter = nodes.complete ? counterOf(nodes) : undefined;
  if (!counter) return undefined;
  const reserved = reservedEnis(cluster);
  if (counter === 'karpenter' && reserved === 'unknown') return undefined;
  const own = modeOn(nodes, mode, settings);
  if (!own) return undefined;
  if (counter === 'eks')
    return oncePerType(lowest(nodes)(mode), `${settings.unmanagedEnis}`, () =>
      nodes.typesComplete ? lowestLimit(kindsOf(nodes), counter, own) : undefined,
    );
  return kubeletLimit(type, counter, own, typeof reserved === 'number' ? { reservedEnis: reserved } : {});
}

const lowest = answersOn<Told>();

/** A managed node group: EKS counts, unless the image is the user's own. */
export const isManaged = ({ group }: Nodes): boolean => MANAGED.includes(group.maker);

const MANAGED: readonly NodeMaker[] = ['eksctl-managed', 'capa-managed', 'cfn-managed'];

/** Who counts, when nobody writes a number. Undefined: not known, as with an image of the user's own. */
export function counterOf({ group, parts, windows, image, customImage }: Nodes): Counter | undefined {
  // Karpenter counts for any image of a family that it knows.
  const isKnown = !customImage || (group.maker === 'karpenter' && image !== undefined);
  if (!isKnown || parts.some(({ ownCount }) => ownCount === 'off')) return undefined;
  if (windows) return 'kubelet';
  switch (group.maker) {
    case 'eksctl-managed':
    case 'capa-managed':
    case 'cfn-managed':
      // EKS has no such images: they start by a command of their maker.
      return image === 'Ubuntu' || image === 'Flatcar' ? undefined : 'eks';
    case 'eksctl':
    case 'nodeadm':
    case 'launch-template':
      return image === 'Flatcar' ? undefined : 'ami';
    case 'capa':
      // Other images leave kubelet to itself.
      return parts.some(({ maker }) => maker === 'capa-config') ? 'ami' : undefined;
    case 'karpenter':
      return 'karpenter';
    case 'kops':
      return 'kops';
    default:
      return undefined;
  }
}

/**
 * ENIs that Karpenter leaves out of its count. `not-in-sight`: its settings are somewhere else; `unknown`: they are in
 * sight, and do not tell, or differ.
 */
export const reservedEnis = ({ settings }: Cluster) => reservedIn(settings);

const reservedIn = remembered((settings: Cluster['settings']): number | 'not-in-sight' | 'unknown' => {
  const written = settings.flatMap((s) => (s.kind === 'reserved-enis' ? [s.value] : []));
  const [first] = written;
  if (written.length > 0)
    return first !== undefined && written.every((value) => value === first) ? first : 'unknown';
  return settings.some(({ kind }) => kind === 'karpenter') ? 0 : 'not-in-sight';
});
