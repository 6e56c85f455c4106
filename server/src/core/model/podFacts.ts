import type { Label, Labels, Text } from './objectFacts.js';
import type { Located, Span } from './span.js';

/** Something that runs pods, or a pod: what policies select, and what asks for interfaces. */
export interface Workload extends Labels {
  /** The object. */
  readonly span: Span;
  /** `Deployment`. */
  readonly kind: string;
  readonly name?: Located<string>;
  /** Undefined where none is written, and inside where a template stands: another tool may fill it in. */
  readonly namespace?: Text;
  /** `serviceAccountName` of its pods; undefined: `default`. */
  readonly serviceAccount?: Text;
  /** Those of its pods. Their `labels` are, too. */
  readonly annotations: readonly Label[];
  readonly hostNetwork: boolean;
  /** Probes by which kubelet opens a connection to the pod: `tcpSocket`, `httpGet`, `grpc`. */
  readonly probes: readonly { readonly span: Span; readonly kind: string }[];
}

export interface ServiceAccount extends Labels {
  readonly span: Span;
  readonly name?: Located<string>;
  readonly namespace?: Text;
}

/** A policy on the traffic of pods. */
export interface NetworkPolicy {
  readonly span: Span;
  readonly kind: string;
  readonly name?: Located<string>;
  /** Who acts on it: any engine for network policies, Calico, or the node agent of the plugin alone. */
  readonly engine: 'any' | 'calico' | 'agent';
}

/** A network of Multus: the JSON in `spec.config`. */
export interface NetworkAttachment {
  readonly span: Span;
  readonly name?: Located<string>;
  readonly namespace?: Text;
  /** `macvlan`, `ipvlan`: of its first plugin. */
  readonly plugin?: Text;
  /** Why Multus cannot use the configuration, and where. */
  readonly problem?: { readonly span: Span; readonly message: string };
}
