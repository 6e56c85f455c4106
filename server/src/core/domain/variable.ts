/** Containers that read variables; the last one belongs to the Deployment of the same name. */
export type Container = 'aws-node' | 'aws-vpc-cni-init' | 'aws-eks-nodeagent' | 'cni-metrics-helper';

/** What happens to a text the plugin cannot use. */
export type Effect =
  /** The container ends at start-up. */
  | 'exits'
  /** The default stands in its place. */
  | 'default'
  /** The item alone is passed over; the rest of the value counts. */
  | 'drops-item'
  /** It is taken, and does harm or nothing. */
  | 'taken';

/** One thing wrong with a value, in words that finish the sentence `"<text>" …`. */
export interface Fault {
  readonly effect: Effect;
  /** What is wrong and what the plugin does with it: one sentence, no variable name needed. */
  readonly message: string;
  /** Texts to put in its place, the most likely first. */
  readonly suggestions: readonly string[];
  /** The first suggestion means the same to a reader as what is written. */
  readonly safe: boolean;
  /** It does what it should, and may not for ever: no more than advice. */
  readonly works?: true;
  /** Part of the text at fault, as offsets into it; absent: all of it. */
  readonly part?: { readonly start: number; readonly end: number };
}

/** The value in effect, whatever the text was. */
export interface Reading<T> {
  readonly value: T;
  readonly faults: readonly Fault[];
}

export type Kind =
  | 'boolean'
  | 'integer'
  | 'seconds'
  | 'choice'
  | 'cidr-list'
  | 'tags'
  | 'path'
  | 'url'
  | 'address'
  | 'text';

/** One environment variable of the plugin, its init container, its agent or its metrics helper. */
export interface Variable<T = unknown> {
  readonly summary: string;
  /** Containers whose process reads it. */
  readonly containers: readonly Container[];
  readonly kind: Kind;
  /** Texts to offer, the usual first. */
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** What the code uses when the variable is absent, as text; absent: nothing. */
  readonly default?: string;
  /** What `config/master/aws-k8s-cni.yaml` of the current release sets; absent: not there. */
  readonly manifest?: string;
  /** First release that reads it; absent: always. */
  readonly since?: string;
  /** First release that no longer reads it. */
  readonly removed?: string;
  readonly deprecated?: string;
  /** The README of the plugin does not mention it. */
  readonly undocumented?: true;
  /** Both containers must have the same value. */
  readonly mustMatch?: boolean;
  /** What a bad value does: one sentence. */
  readonly onInvalid: string;
  /** What an empty value does: one sentence. */
  readonly onEmpty: string;
  /** How it changes the number of pods or addresses: one sentence. */
  readonly density?: string;
  /** Where the plugin reads it: file and lines at the current release. */
  readonly source: string;
  /**
   * The value in effect for the text of the variable; `undefined` is an absent variable.
   * `version` is the plugin's, where it is known; absent: the current release.
   */
  read(text: string | undefined, version?: string): Reading<T>;
}
