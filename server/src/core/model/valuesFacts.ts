import type { Install } from './installFacts.js';
import type { Field, Text } from './objectFacts.js';
import type { Located, Span } from './span.js';

/** Values of the chart aws-vpc-cni, wherever they stand. What they say of aws-node is an `Install` of form `chart`. */
export interface ChartValues {
  readonly span: Span;
  /** Where they stand: a file of values (its own, or below a key of the chart that holds it), Flux, or Argo CD. */
  readonly place: 'file' | 'subchart' | 'flux' | 'argo';
  /** Below which key, in values of a chart that holds it. */
  readonly key?: string;
  /** The key is not its name: this is its aws-node, all of it, where the chart that holds it calls it so. */
  readonly whole?: Install;
  /** All that Argo CD takes beside the object are files of one folder. */
  readonly takesFiles?: boolean;
  /** A text of values that is not read, and what is read in its place. */
  readonly dead?: { readonly field: Field; readonly by: string };
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
  readonly place: 'file' | 'cli' | 'eksctl' | 'cloudformation' | 'capa' | 'ack' | 'crossplane';
  /** The configuration: the text, or what stands in its place. */
  readonly configuration?: {
    readonly span: Span;
    /** The key it stands behind, and its value. */
    readonly field?: Field;
    /** What stands where the text belongs; `unreadable`: a text that is neither JSON nor YAML; `open`: known only later. */
    readonly form: 'text' | 'map' | 'unreadable' | 'open';
    /** Why it cannot be read, and where. */
    readonly problem?: { readonly span: Span; readonly message: string };
    /** The text ends at a quote that was meant to be one of its characters: at the problem. */
    readonly isCut?: boolean;
  };
  /** `v1.18.5-eksbuild.1` as written; undefined inside for a template. */
  readonly version?: Text;
  /** The release in it, without a leading v. */
  readonly release?: string;
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
  readonly data: readonly ConfigEntry[];
  /** Nothing outside this text adds to it. Of applied objects, keys that are not written stay as they are in the cluster. */
  readonly complete: boolean;
}

/** A key of a ConfigMap. */
export interface ConfigEntry extends Field {
  /** What the reader gets; undefined inside for a template, and for what is no text. */
  readonly content: Text;
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
  readonly kind: 'Kustomization' | 'Component';
  /** `resources` and `bases`: files, folders, other addresses. */
  readonly resources: readonly Text[];
  /** Folders, addresses: they change what the resources come to. */
  readonly components: readonly Text[];
  /** In the order in which they are applied. */
  readonly patches: readonly KustomizePatch[];
  /** New names and tags of images. */
  readonly images: readonly NewImage[];
  /** What `helmCharts` come to, and manifests of upstream by their addresses, which are not among the resources. */
  readonly made: readonly Install[];
  /** Files that it puts into ConfigMaps and Secrets; Flux may take some of them for values. */
  readonly packed?: readonly Text[];
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  /** It adds no objects of its own that are not read: charts, generators of plugins. */
  readonly addsOnlyRead: boolean;
  /** It does nothing else to our objects: no replacements, no transformers of plugins. */
  readonly complete: boolean;
}

export interface NewImage {
  readonly name: string;
  readonly newName?: string;
  /** Undefined: it stays. */
  readonly newTag?: string;
  readonly digest?: string;
  readonly span: Span;
}

/** A patch of a kustomization: a text of its own, or a file. Its settings of aws-node are an `Install` that is not complete. */
export interface KustomizePatch {
  readonly span: Span;
  /** Undefined: it is written inline. */
  readonly path?: Text;
  /** Of an inline patch; of a file they are those of the file. */
  readonly installs: readonly Install[];
  /** An inline text that cannot be read. */
  readonly unread: boolean;
  /** Absent: the object of the kind and name that the patch has itself. */
  readonly target?: PatchTarget;
  /** Before names get their prefixes, or after. */
  readonly when: 'before-names' | 'after-names';
}

/** Which objects are changed: all that match. Undefined: any. */
export interface PatchTarget {
  /** Regular expressions, for the whole text. */
  readonly kind?: string;
  readonly name?: string;
  /** Selected by labels or annotations, which are not read. */
  readonly selected: boolean;
}
