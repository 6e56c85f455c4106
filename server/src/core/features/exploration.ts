import type { VariableName } from '../domain/variables.js';

/** What the density explorer is asked to picture. */
export interface ExplorationQuery {
  /** Instance types, the first in focus; empty: those in sight, else the one in the settings or the default. */
  readonly types: readonly string[];
  /** Variables tried out in place of what manifests say, by name. */
  readonly tried: Readonly<Partial<Record<VariableName, string>>>;
  /** Blocks of subnets; empty: those in sight. */
  readonly subnets: readonly string[];
  /** Pods with an address of their own to expect on a node; absent: as many as fit. */
  readonly podsPerNode?: number;
  /** DaemonSet pods of every node beside aws-node and kube-proxy; absent: as in sight. */
  readonly daemonSetPods?: number;
}

/** All that the density explorer shows but the cost table. Plain data: it goes over the wire and into tests. */
export interface Exploration {
  /** Where the configuration comes from, as a sentence: the file and line of aws-node, or that defaults are shown. */
  readonly source: string;
  /** False: no aws-node can be written to, and `cannotApply` says why. */
  readonly canApply: boolean;
  readonly cannotApply?: string;
  /** Why aws-node does not run like this, as a sentence: all figures are those of one that does. */
  readonly stops?: string;
  /** What keeps figures unknown, and notes, as sentences. */
  readonly notes: readonly string[];
  /** The mode that is pictured, in words. */
  readonly mode: string;
  /** None where no aws-node can be pictured: another plugin hands out addresses, or it cannot be read. */
  readonly controls: readonly Control[];
  /** The types asked for, in their order; empty only where none is known. */
  readonly types: readonly TypeFigures[];
  /** The warm pool of the type in focus; absent: not known, or there is none (IPv6), and a note says so. */
  readonly pool?: PoolPicture;
  /** How many nodes of the type in focus fit. */
  readonly subnets: readonly SubnetRow[];
}

/** A variable of aws-node that changes the picture. */
export interface Control {
  readonly name: VariableName;
  /** `target` is a whole number from `min` to `max`. */
  readonly kind: 'switch' | 'target';
  /** What the manifest says; absent: it does not set it. */
  readonly written?: string;
  /**
   * In the picture: tried, written or default, as aws-node takes it: `true`, `false`, or a whole number; '' where that is not
   * known. `MAX_ENI` that is not set is the highest limit of the types, and trying that is as good as not trying.
   */
  readonly value: string;
  /** Differs from what is in effect without trying. */
  readonly isTried: boolean;
  /** False: no number holds. Of `MAX_ENI`, where the type alone limits the ENIs. */
  readonly isSet: boolean;
  readonly min?: number;
  readonly max?: number;
  /** Why it cannot be tried (`valueFrom`, a template), or why it has no effect in this picture; a sentence. */
  readonly remark?: string;
  /** It cannot be tried out. */
  readonly isFixed: boolean;
}

/** Pods of one type in every mode. */
export interface TypeFigures {
  readonly name: string;
  /** `2 vCPU, 8 GiB`; '' where not known. */
  readonly size: string;
  /** Each way to hand out addresses; empty: not known, `unknown` says why. */
  readonly modes: readonly ModeFigures[];
  readonly unknown?: string;
  /** Pods that its nodes take in the picture, and those left for workloads. Absent: not known. */
  readonly pods?: number;
  readonly workloads?: number;
  /** USD per pod and month. */
  readonly usdPerPod?: number;
  /** Pods with security groups of their own; absent: not known. */
  readonly branchEnis?: number;
}

export interface ModeFigures {
  /** `secondary IPs`, `prefix delegation`, `custom networking`, the last two with `+`; `IPv6` or `Windows` alone. */
  readonly title: string;
  /** Pods for kubelet: the bar. */
  readonly pods: number;
  /** Pods that have addresses: what the bar would be without the ceiling. */
  readonly raw: number;
  /** Recommended ceiling; absent: none holds, or not known. */
  readonly ceiling?: number;
  readonly formula: string;
  /** It is the mode in the picture. */
  readonly isPresent: boolean;
}

/** What a node holds from 0 to max pods. */
export interface PoolPicture {
  readonly type: string;
  /** First what is in the manifest (or the defaults), then what is tried where that differs. */
  readonly series: readonly PoolSeries[];
  /** Pods that kubelet takes, aws-node and kube-proxy included: the end of the axis. At most 1002. */
  readonly maxPods: number;
}

export interface PoolSeries {
  readonly id: 'present' | 'tried';
  /** `as written`, `tried`, with the targets in words. */
  readonly title: string;
  /** One for each number of pods from 0 on. */
  readonly points: readonly PoolPoint[];
}

export interface PoolPoint {
  /** Pods with an address of the pool. */
  readonly pods: number;
  /** Pod addresses attached. */
  readonly addresses: number;
  readonly enis: number;
  readonly prefixes?: number;
  readonly free: number;
  /** Pods that wait for an address for ever. */
  readonly waiting: number;
  /** False: the same thing is attached and freed in turn; the figures are the highest. */
  readonly steady: boolean;
}

export interface SubnetRow {
  /** Of a subnet whose block is not in sight its id, and of what is no block the text. */
  readonly cidr: string;
  /** Where it is named; absent: the user gave it. */
  readonly name?: string;
  /** Nodes until it is full; absent: `unknown` says why. */
  readonly nodes?: number;
  readonly formula?: string;
  readonly unknown?: string;
}

/** One row of the cost table: a type under the configuration in the picture. */
export interface CostRow {
  readonly name: string;
  readonly vcpus?: number;
  readonly memoryMib?: number;
  readonly pods: number;
  readonly workloads: number;
  /** MiB that are left for each pod of workloads when the node is full; absent: not known. */
  readonly memoryPerPodMib?: number;
  readonly usdPerHour: number;
  readonly usdPerPod: number;
}
