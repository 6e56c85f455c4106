import type { InstanceType } from './instances.js';

/** Hours of a month, as AWS counts them for prices. */
export const HOURS_PER_MONTH = 730;

/**
 * Pods left for workloads: `maxPods` less aws-node and kube-proxy, which every Linux node runs (`hostPods`), and less
 * DaemonSets. Never below 0.
 *
 * All other DaemonSet pods count, also those on the host's network: an address they leave free is of no use, since kubelet's
 * limit has two places more than there are addresses, and aws-node and kube-proxy take them.
 */
export const workloadPods = (maxPods: number, daemonSetPods: number, hostPods = 2): number =>
  Math.max(maxPods - hostPods - daemonSetPods, 0);

/** USD per pod and month, on demand in us-east-1; undefined: no price known, or no pod fits. */
export const usdPerPodMonth = ({ usdPerHour }: InstanceType, pods: number): number | undefined =>
  usdPerHour === undefined || pods <= 0 ? undefined : (usdPerHour * HOURS_PER_MONTH) / pods;

/**
 * MiB that kubelet keeps back for itself and the runtime (kube-reserved), from the pods it is told. nodeadm goes by the pods
 * it would have told it: with a `maxPods` written by hand the memory does not follow.
 *
 * Source: awslabs/amazon-eks-ami nodeadm/internal/kubelet/config.go.
 */
export const reservedMemoryMib = (maxPods: number): number => 11 * maxPods + 255;

/** MiB below which kubelet evicts pods: `evictionHard` of the same file, `memory.available`, as kubelet has it by default. */
const EVICTION_MIB = 100;

/**
 * MiB of a node that so many pods can have together, at most: the kernel takes some, too. Of 0 and less, kubelet and the runtime
 * alone need all that there is, whether or not it is kept back for them.
 */
export const memoryLeftMib = (memoryMib: number, maxPods: number): number =>
  memoryMib - reservedMemoryMib(maxPods) - EVICTION_MIB;
