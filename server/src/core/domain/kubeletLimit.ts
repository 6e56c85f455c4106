import type { InstanceType } from './instances.js';
import type { NetworkingMode } from './maxPods.js';

/** Who tells kubelet how many pods a node takes, when nobody writes a number. */
export type Counter =
  /** A managed node group without an image of its own: EKS runs its script, which knows the mode and the ceiling. */
  | 'eks'
  /** The images of Amazon (nodeadm, the table of AL2, Bottlerocket): secondary addresses, whatever the mode, no ceiling. */
  | 'ami'
  /** Karpenter: secondary addresses less its reserved ENIs, no ceiling. */
  | 'karpenter'
  /** EKS Auto Mode. */
  | 'auto-mode'
  /** kOps with amazonvpc: secondary addresses, at most 110. */
  | 'kops'
  /** kubelet by itself, as on Windows. */
  | 'kubelet';

export interface KubeletLimit {
  readonly pods: number;
  /** With its figures: `3 × (10 − 1) + 2 = 29`. */
  readonly formula: string;
  /** A sentence. */
  readonly reason: string;
}

export interface CounterOptions {
  /** Karpenter's RESERVED_ENIS. */
  readonly reservedEnis?: number;
}

/** What kubelet is told; undefined: a figure of the type is not known. */
export function kubeletLimit(
  _type: InstanceType,
  _counter: Counter,
  _mode: NetworkingMode,
  _options: CounterOptions = {},
): KubeletLimit | undefined {
  return undefined;
}
