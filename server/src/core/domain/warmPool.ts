import type { InstanceType } from './instances.js';
import { canDelegatePrefixes, type NetworkingMode } from './maxPods.js';
import {
  emptyPool,
  grow,
  hasIpTargets,
  headroom,
  isTooLow,
  type Pool,
  type PoolNode,
  type PoolTargets,
  poolTotals,
  step,
  unitSize,
} from './poolSteps.js';

export type { PoolNode, PoolTargets } from './poolSteps.js';

/** The pool of a node that has settled with so many pods. */
export interface Held {
  readonly pods: number;
  /** ENIs attached, those without pod addresses included. */
  readonly enis: number;
  readonly podEnis: number;
  /** Pod addresses attached; with prefixes 16 for each. */
  readonly addresses: number;
  /** Prefixes attached; absent without prefix delegation. */
  readonly prefixes?: number;
  /** Pods with an address. */
  readonly assigned: number;
  readonly free: number;
  /** Pods that wait for an address for ever. */
  readonly waiting: number;
  /** False: ipamd attaches and frees the same thing again and again; the figures are the highest it comes to. */
  readonly steady: boolean;
  /** One or two sentences: what decides, what stops the growth. */
  readonly why: string;
}

/** Beyond these no figure is one of EC2, and following a pool of that size would take too long. */
const MOST_ENIS = 64;
const MOST_PER_ENI = 128;

/**
 * What a node offers to its pool. Undefined: a figure of the type is not known, or there is no pool (IPv6, Windows).
 * `maxPods`: what kubelet is told.
 *
 * Xen cannot delegate prefixes: its pool holds single addresses. With security groups for pods the trunk is taken to be
 * attached; where it is not known whether the type can have one, ipamd keeps its place free.
 *
 * Source: getMaxENI and hasRoomForEni in pkg/ipamd/ipamd.go of the plugin.
 */
export function poolNode(type: InstanceType, mode: NetworkingMode, maxPods: number): PoolNode | undefined {
  const { enis, ipv4PerEni, trunking } = type;
  const { prefixDelegation, customNetworking, podEni, maxEni = 0, ipv6, windows, unmanagedEnis = 0 } = mode;
  const prefixes = prefixDelegation ? canDelegatePrefixes(type) : false;
  if (ipv6 || windows || enis === undefined || ipv4PerEni === undefined || prefixes === undefined) {
    return undefined;
  }
  if (enis > MOST_ENIS || ipv4PerEni > MOST_PER_ENI) return undefined;
  const attachable = (maxEni < 1 ? enis : Math.min(maxEni, enis)) - unmanagedEnis;
  const keepsTrunk = podEni && trunking !== false && attachable > 1;
  const slots = attachable - Number(keepsTrunk) - Number(customNetworking);
  return {
    prefixes,
    slots: Math.max(slots, customNetworking ? 0 : 1),
    perEni: Math.max(ipv4PerEni - 1, 0),
    maxPods,
    idleEnis: Number(customNetworking) + Number(keepsTrunk && trunking === true),
    primaryServes: !customNetworking,
  };
}

/**
 * Where the pool settles when pods come one after the other, up to `pods` of them, packed densely. Pods are those that take
 * an address from the pool: neither aws-node and kube-proxy, nor pods on branch ENIs. Undefined: no count of pods.
 *
 * ipamd gives out addresses of ENIs and prefixes in any order; where pods come and go, more stays attached than this.
 */
export function settled(node: PoolNode, targets: PoolTargets, pods: number): Held | undefined {
  return isCount(pods) ? held(node, targets, pods, filled(node, targets, pods)) : undefined;
}

/** The same for each number of pods from none to `most`, in one go. */
export function settledUpTo(node: PoolNode, targets: PoolTargets, most: number): readonly Held[] {
  let now: Settled = { pool: emptyPool(node), steady: true };
  return Array.from({ length: most + 1 }, (_, pods) => {
    now = settle(node, targets, now.pool, pods);
    return held(node, targets, pods, now);
  });
}

/**
 * Where the pool settles when `from` pods have come and all but `to` of them have gone again.
 *
 * `left`: the pods that stay sit densely on the ENIs and prefixes attached first, the best case; or they are spread over
 * all there are, which keeps the most addresses: what has a pod cannot be freed.
 */
export function settledAfter(
  node: PoolNode,
  targets: PoolTargets,
  from: number,
  to: number,
  left: 'packed' | 'spread',
): Held | undefined {
  if (!isCount(from) || !isCount(to)) return undefined;
  const { pool } = filled(node, targets, from);
  const staying = left === 'packed' ? packed(node, pool, to) : spread(pool, to);
  return held(node, targets, to, settle(node, targets, staying, to));
}

const isCount = (pods: number): boolean => Number.isInteger(pods) && pods >= 0;

interface Settled {
  readonly pool: Pool;
  readonly steady: boolean;
}

/** The pool itself, ENI by ENI; as many pods in it as have an address. */
export function filled(node: PoolNode, targets: PoolTargets, pods: number): Settled {
  let now = settle(node, targets, emptyPool(node), 0);
  for (let come = 0; come < pods; ) {
    const totals = poolTotals(now.pool);
    // A pod that waits changes nothing, and neither do those behind it.
    if (now.steady && totals.pods < come) break;
    // It cannot grow, and with more pods still less: all that come find it as it is.
    if (now.steady && isTooLow(node, targets, totals)) {
      now = { pool: packed(node, now.pool, pods), steady: true };
      break;
    }
    const follows = now.steady && !node.prefixes && targets.warmIp > 0 && totals.units < node.maxPods;
    const next = follows
      ? node.maxPods - totals.units
      : 1 + Math.max(0, now.steady ? headroom(node, targets, totals) : 0);
    const more = Math.min(pods - come, next);
    come += more;
    now = settle(node, targets, follows ? grownAhead(node, targets, now.pool, more) : now.pool, come);
  }
  return now;
}

/** With WARM_IP_TARGET single addresses follow the pods one by one, up to max pods: all at once comes to the same. */
function grownAhead(node: PoolNode, targets: PoolTargets, start: Pool, pods: number): Pool {
  const wanted = { ...targets, warmIp: targets.warmIp + pods };
  let pool = start;
  for (let next: Pool | undefined = start; next; ) {
    pool = next;
    const totals = poolTotals(pool);
    next = isTooLow(node, wanted, totals) ? grow(node, wanted, pool, totals) : undefined;
  }
  return pool;
}

/** Steps until nothing changes, or something comes again; then the fullest pool of the round. */
function settle(node: PoolNode, targets: PoolTargets, start: Pool, pods: number): Settled {
  const seen: Pool[] = [];
  let pool = packed(node, start, pods);
  for (let next = step(node, targets, pool); next; next = step(node, targets, pool)) {
    seen.push(pool);
    pool = packed(node, next, pods);
    const again = seen.findIndex((other) => isSame(other, pool));
    if (again >= 0) return { pool: fullest(seen.slice(again), pool), steady: false };
  }
  return { pool, steady: true };
}

const isSame = (a: Pool, b: Pool): boolean =>
  a.length === b.length &&
  a.every((eni, i) => eni.units === b[i]?.units && eni.busy === b[i].busy && eni.pods === b[i].pods);

const fullest = (pools: readonly Pool[], first: Pool): Pool =>
  pools.reduce((most, pool) => (poolTotals(pool).units > poolTotals(most).units ? pool : most), first);

/** Gives addresses to pods without one, or takes them from the last pods, until so many have one. */
function packed(node: PoolNode, pool: Pool, pods: number): Pool {
  let change = pods - poolTotals(pool).pods;
  if (change === 0) return pool;
  const size = unitSize(node);
  const enis = change > 0 ? pool : pool.toReversed();
  const moved = enis.map((eni) => {
    const taken = Math.max(Math.min(change, eni.units * size - eni.pods), -eni.pods);
    change -= taken;
    const dense = Math.ceil((eni.pods + taken) / size);
    // Pods that come sit down beside those spread over many prefixes.
    return { ...eni, pods: eni.pods + taken, busy: taken < 0 ? dense : Math.max(dense, eni.busy) };
  });
  return enis === pool ? moved : moved.toReversed();
}

/** Leaves so many pods, on as many ENIs and prefixes as they can keep. */
function spread(pool: Pool, pods: number): Pool {
  const kept = pool.map(() => 0);
  const total = Math.min(pods, poolTotals(pool).pods);
  for (let left = total, i = 0; left > 0; i = (i + 1) % pool.length) {
    const had = pool[i]?.pods ?? 0;
    if ((kept[i] ?? 0) === had) continue;
    kept[i] = (kept[i] ?? 0) + 1;
    left--;
  }
  return pool.map((eni, i) => ({ ...eni, pods: kept[i] ?? 0, busy: Math.min(kept[i] ?? 0, eni.busy) }));
}

function held(node: PoolNode, targets: PoolTargets, pods: number, { pool, steady }: Settled): Held {
  const totals = poolTotals(pool);
  const addresses = totals.units * unitSize(node);
  return {
    pods,
    enis: pool.length + node.idleEnis,
    podEnis: pool.length,
    addresses,
    ...(node.prefixes && { prefixes: totals.units }),
    assigned: totals.pods,
    free: addresses - totals.pods,
    waiting: pods - totals.pods,
    steady,
    why: [decides(node, targets, pods), stops(node, targets, pool, steady)].filter(Boolean).join(' '),
  };
}

/** The target that decides. */
function decides(node: PoolNode, targets: PoolTargets, pods: number): string {
  const { warmEni, warmIp, minimumIp, warmPrefix } = targets;
  const size = unitSize(node);
  const rounded = node.prefixes ? ', in whole prefixes' : '';
  if (hasIpTargets(targets)) {
    if (warmIp === 0) {
      const most = Math.ceil(minimumIp / size) * size;
      return `MINIMUM_IP_TARGET ${minimumIp} without WARM_IP_TARGET: the pool never grows past ${addressesOf(most)}.`;
    }
    return pods + warmIp < minimumIp
      ? `MINIMUM_IP_TARGET ${minimumIp}: ${addressesOf(minimumIp)} at least, used and free, are held${rounded}.`
      : `WARM_IP_TARGET ${warmIp}: ${addressesOf(warmIp)} ${warmIp === 1 ? 'is' : 'are'} to be kept free${rounded}.`;
  }
  if (node.prefixes) {
    return warmPrefix === 0
      ? 'WARM_PREFIX_TARGET 0: a prefix is attached only when no address is free.'
      : `WARM_PREFIX_TARGET ${warmPrefix}: ${addressesOf(warmPrefix * size)} are to be kept free, as many as ${warmPrefix === 1 ? 'one prefix has' : `${warmPrefix} prefixes have`}.`;
  }
  return warmEni === 0
    ? 'WARM_ENI_TARGET 0: an ENI is attached only when no address is free.'
    : `WARM_ENI_TARGET ${warmEni}: ${addressesOf(warmEni * node.perEni)} are to be kept free, as many as ${warmEni === 1 ? 'one ENI takes' : `${warmEni} ENIs take`}.`;
}

/** What keeps the pool from its target, or from resting. */
function stops(node: PoolNode, targets: PoolTargets, pool: Pool, steady: boolean): string | undefined {
  if (!steady) {
    return `But that is more than the target asks for: ${node.prefixes ? 'the prefix' : 'the ENI'} is freed and attached again in turn.`;
  }
  const totals = poolTotals(pool);
  if (!isTooLow({ ...node, maxPods: Infinity }, targets, totals)) return undefined;
  if (!isTooLow(node, targets, totals)) {
    return `Max pods is ${node.maxPods}: the pool does not grow once it has that many addresses.`;
  }
  if (pool.length === 0) return 'No ENI is left for pods.';
  if (pool.length === 1) return 'The one ENI for pods carries what it can.';
  return `${pool.length === 2 ? 'Both' : `All ${pool.length}`} ENIs for pods carry what they can.`;
}

const addressesOf = (count: number): string => `${count} address${count === 1 ? '' : 'es'}`;
