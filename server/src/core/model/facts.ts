import type { Container } from '../domain/variable.js';
import type { Located, Span } from './span.js';

/** What a process will see in a variable, or why that cannot be known. */
export type EnvValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Not a string in YAML: the API server refuses it. `text` is what the author meant. */
  | { readonly kind: 'unquoted'; readonly text: string; readonly yaml: 'number' | 'boolean' | 'map' | 'list' }
  | { readonly kind: 'unknown'; readonly why: 'valueFrom' | 'template'; readonly fieldPath?: string };

/** One item of a container's `env`. */
export interface Setting {
  readonly name: Located<string>;
  /** Where nothing is written the span is that of the name. */
  readonly value: Located<EnvValue>;
  /** The whole item, without the dash. */
  readonly span: Span;
  /** Offset of the first character of the text, when it stands in the document letter by letter. */
  readonly inner?: number;
  /** Quotes round the value; `none` also where it has to be put in quotes. */
  readonly quote: 'double' | 'single' | 'none' | 'block';
  /** No value is written, and no `valueFrom`: an empty string to the process. */
  readonly bare: boolean;
  /** The key of a value that is not written: `value:` with nothing behind it. */
  readonly valueKey?: Span;
  /** Both `value` and `valueFrom` are given. */
  readonly both?: Span;
  /** It has a name and a value and nothing else. */
  readonly isPlain: boolean;
  /** Written in a place that others refer to: a change here would be one there. */
  readonly shared: boolean;
}

/** How a container's `env` is written. */
export type EnvList =
  | { readonly form: 'absent' }
  /** `env:` with nothing behind it. */
  | { readonly form: 'empty'; readonly key: Span }
  | {
      readonly form: 'flow' | 'block';
      readonly key: Span;
      readonly span: Span;
      readonly items: number;
      readonly last: Span;
    }
  /** Not a list, or one that others refer to, or with template actions in it: not for us to change. */
  | { readonly form: 'other' };

/** One container of the DaemonSet, as far as the plugin is concerned. */
export interface ContainerFacts {
  readonly role: Container;
  readonly name: Located<string>;
  readonly span: Span;
  readonly image?: Located<string>;
  /** From the image tag, without a leading v. */
  readonly version?: string;
  readonly settings: readonly Setting[];
  readonly env: EnvList;
  /** Written between braces. */
  readonly flow: boolean;
  readonly args: readonly Argument[];
  /** Paths at which volumes are mounted; undefined when templates or patches may add some. */
  readonly mounts?: readonly string[];
  /** Nothing outside this text adds settings to it: what is not here is not set, or is as in its `base`. */
  readonly complete: boolean;
  /**
   * What is written goes on top of upstream's manifest, or of what it comes to in an IPv6 cluster, as with kOps or the
   * add-on of EKS: a variable that is not written is as the manifest sets it. Absent: it is not set.
   */
  readonly base?: 'manifest' | 'manifest-ipv6';
}

/** A command line argument `--name=value`. */
export interface Argument {
  readonly name: string;
  /** Undefined: the flag stands alone, which a boolean flag reads as true. */
  readonly value?: string;
  readonly span: Span;
  /** Where the value stands, when letter by letter. */
  readonly valueSpan?: Span;
  readonly open: boolean;
}

/** One aws-node, wherever it is configured. */
export interface Install {
  readonly span: Span;
  readonly name?: Located<string>;
  /** Release of the plugin, without a leading v: from the image tag, else a label, else VPC_CNI_VERSION, else the setting. */
  readonly release?: string;
  readonly containers: readonly ContainerFacts[];
  /** All containers are in this text. */
  readonly complete: boolean;
}

/** A text in a field, or undefined where a template stands. */
export type Text = Located<string | undefined> & { readonly quoted: boolean };

/** A key of one of our objects, for hover, completion and the search for misspelt names. */
export interface Field {
  /** Keys from the top, list positions left out: `spec.securityGroups`. */
  readonly path: string;
  /** The last key of the path, which may hold dots itself. */
  readonly name: string;
  readonly key: Span;
  /** Offset of the first character of the name, when it stands in the document letter by letter. */
  readonly inner?: number;
  readonly value: Span;
  /** `nothing`: empty, be it a map, a list or no value at all. */
  readonly shape: 'map' | 'list' | 'scalar' | 'nothing';
  /** It stands between braces, as in JSON. */
  readonly flow: boolean;
  readonly text?: string;
}

export interface ObjectFacts {
  readonly kind: 'DaemonSet' | 'ENIConfig' | 'SecurityGroupPolicy';
  readonly span: Span;
  readonly name?: Located<string>;
  readonly fields: readonly Field[];
}

export interface EniConfig {
  readonly span: Span;
  readonly apiVersion?: Text;
  readonly name?: Text;
  readonly namespace?: Field;
  /** The object, where it has a spec that is a map; undefined otherwise. */
  readonly spec?: Span;
  /** `spec` and `spec.subnet`, whatever is in them. */
  readonly specField?: Field;
  readonly subnetField?: Field;
  readonly subnet?: Text;
  readonly securityGroups?: { readonly span: Span; readonly items: readonly Text[] };
  /** Fields outside the schema: path, key and value. */
  readonly strangers: readonly Field[];
  /** Nothing outside this text adds to it. */
  readonly complete: boolean;
}

export interface Selector {
  /** The key. */
  readonly key: Span;
  readonly span: Span;
  /** `podSelector:` with nothing behind it: the same as no selector. */
  readonly absent: boolean;
  /** How many labels and expressions it has that count; none: it matches everything. */
  readonly conditions: number;
  readonly expressions: readonly {
    readonly span: Span;
    readonly key?: Text;
    readonly operator?: Text;
    /** How many values are given; undefined: no `values`. */
    readonly values?: number;
  }[];
}

export interface SecurityGroupPolicy {
  readonly span: Span;
  readonly apiVersion?: Text;
  readonly name?: Text;
  readonly spec?: Span;
  /** `spec`, whatever is in it. */
  readonly specField?: Field;
  readonly podSelector?: Selector;
  readonly serviceAccountSelector?: Selector;
  readonly securityGroups?: {
    readonly key: Span;
    readonly shape: Field['shape'];
    readonly groupIds?: {
      readonly key: Span;
      readonly span: Span;
      /** `groupIds:` with nothing behind it: the same as none. */
      readonly absent: boolean;
      readonly items: readonly Text[];
    };
  };
  readonly strangers: readonly Field[];
  readonly complete: boolean;
}

/** A key written again further down in the same map: what stands here is lost. */
export interface LostKey {
  readonly span: Span;
  readonly key: string;
  /** Where the key that counts is written. */
  readonly again: Span;
  /** It belongs to an item of a list. */
  readonly inItem: boolean;
}

/** What a ClusterRole of aws-node allows on pods. */
export interface PodPermissions {
  readonly span: Span;
  readonly verbs: readonly string[];
}

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
  /** Nothing outside the text adds to it, but for what it `uses`. */
  readonly complete: boolean;
}

/** An instance type that an object names. */
export interface TypeName extends Located<string> {
  /** Named to keep away from it. */
  readonly avoided?: true;
}

/** What a CIDR is for. */
export type CidrRole =
  /** The first block of a VPC, and further ones. */
  | 'vpc'
  | 'vpc-secondary'
  | 'subnet'
  /** ClusterIPs. */
  | 'service'
  /** Pods of an overlay, outside of the VPC. */
  | 'pods'
  /** What nodes do not translate: it holds blocks of other roles. */
  | 'unmasqueraded'
  /** Nodes and pods on premises (hybrid nodes). */
  | 'remote-nodes'
  | 'remote-pods'
  /** Who may reach something. */
  | 'access'
  /** `ipBlock` of a network policy, and what is left out of it. */
  | 'policy'
  | 'policy-except';

/** A field that takes a CIDR. */
export interface CidrField {
  readonly text: Text;
  readonly role: CidrRole;
  /** Path, list positions left out: `vpc.subnets.private.cidr`. */
  readonly field: string;
  /** The family that the field takes; absent: both. */
  readonly family?: 4 | 6;
  /** Shortest and longest prefix that its reader takes. */
  readonly lengths?: readonly [number, number];
  /** Who reads it, and refuses what is wrong: `eksctl`, `the API server`. */
  readonly reader: string;
  /** The API server refuses what is wrong with it. */
  readonly admission: boolean;
  /** `policy-except`: the block it is taken out of. */
  readonly outer?: Text;
  /** Pools of Calico: prefix length of the blocks that nodes take out of them, where it is written. */
  readonly blockSize?: Located<number>;
  /** Subnets where nodes or pods of ours live: how many fit can be said. */
  readonly forNodes: boolean;
  /** Several VPCs in one document: blocks of one are never compared with those of another. */
  readonly network?: string;
  /** It is of a VPC that exists already, which may have blocks that are not written here. */
  readonly existing?: boolean;
}

/** A DaemonSet that is not the plugin: its pods take a place on nodes. */
export interface NodeDaemon {
  readonly span: Span;
  readonly name?: Located<string>;
  readonly hostNetwork: boolean;
  /** It has no nodeSelector or required affinity, but for the operating system. */
  readonly everyNode: boolean;
}

/** Another plugin that hands out pod addresses in this cluster. */
export interface OtherCni {
  readonly span: Span;
  readonly name: 'Calico' | 'Cilium' | 'Weave' | 'Flannel' | 'kubenet' | 'another plugin';
  /** Its pods have addresses of ENIs, too, but by its own settings. */
  readonly usesEnis: boolean;
}

/** A setting of the cluster, where it is written, other than those of aws-node. */
export type ClusterSetting =
  /** The text defines a cluster of its own: what other definitions near it say is about others. */
  | { readonly kind: 'cluster'; readonly span: Span; readonly name?: string }
  /** `kubernetesNetworkConfig.ipFamily`. */
  | { readonly kind: 'ip-family'; readonly span: Span; readonly value: 4 | 6 }
  /** Karpenter's RESERVED_ENIS; undefined: known only in the cluster. */
  | { readonly kind: 'reserved-enis'; readonly span: Span; readonly value: number | undefined }
  /** Karpenter's own Deployment or values, whether or not it reserves ENIs. */
  | { readonly kind: 'karpenter'; readonly span: Span }
  /** Windows nodes get prefixes, by the ConfigMap amazon-vpc-cni; undefined: known only in the cluster. */
  | { readonly kind: 'windows-prefixes'; readonly span: Span; readonly value: boolean | undefined }
  /** Settings of aws-node in a form that is not read: what it runs with is not known. */
  | { readonly kind: 'unread-install'; readonly span: Span };

/** All that one document says. */
export interface Facts {
  readonly objects: readonly ObjectFacts[];
  readonly installs: readonly Install[];
  readonly eniConfigs: readonly EniConfig[];
  readonly policies: readonly SecurityGroupPolicy[];
  readonly podPermissions: readonly PodPermissions[];
  readonly lostKeys: readonly LostKey[];
  /** Instance types that objects name, all of them: for hints, hover, and the search for misspelt names. */
  readonly instanceTypes: readonly TypeName[];
  readonly nodeGroups: readonly NodeGroup[];
  readonly cidrs: readonly CidrField[];
  readonly nodeDaemons: readonly NodeDaemon[];
  readonly otherCnis: readonly OtherCni[];
  readonly clusterSettings: readonly ClusterSetting[];
}

export const NO_FACTS: Facts = {
  objects: [],
  installs: [],
  eniConfigs: [],
  policies: [],
  podPermissions: [],
  lostKeys: [],
  instanceTypes: [],
  nodeGroups: [],
  cidrs: [],
  nodeDaemons: [],
  otherCnis: [],
  clusterSettings: [],
};
