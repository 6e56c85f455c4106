import type { Located, Span } from './span.js';

/**
 * A text in a field, or undefined where a template stands. `quoted`: it would be a text with anything else in it, too. `shared`: it is
 * written where others refer to it.
 */
export type Text = Located<string | undefined> & { readonly quoted: boolean; readonly shared?: true };

/** A key of one of our objects, for hover, completion and the search for misspelt names. */
export interface Field {
  /** Keys from the top, list positions left out: `spec.securityGroups`. */
  readonly path: string;
  /** The last key of the path, which may hold dots itself. */
  readonly name: string;
  readonly key: Span;
  /** Offset of the first character of the name, when it stands in the document letter by letter. */
  readonly inner?: number;
  /** Where the value is written: for an alias of a list or map, further up. */
  readonly value: Span;
  /** From the key to the end of the value, or of the alias in its place. */
  readonly span: Span;
  /** `nothing`: empty, be it a map, a list or no value at all. */
  readonly shape: 'map' | 'list' | 'scalar' | 'nothing';
  /** It stands between braces, as in JSON. */
  readonly flow: boolean;
  /** In a map that others refer to. */
  readonly shared?: true;
  readonly text?: string;
  /** What a scalar is to YAML. */
  readonly type?: 'string' | 'number' | 'boolean' | 'null';
}

/** Kinds of objects whose fields are explained. In lower case, the name of the schema of each. */
export type ObjectKind =
  | 'DaemonSet'
  | 'ENIConfig'
  | 'SecurityGroupPolicy'
  | 'ChartValues'
  | 'AddonConfiguration'
  | 'CniConfigMap'
  | 'CNINode'
  | 'NetworkAttachmentDefinition';

export interface ObjectFacts {
  readonly kind: ObjectKind;
  readonly span: Span;
  readonly name?: Located<string>;
  readonly fields: readonly Field[];
}

export interface EniConfig {
  /** An object, or an entry of `eniConfig.subnets` in values of the chart or configuration of the add-on. */
  readonly form: 'object' | 'values';
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
  /** `matchLabels`. */
  readonly labels: readonly Label[];
  readonly expressions: readonly {
    readonly span: Span;
    readonly key?: Text;
    readonly operator?: Text;
    /** How many values are given; undefined: no `values`. */
    readonly values?: number;
    /** Those that are texts. */
    readonly items: readonly Text[];
  }[];
}

/** A label or an annotation. */
export interface Label {
  readonly key: Located<string>;
  /** Undefined inside where a template stands, or something that is no text. */
  readonly value: Text;
}

/** The labels of an object. */
export interface Labels {
  readonly labels: readonly Label[];
  /** No others come from templates, patches or elsewhere. */
  readonly complete: boolean;
}

export interface SecurityGroupPolicy {
  readonly span: Span;
  readonly apiVersion?: Text;
  readonly name?: Text;
  /** Undefined where none is written, and inside where a template stands: another tool may fill it in. */
  readonly namespace?: Text;
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
