import type { InstanceType } from './instances.js';

/** Hours of a month, as AWS counts them for prices. */
export const HOURS_PER_MONTH = 730;

/** Pods left for workloads: `maxPods` less aws-node and kube-proxy, which every node runs, and less DaemonSets. Never below 0. */
export function workloadPods(_maxPods: number, _daemonSetPods: number): number {
  return 0;
}

/** USD per pod and month, on demand in us-east-1; undefined: no price known, or no pod fits. */
export function usdPerPodMonth(_type: InstanceType, _pods: number): number | undefined {
  return undefined;
}

/** MiB that kubelet keeps back for itself and the runtime (kube-reserved), from max pods. */
export const reservedMemoryMib = (maxPods: number): number => 11 * maxPods + 255;
