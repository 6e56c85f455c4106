import type { Field, Text } from './objectFacts.js';
import type { Located, Span } from './span.js';

/** Values of the chart aws-vpc-cni, wherever they stand. What they say of aws-node is an `Install` of form `chart`. */
export interface ChartValues {
  readonly span: Span;
  /** Where they stand: a file of values (its own, or below a key of the chart that holds it), Flux, or Argo CD. */
  readonly place: 'file' | 'subchart' | 'flux' | 'argo';
  /** Version of the chart, without a leading v: that of the plugin. */
  readonly version?: Located<string>;
  /** All keys, paths from the top of the values. */
  readonly fields: readonly Field[];
  /** Nothing else adds to them but the defaults of the chart. */
  readonly complete: boolean;
}

/** Configuration of the EKS add-on vpc-cni. What it says of aws-node is an `Install` of form `addon`. */
export interface AddonConfiguration {
  /** The object that installs the add-on, or the whole text where it stands alone. */
  readonly span: Span;
  readonly place: 'file' | 'eksctl' | 'cloudformation' | 'capa' | 'ack' | 'crossplane';
  /** The configuration: the text, or what stands in its place. */
  readonly configuration?: {
    readonly span: Span;
    /** What stands where the text belongs; `unreadable`: a text that is neither JSON nor YAML; `open`: known only later. */
    readonly form: 'text' | 'map' | 'unreadable' | 'open';
    /** Why it cannot be read, and where. */
    readonly problem?: { readonly span: Span; readonly message: string };
  };
  /** `v1.18.5-eksbuild.1` as written; undefined inside for a template. */
  readonly version?: Text;
  /** `resolveConflicts` and its like. */
  readonly conflicts?: Text;
  /** All keys of the configuration. */
  readonly fields: readonly Field[];
  readonly complete: boolean;
}

/** The ConfigMap amazon-vpc-cni, which controllers of the control plane read. No key of it reaches a Linux node. */
export interface CniConfigMap {
  readonly span: Span;
  readonly name?: Text;
  readonly namespace?: Text;
  /** Keys of `data`. */
  readonly data: readonly Field[];
  readonly complete: boolean;
}

/** A CNINode, which the VPC resource controller makes for each node. */
export interface CniNode {
  readonly span: Span;
  readonly name?: Text;
  readonly features: readonly { readonly name?: Text; readonly value?: Text; readonly span: Span }[];
}

/** What a kustomization puts together. */
export interface Kustomization {
  readonly span: Span;
  /** `resources`, `bases` and `components`: files, folders, addresses. */
  readonly resources: readonly Text[];
  /** In the order in which they are applied. */
  readonly patches: readonly KustomizePatch[];
  /** New names and tags of images. */
  readonly images: readonly { readonly name: string; readonly newName?: string; readonly newTag?: string }[];
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  /** It does nothing else to our objects: no generators of plugins, replacements, or charts. */
  readonly complete: boolean;
}

/** A patch of a kustomization: a text of its own, or a file. Its settings of aws-node are an `Install` that is not complete. */
export interface KustomizePatch {
  readonly span: Span;
  /** Undefined: it is written inline. */
  readonly path?: Text;
  readonly target?: { readonly kind?: string; readonly name?: string };
}
