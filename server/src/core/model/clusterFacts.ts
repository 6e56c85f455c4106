import type { Text } from './objectFacts.js';
import type { Located, Span } from './span.js';

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
  | 'policy-except'
  /** Of a network beside that of the VPC, as Multus attaches it: its addresses, and what is routed there. */
  | 'attachment'
  | 'route';

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
  /** Subnets: EKS may put the endpoint of the API server in this one, and there is no other way to it. */
  readonly endpoint?: true;
  /** The address of an interface with its prefix: bits beyond it are meant. */
  readonly address?: true;
  /** Several VPCs in one document: blocks of one are never compared with those of another. */
  readonly network?: string;
  /** It is of a VPC that exists already, which may have blocks that are not written here. */
  readonly existing?: boolean;
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
  /** The VPC resource controller hands out addresses on Windows nodes; undefined: known only in the cluster. */
  | { readonly kind: 'windows-ipam'; readonly span: Span; readonly value: boolean | undefined }
  /** The network policy controller resolves policies, by the ConfigMap amazon-vpc-cni or values that write it. */
  | { readonly kind: 'network-policy-controller'; readonly span: Span; readonly value: boolean | undefined }
  /** A subnet that exists, by its id, the zone that the text says it is in, and its block, where that is written. */
  | {
      readonly kind: 'subnet';
      readonly span: Span;
      readonly id: string;
      readonly zone: string;
      readonly cidr?: string;
    }
  /** Something that enforces network policies beside the node agent: Calico, Cilium. */
  | { readonly kind: 'policy-engine'; readonly span: Span; readonly name: string }
  /** A namespace whose pods are in the ambient mesh of Istio. */
  | { readonly kind: 'ambient'; readonly span: Span; readonly namespace: string }
  /** The chart holds aws-vpc-cni: the key of its values, and its release where one version is asked for. */
  | { readonly kind: 'subchart'; readonly span: Span; readonly key: string; readonly release?: string }
  /** Settings of aws-node in a form that is not read: what it runs with is not known. */
  | { readonly kind: 'unread-install'; readonly span: Span };
