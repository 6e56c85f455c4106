import type { InstanceType } from '../domain/instances.js';
import { maxPods, type NetworkingMode } from '../domain/maxPods.js';
import { capacityOf } from '../domain/proposedTargets.js';
import type { VariableName } from '../domain/variables.js';
import { type PoolNode, type PoolTargets, poolNode } from '../domain/warmPool.js';
import { isOff, settingOf } from './effective.js';
import type { Install, Setting } from './facts.js';
import { networkingMode } from './networkingMode.js';
import { overrideOf } from './overrides.js';
import { poolTargets } from './poolTargets.js';

/** The warm pool of nodes of one type. */
export interface NodePool {
  readonly type: string;
  readonly mode: NetworkingMode;
  readonly node: PoolNode;
  readonly targets: PoolTargets;
  /** Pods that can have an address: all that kubelet takes, but for aws-node and kube-proxy. */
  readonly pods: number;
}

export interface NodeLimits {
  /** Apply the recommended ceiling of 110 or 250 pods, where it is not known what kubelet is told. */
  readonly ceiling: boolean;
  readonly unmanagedEnis: number;
  /** What kubelet is told, where that is known. */
  readonly podLimit?: number;
}

/** Pods of every node that use its own address: aws-node and kube-proxy. */
export const HOST_PODS = 2;

/** Undefined: a setting or a figure that matters is not known, or ipamd does not manage a pool. */
export function nodePool(
  install: Install,
  type: InstanceType,
  { ceiling, unmanagedEnis, podLimit }: NodeLimits,
): NodePool | undefined {
  const known = networkingMode(install);
  const targets = poolTargets(install);
  if (!known || !targets || !UNMANAGED.every((name) => isOff(install, name))) return undefined;
  const mode = { ...known, unmanagedEnis };
  const density = maxPods(type, mode, { ceiling: ceiling && podLimit === undefined });
  const limit = density && Math.min(density.maxPods, podLimit ?? density.maxPods);
  const node = limit === undefined ? undefined : poolNode(type, mode, limit);
  if (limit === undefined || !node) return undefined;
  return {
    type: type.name,
    mode,
    node,
    targets,
    pods: Math.max(0, Math.min(limit - HOST_PODS, capacityOf(node))),
  };
}

/** With one of them on, the pool is not what the targets make of it. */
const UNMANAGED = [
  'ENABLE_IPv6',
  'ENABLE_IMDS_ONLY_MODE',
  'DISABLE_NETWORK_RESOURCE_PROVISIONING',
  'ENABLE_MULTI_NIC',
] as const;

/** The target that makes the pool as large as it is with so many pods, or with most numbers of them, where it is written and read. */
export function decidingTarget(
  install: Install,
  pool: NodePool,
  pods?: number,
): { readonly name: VariableName; readonly setting: Setting } | undefined {
  const name = decider(pool, pods);
  const setting = settingOf(install, name);
  return setting && !overrideOf(install, name) ? { name, setting } : undefined;
}

function decider({ node, targets: { warmIp, minimumIp } }: NodePool, pods: number | undefined): VariableName {
  if (pods !== undefined && minimumIp > pods + warmIp) return 'MINIMUM_IP_TARGET';
  if (warmIp > 0) return 'WARM_IP_TARGET';
  if (minimumIp > 0) return 'MINIMUM_IP_TARGET';
  return node.prefixes ? 'WARM_PREFIX_TARGET' : 'WARM_ENI_TARGET';
}
