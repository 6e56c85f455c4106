// ipamd's pool, step by step: pkg/ipamd/ipamd.go and pkg/ipamd/datastore/data_store.go of amazon-vpc-cni-k8s 1.23.1.

/** The targets as ipamd has parsed them: whole numbers, 0 where it counts them as unset. */
export interface PoolTargets {
  /** WARM_ENI_TARGET; 1 where unset, negative or not a number. */
  readonly warmEni: number;
  /** WARM_IP_TARGET. */
  readonly warmIp: number;
  /** MINIMUM_IP_TARGET. */
  readonly minimumIp: number;
  /** WARM_PREFIX_TARGET. */
  readonly warmPrefix: number;
}

/** What a node offers to the pool. */
export interface PoolNode {
  /** Prefixes instead of single addresses. */
  readonly prefixes: boolean;
  /** ENIs that may carry pod addresses at most. */
  readonly slots: number;
  /** Addresses, or prefixes, that one ENI takes beside its primary address. */
  readonly perEni: number;
  /** Max pods of the node: the pool stops growing there. */
  readonly maxPods: number;
  /** ENIs attached that never carry pod addresses: the primary one with custom networking, the trunk. */
  readonly idleEnis: number;
  /** The primary ENI carries pods: it is there before any target is looked at. */
  readonly primaryServes: boolean;
}

/** An ENI that carries pod addresses. Its units are addresses, or prefixes of 16 of them. */
export interface PoolEni {
  readonly units: number;
  /** Units with a pod. */
  readonly busy: number;
  readonly pods: number;
  /** Never freed: the primary one, a trunk, an EFA. */
  readonly stays: boolean;
}

/** In the order in which they were attached. */
export type Pool = readonly PoolEni[];

export type PoolTotals = Pick<PoolEni, 'units' | 'busy' | 'pods'>;

/** Addresses in one unit. */
export const unitSize = ({ prefixes }: Pick<PoolNode, 'prefixes'>): number => (prefixes ? 16 : 1);

export const emptyPool = ({ primaryServes }: PoolNode): Pool =>
  primaryServes ? [{ units: 0, busy: 0, pods: 0, stays: true }] : [];

export function poolTotals(pool: Pool): PoolTotals {
  let [units, busy, pods] = [0, 0, 0];
  for (const eni of pool) {
    units += eni.units;
    busy += eni.busy;
    pods += eni.pods;
  }
  return { units, busy, pods };
}

/** A zero for both is the same as neither. */
export const hasIpTargets = ({ warmIp, minimumIp }: PoolTargets): boolean => warmIp !== 0 || minimumIp !== 0;

type Mode = Pick<PoolNode, 'prefixes'>;

/** Units missing to the IP targets, and units above them. As datastoreTargetState. */
export function targetState(
  node: Mode,
  { warmIp, minimumIp }: PoolTargets,
  { units, busy, pods }: PoolTotals,
): { readonly short: number; readonly over: number } {
  const size = unitSize(node);
  const missing = Math.max(warmIp - (units * size - pods), minimumIp - units * size, 0);
  const above = Math.min(
    units - busy,
    units - Math.ceil((pods + warmIp) / size),
    units - Math.ceil(minimumIp / size),
  );
  return { short: Math.ceil(missing / size), over: Math.max(above, 0) };
}

/** As isDatastorePoolTooLow. */
export function isTooLow(
  node: Pick<PoolNode, 'prefixes' | 'perEni' | 'maxPods'>,
  targets: PoolTargets,
  totals: PoolTotals,
): boolean {
  const addresses = totals.units * unitSize(node);
  if (addresses >= node.maxPods) return false;
  if (hasIpTargets(targets)) return targetState(node, targets, totals).short > 0;
  const warm = warmAddresses(node, targets);
  return addresses - totals.pods < Math.max(warm, 1);
}

/** Free addresses that are to stay free. */
function warmAddresses(node: Pick<PoolNode, 'prefixes' | 'perEni'>, targets: PoolTargets): number {
  if (hasIpTargets(targets)) return targets.warmIp;
  return node.prefixes ? unitSize(node) * targets.warmPrefix : node.perEni * targets.warmEni;
}

/** Pods that a pool at rest takes without a step. */
export const headroom = (node: PoolNode, targets: PoolTargets, { units, pods }: PoolTotals): number =>
  units * unitSize(node) - pods - Math.max(warmAddresses(node, targets), 1);

/** What ipamd does next while no pod comes or goes; undefined: it rests. */
export function step(node: PoolNode, targets: PoolTargets, pool: Pool): Pool | undefined {
  const totals = poolTotals(pool);
  const changed = isTooLow(node, targets, totals)
    ? grow(node, targets, pool, totals)
    : freeUnits(node, targets, pool, totals);
  return changed ?? freeEni(node, targets, pool, totals);
}

/** Fills the first ENI with room; only if there is none and a slot is free, attaches one. As increaseDatastorePool. */
export function grow(node: PoolNode, targets: PoolTargets, pool: Pool, totals: PoolTotals): Pool | undefined {
  const wanted = Math.min(node.perEni, unitsWanted(node, targets, totals));
  if (wanted < 1) return undefined;
  const roomy = pool.findIndex(({ units }) => units < node.perEni);
  if (roomy >= 0) {
    return pool.map((eni, i) =>
      i === roomy ? { ...eni, units: Math.min(node.perEni, eni.units + wanted) } : eni,
    );
  }
  return pool.length < node.slots ? [...pool, { units: wanted, busy: 0, pods: 0, stays: false }] : undefined;
}

function unitsWanted(node: PoolNode, targets: PoolTargets, totals: PoolTotals): number {
  if (hasIpTargets(targets)) return targetState(node, targets, totals).short;
  return node.prefixes ? Math.max(1, targets.warmPrefix - (totals.units - totals.busy)) : node.perEni;
}

/** Frees units above the targets. As tryUnassignCidrsFromAll, which takes ENIs in any order; here the last one first. */
function freeUnits(node: PoolNode, targets: PoolTargets, pool: Pool, totals: PoolTotals): Pool | undefined {
  let over = unitsOver(node, targets, totals);
  if (over < 1) return undefined;
  return pool
    .toReversed()
    .map((eni) => {
      const freed = Math.min(over, eni.units - eni.busy);
      over -= freed;
      return { ...eni, units: eni.units - freed };
    })
    .toReversed();
}

function unitsOver(node: PoolNode, targets: PoolTargets, totals: PoolTotals): number {
  if (hasIpTargets(targets)) return targetState(node, targets, totals).over;
  // Single addresses are never freed without IP targets: only whole ENIs are.
  return node.prefixes ? totals.units - totals.busy - targets.warmPrefix : 0;
}

/** Frees one ENI that is not needed. As shouldRemoveExtraENIs and RemoveUnusedENIFromStore. */
function freeEni(node: PoolNode, targets: PoolTargets, pool: Pool, totals: PoolTotals): Pool | undefined {
  const free = totals.units * unitSize(node) - totals.pods;
  const worthwhile =
    hasIpTargets(targets) ||
    (node.prefixes
      ? pool.some(({ pods }) => pods === 0) || free >= (targets.warmPrefix + 1) * node.perEni * unitSize(node)
      : free >= (targets.warmEni + 1) * node.perEni);
  const index = worthwhile ? freeableEni(node, targets, pool) : undefined;
  return index === undefined ? undefined : pool.toSpliced(index, 1);
}

/**
 * An ENI without pods that the others can do without: they keep the IP targets, in whole prefixes, and the warm prefixes.
 * As getDeletableENI, which takes any such ENI; here the last one.
 */
export function freeableEni(node: Mode, targets: PoolTargets, pool: Pool): number | undefined {
  const { units, busy, pods } = poolTotals(pool);
  const size = unitSize(node);
  const whole = (addresses: number): number => Math.ceil(addresses / size) * size;
  const index = pool.findLastIndex((eni) => {
    if (eni.stays || eni.pods > 0) return false;
    const others = units - eni.units;
    return (
      others * size - pods >= whole(targets.warmIp) &&
      others * size >= whole(targets.minimumIp) &&
      (!node.prefixes || others - busy >= targets.warmPrefix)
    );
  });
  return index < 0 ? undefined : index;
}
