import type { Container } from '../domain/variable.js';
import type { ContainerList, ContainerOrder, Directives, Operation } from './patchFacts.js';
import type { Located, Span } from './span.js';

/** What a process will see in a variable, or why that cannot be known. */
export type EnvValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Not a string in YAML: the API server refuses it. `text` is what the author meant. */
  | {
      readonly kind: 'unquoted';
      readonly text: string;
      readonly yaml: 'number' | 'boolean' | 'null' | 'map' | 'list';
    }
  | { readonly kind: 'unknown'; readonly why: 'valueFrom' | 'template'; readonly fieldPath?: string }
  /**
   * The variable is not set, whatever the layer below sets it to: `null` in values of the chart, or a text (`leftOut`) that
   * the chart does not set, since there is no node agent.
   */
  | { readonly kind: 'unset'; readonly leftOut?: string };

/** One variable of a container, as it is written. */
export interface Setting {
  /** An item of a list with `name` and `value`; an entry `NAME: value` of a map; a parameter of Argo CD (`env.NAME`). */
  readonly form: 'item' | 'entry' | 'parameter';
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
  /** What is written, where this is only what it comes to: the value of a JSON 6902 patch, without a name of its own. */
  readonly written?: Setting;
}

/** How a container's `env` is written: where a variable can be added. */
export type EnvList =
  | { readonly form: 'absent' }
  /** `env:` with nothing behind it. */
  | { readonly form: 'empty'; readonly of: 'items' | 'entries'; readonly key: Span }
  /** Not written, and can be: keys below this map, behind its last entry. */
  | {
      readonly form: 'missing';
      /** `init`, `env`: those that are missing, from the outermost. */
      readonly path: readonly string[];
      readonly map: Span;
      readonly last?: Span;
      readonly flow: boolean;
    }
  | {
      readonly form: 'flow' | 'block';
      /** A list of items with `name` and `value`, or a map with variables as keys. */
      readonly of: 'items' | 'entries';
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
  /** Written in a layer below (a base, values under parameters), and replaced by one of `settings`. */
  readonly shadowed?: readonly Setting[];
  readonly env: EnvList;
  /** Written between braces. */
  readonly flow: boolean;
  readonly args: readonly Argument[];
  /** The list has items that are not among `args`: at which position these stand is not known. */
  readonly argsUncounted?: true;
  /** Paths at which volumes are mounted; undefined when templates or patches may add some. */
  readonly mounts?: readonly string[];
  /** Where its probes look for ipamd at a TCP port: `-addr=:50051`. Absent: nowhere, or it is put together of several texts. */
  readonly portProbes?: readonly Located<string>[];
  /** Nothing outside this text adds settings to it: what is not here is not set, or is as in its `base`. */
  readonly complete: boolean;
  /**
   * What is written goes on top of upstream's manifest, or of what it comes to in an IPv6 cluster, as with kOps or the
   * add-on of EKS: a variable that is not written is as the manifest sets it. Absent: it is not set. Where the family of the
   * cluster is not known, EKS may have set what goes with it (`manifest-either-family`).
   */
  readonly base?: 'manifest' | 'manifest-ipv6' | 'manifest-either-family';
  /** Of a patch, where it does more than set variables, image and arguments. */
  readonly directives?: Directives;
}

/** A command line argument `--name=value`, or the field of values that becomes one. */
export interface Argument {
  readonly name: string;
  /** Undefined: the flag stands alone, which a boolean flag reads as true. */
  readonly value?: string;
  readonly span: Span;
  /** Where the value stands, when letter by letter. */
  readonly valueSpan?: Span;
  readonly open: boolean;
  /** What is written, where this is only what is known of it. */
  readonly written?: Argument;
}

/** Where the settings of an aws-node are written, which says who reads them. */
export type InstallForm =
  /** The DaemonSet, or a patch of it: the API server. */
  | 'manifest'
  /** Values of the chart aws-vpc-cni: Helm renders them, in quotes. */
  | 'chart'
  /** Configuration of the EKS add-on vpc-cni: EKS checks it against the schema of the add-on. */
  | 'addon'
  /** `networking.amazonvpc` of kOps, `vpcCni` of Cluster API. */
  | 'kops'
  | 'capa';

/** One aws-node, wherever it is configured. */
export interface Install {
  readonly form: InstallForm;
  readonly span: Span;
  readonly name?: Located<string>;
  /** The cluster that it says it is for: a name, or what stands in its place, such as `!Ref Cluster`. */
  readonly cluster?: string;
  /** Release of the plugin, without a leading v: from the image tag, else a label, else VPC_CNI_VERSION, else the setting. */
  readonly release?: string;
  readonly containers: readonly ContainerFacts[];
  /** All containers are in this text. */
  readonly complete: boolean;
  /** The object whose values these are, by which patches find it. Absent: it goes by `name`. */
  readonly object?: { readonly kind: string; readonly name?: string };
  /** Of the DaemonSet aws-node: containers of names that none of the plugin has. Absent: none. */
  readonly strangers?: readonly StrangeContainer[];
  /** Absent: not known. */
  readonly order?: ContainerOrder;
  /** `$patch` of the object: it is taken away, or this one stands in its place. `unread`: one further down. */
  readonly directive?: 'delete' | 'replace' | 'unread';
  /** It is a JSON 6902 patch: what it does, in this order. */
  readonly operations?: readonly Operation[];
  /** What it was put together from, the lowest layer first: a base and its patches. Absent: it stands in one place. */
  readonly layers?: readonly Install[];
}

/** A container without an image, as a patch writes one that is there already. */
export interface StrangeContainer {
  readonly name: Located<string>;
  readonly list: ContainerList;
  /** Names of its variables and of its arguments. */
  readonly variables: readonly string[];
  readonly args: readonly string[];
}
