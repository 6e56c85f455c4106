import type { InstanceType } from './instances.js';
import type { NetworkingMode } from './maxPods.js';

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
  /** False: ipamd attaches and frees the same thing again and again. */
  readonly steady: boolean;
  /** One or two sentences: what decides, what stops the growth. */
  readonly why: string;
}

/** Undefined: a figure of the type is not known, or there is no pool (IPv6, Windows). `maxPods`: what kubelet is told. */
export function poolNode(_type: InstanceType, _mode: NetworkingMode, _maxPods: number): PoolNode | undefined {
  return undefined;
}

/** Where the pool settles when pods come one after the other, up to `pods` of them, packed densely. */
export function settled(_node: PoolNode, _targets: PoolTargets, _pods: number): Held | undefined {
  return undefined;
}
