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
  /** Nothing outside this text adds settings to it: what is not here is not set. */
  readonly complete: boolean;
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
export type Text = Located<string | undefined> & { readonly inner?: number; readonly quoted: boolean };

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

/** All that one document says. */
export interface Facts {
  readonly objects: readonly ObjectFacts[];
  readonly installs: readonly Install[];
  readonly eniConfigs: readonly EniConfig[];
  readonly policies: readonly SecurityGroupPolicy[];
  readonly podPermissions: readonly PodPermissions[];
  readonly lostKeys: readonly LostKey[];
  /** Instance types that nodeSelectors and affinities of our objects name. */
  readonly instanceTypes: readonly Located<string>[];
}

export const NO_FACTS: Facts = {
  objects: [],
  installs: [],
  eniConfigs: [],
  policies: [],
  podPermissions: [],
  lostKeys: [],
  instanceTypes: [],
};
