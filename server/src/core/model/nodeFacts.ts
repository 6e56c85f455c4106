import type { Text } from './objectFacts.js';
import type { Located, Span } from './span.js';

/** Who makes nodes, or tells them how to be. */
export type NodeMaker =
  /** eksctl, nodes of its own (`nodeGroups`) and of EKS (`managedNodeGroups`). */
  | 'eksctl'
  | 'eksctl-managed'
  /** NodePool or Provisioner, and EC2NodeClass or AWSNodeTemplate, which says what its nodes are told. */
  | 'karpenter'
  | 'karpenter-class'
  /** A NodePool or cluster of EKS Auto Mode: its CNI cannot be configured. */
  | 'auto-mode'
  /** NodeConfig of nodeadm: one node is told this. */
  | 'nodeadm'
  /** Cluster API: machines, managed machine pools, and what the kubelets of machines are told. */
  | 'capa'
  | 'capa-managed'
  | 'capa-config'
  /** InstanceGroup, and what a Cluster says for all of its groups. */
  | 'kops'
  | 'kops-cluster'
  /** CloudFormation: managed node groups and launch templates. */
  | 'cfn-managed'
  | 'launch-template'
  /** Pods that ask for nodes of a type. */
  | 'workload';

/** A number of pods that somebody tells kubelet, where it is written. */
export interface PodLimit {
  /** `maxPodsPerNode`, `--max-pods`: as messages call it. */
  readonly field: string;
  /** `expression`: CEL, for nodeadm or Karpenter. `per-core`: times the vCPUs, at most. */
  readonly form: 'number' | 'expression' | 'per-core';
  /** Where the number or the expression stands; undefined inside for a template. */
  readonly text: Text;
  /** The number; undefined for an expression, and where it is not a whole number. */
  readonly value?: number;
}

/** Nodes that are made alike, or what nodes are told that somebody else makes. */
export interface NodeGroup {
  /** The object, or the item of its list. */
  readonly span: Span;
  readonly maker: NodeMaker;
  readonly name?: Located<string>;
  /**
   * Types its nodes can have, where each is written, without quotes where they stand letter by letter; those that follow
   * from a family and sizes, where the family is.
   */
  readonly types: readonly Located<string>[];
  /** Its nodes can have no other types: none is left to selectors, families, templates or other objects. */
  readonly typesComplete: boolean;
  /** Undefined: the text does not tell. */
  readonly os?: 'linux' | 'windows';
  readonly image?: 'AL2' | 'AL2023' | 'Bottlerocket' | 'Windows' | 'Ubuntu' | 'Flatcar';
  /** The image is one of the user's own: EKS then tells kubelet nothing. */
  readonly customImage: boolean;
  /** In the order in which kubelet prefers them: the first counts. */
  readonly podLimits: readonly PodLimit[];
  /** Written, too, but whoever makes the nodes writes a number of its own over it, as Karpenter does with user data. */
  readonly overruled?: readonly PodLimit[];
  /** Fields that turn the AMI's own count off or on, such as `--use-max-pods false`. */
  readonly ownCount?: 'off';
  /** `EC2NodeClass/default`: what other groups call this one. */
  readonly provides?: string;
  /** What other objects say for its nodes too, by those names. */
  readonly uses: readonly string[];
  /** Zones its nodes can be in, where each is written; absent: the text does not tell. */
  readonly zones?: readonly Located<string>[];
  /** Its nodes can be in no other zones. */
  readonly zonesComplete?: boolean;
  /** All labels and annotations that its maker gives its nodes are read; absent: there may be others. */
  readonly labelsComplete?: true;
  /** Nothing outside the text adds to it, but for what it `uses`. */
  readonly complete: boolean;
}

/** A label or annotation that nodes get, or by which they are picked. */
export interface NodeMark {
  readonly form: 'label' | 'annotation';
  readonly key: string;
  /** Without quotes where it stands letter by letter; undefined inside for a template. */
  readonly value: Text;
  /** Nodes get it; otherwise it is only asked for, as by a nodeSelector or a requirement. */
  readonly given: boolean;
  /** Who makes those nodes, where that is known. */
  readonly group?: NodeGroup;
}

/** An instance type that an object names. */
export interface TypeName extends Located<string> {
  /** Named to keep away from it. */
  readonly avoided?: true;
}

/** A DaemonSet that is not the plugin: its pods take a place on nodes. */
export interface NodeDaemon {
  readonly span: Span;
  readonly name?: Located<string>;
  readonly hostNetwork: boolean;
  /** It has no nodeSelector or required affinity, but for the operating system. */
  readonly everyNode: boolean;
}
