import { isFrugalWhenIdle, proposedTargets, unsteadyAt } from '../../domain/proposedTargets.js';
import { VARIABLES, type VariableName } from '../../domain/variables.js';
import type { PoolTargets } from '../../domain/warmPool.js';
import type { Cluster } from '../../model/cluster.js';
import { effective, isOff, isOn, isRead, roleOf, UNKNOWN } from '../../model/effective.js';
import type { Facts, Install } from '../../model/facts.js';
import { type NodePool, nodePool } from '../../model/nodePool.js';
import { managesPool } from '../../model/pool.js';
import { remembered } from '../../model/remembered.js';
import { type Settings, typeNamed } from '../../settings.js';
import type { Fix } from '../rule.js';
import { setTo } from './fixes.js';
import { typeNamesOf } from './instanceTypes.js';
import { type Nodes, nodesOf } from './nodes.js';
import { listed } from './written.js';

/**
 * The pools of the types that an aws-node runs on: the one selected in the settings, else those that the DaemonSet asks
 * for, else those of node groups in sight. None is ever assumed. Of types that are alike the first stands for all.
 */
export function poolsOf(
  install: Install,
  facts: Facts,
  cluster: Cluster,
  settings: Settings,
): readonly NodePool[] {
  // One of each kind of node. Enough are looked at when a list of types goes on and on.
  const kinds = new Map<string, NodePool>();
  for (const type of typesFor(install, facts, cluster, settings).types) {
    const pool = poolOn(install, type, settings);
    const kind = JSON.stringify(pool?.node);
    if (pool && !kinds.has(kind)) kinds.set(kind, pool);
    if (kinds.size === MOST_KINDS) break;
  }
  return [...kinds.values()];
}

const MOST_KINDS = 12;

/** The same, but none at all where one of them is not known, or nodes may be of further types. */
export function allPoolsOf(
  install: Install,
  facts: Facts,
  cluster: Cluster,
  settings: Settings,
): readonly NodePool[] {
  const { types, complete } = typesFor(install, facts, cluster, settings);
  const pools = types.flatMap((type) => poolOn(install, type, settings) ?? []);
  return complete && pools.length === types.length ? pools : [];
}

interface NamedType {
  readonly name: string;
  /** What kubelet is told. */
  readonly podLimit?: number;
}

interface NamedTypes {
  readonly types: readonly NamedType[];
  readonly complete: boolean;
}

function poolOn(install: Install, { name, podLimit }: NamedType, settings: Settings): NodePool | undefined {
  const type = typeNamed(name, settings);
  const limits = { ceiling: settings.maxPodsCeiling, unmanagedEnis: settings.unmanagedEnis };
  return type && nodePool(install, type, { ...limits, ...(podLimit !== undefined && { podLimit }) });
}

function typesFor(install: Install, facts: Facts, cluster: Cluster, settings: Settings): NamedTypes {
  if (settings.instanceType) return { types: [{ name: settings.instanceType }], complete: true };
  const asked = typeNamesOf(install, facts).map(({ value }) => ({ name: value }));
  if (asked.length > 0) return { types: distinct(asked), complete: true };
  return typesOfAll(nodesOf(cluster, cluster, settings));
}

const typesOfAll = remembered((nodes: readonly Nodes[]): NamedTypes => {
  const linux = nodes.filter(({ windows }) => !windows);
  return {
    types: distinct(linux.flatMap(typesOfNodes)),
    complete: linux.every(({ typesComplete }) => typesComplete),
  };
});

/** None where kubelet is told a number of pods that is not known. */
function typesOfNodes({ types, limits: [limit] }: Nodes): NamedType[] {
  if (!limit) return types.map(({ name }) => ({ name }));
  const { form, value: podLimit } = limit;
  return form === 'number' && podLimit !== undefined ? types.map(({ name }) => ({ name, podLimit })) : [];
}

const distinct = (types: readonly NamedType[]): NamedType[] => [
  ...new Map(types.map((type) => [`${type.name} ${type.podLimit ?? ''}`, type])).values(),
];

/** IP targets for the pods that the user expects on a node, else for a guess: as many as fit, unless there is a better one. */
export function proposal(
  install: Install,
  { node, targets, pods: most }: NodePool,
  { podsPerNode }: Pick<Settings, 'podsPerNode'>,
  guess = most,
): Fix[] {
  const pods = Math.min(podsPerNode ?? guess, most);
  const proposed = proposedTargets(node, targets, pods);
  if (!proposed || !isRead(VARIABLES.MINIMUM_IP_TARGET, install.release)) return [];
  // A guess must not cost much where it is wrong.
  if (podsPerNode === undefined && !isFrugalWhenIdle(node, proposed, targets)) return [];
  return change(install, targets, proposed, ` for about ${pods} pod${pods === 1 ? '' : 's'} per node`);
}

/** Writes those of the targets that differ. */
function change(install: Install, from: PoolTargets, to: PoolTargets, purpose: string): Fix[] {
  const values = NAMES.flatMap(({ key, name }) =>
    from[key] === to[key] ? [] : [{ name, text: `${to[key]}` }],
  );
  const [first] = values;
  if (!first) return [];
  const title = `Set ${values.map(({ name, text }) => `${name} to "${text}"`).join(' and ')}${purpose}`;
  return values.length === 1
    ? [{ ...setTo(install, first.name, first.text), title }]
    : [{ kind: 'set-all', title, install, role: roleOf(first.name), values, safe: false }];
}

const NAMES: readonly { readonly key: keyof PoolTargets; readonly name: VariableName }[] = [
  { key: 'minimumIp', name: 'MINIMUM_IP_TARGET' },
  { key: 'warmIp', name: 'WARM_IP_TARGET' },
];

/** ENIs for pods that `MAX_ENI` leaves, where `WARM_ENI_TARGET` asks for so many or more; undefined: it does not. */
export function outOfReach(install: Install): number | undefined {
  const warm = effective(install, 'WARM_ENI_TARGET');
  const max = effective(install, 'MAX_ENI');
  // One warm ENI is the default, whatever MAX_ENI is.
  if (warm === UNKNOWN || max === UNKNOWN || max === undefined || warm < 2) return undefined;
  if (!isOff(install, 'ENABLE_PREFIX_DELEGATION') || !managesPool(install)) return undefined;
  if (effective(install, 'WARM_IP_TARGET') !== 0 || effective(install, 'MINIMUM_IP_TARGET') !== 0)
    return undefined;
  const usable = max - Number(isOn(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'));
  return warm < usable || usable < 1 ? undefined : usable;
}

/** When the same thing is attached and freed for ever: `on m5.large at 9 and 18 pods`. Undefined: never, as far as is known. */
export function inTurn({ type, node, targets, pods: most }: NodePool): string | undefined {
  const found = unsteadyAt(node, targets, most, { first: 4 }).map(String);
  if (found.length === 0) return undefined;
  const numbers = found.length < 4 ? listed(found) : `${found.slice(0, 3).join(', ')}, …`;
  return `on ${type} at ${numbers} pods`;
}

/** `1 address`, `2 addresses`. */
export const addresses = (count: number): string => `${count} address${count === 1 ? '' : 'es'}`;
/** `1 pod`, `2 pods`. */
export const pods = (count: number): string => `${count} pod${count === 1 ? '' : 's'}`;
