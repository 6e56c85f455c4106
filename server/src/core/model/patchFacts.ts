import type { Container } from '../domain/variable.js';
import type { Argument, ContainerFacts, Setting } from './installFacts.js';
import type { Located, Span } from './span.js';

/** What a container in a strategic merge patch does to the one below it, beside its settings, image and arguments. */
export interface Directives {
  /** `$patch` of the container: it is taken away. `unread`: one that readers differ on, or `null` in place of a field. */
  readonly container?: 'delete' | 'unread';
  /** `$patch: replace` in its `env`, or `env: null`: nothing of the list below is left. */
  readonly env?: 'replace';
  /** It has arguments, if only an empty list. */
  readonly args?: 'replace';
  /** Variables that it takes away: `$patch: delete`. */
  readonly removed: readonly Located<string>[];
  /** Paths at which it mounts volumes. */
  readonly mounts: readonly string[];
  /** More variables may be set than those that are written. */
  readonly unread: boolean;
}

/** The lists of containers of a pod. */
export type ContainerList = 'containers' | 'initContainers';

/** Names of all containers in the order in which they stand, those of others too. '' where a name is not known. */
export type ContainerOrder = Readonly<Record<ContainerList, readonly string[]>>;

/** An operation of a JSON 6902 patch that reaches the name or the containers of the object. */
export interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly span: Span;
  /** Undefined: all of them may be changed, and how is not read. */
  readonly list?: ContainerList;
  /** Undefined: `-`, behind the last one. */
  readonly index?: number;
  /** What of the container: `['env', '-']`; none: the container itself. */
  readonly path: readonly string[];
  /** Of `['env', '3', 'value']` it is one without a name. */
  readonly settings?: readonly Setting[];
  readonly image?: Located<string>;
  /** From its tag. */
  readonly version?: string;
  readonly args?: readonly Argument[];
  /** Undefined for a container of others. */
  readonly container?: ContainerFacts;
  /** The name of the container that it brings. */
  readonly named?: string;
  /** What it does to values of the chart: `list`, `index` and `path` say nothing then. */
  readonly values?: ValueChange;
  /** All that it brings is read. */
  readonly complete: boolean;
}

/** What of the values of the chart an operation changes: all that may be another one then. */
export type ValueChange =
  /** `env.NAME`, `init.env.NAME`: set, or without `settings` taken away. */
  | { readonly of: 'variable'; readonly role: Container; readonly name: string }
  /** The whole map `env` or `init.env`. */
  | { readonly of: 'variables'; readonly role: Container }
  /** One more item behind those of `extraEnv`. */
  | { readonly of: 'extra-variable'; readonly role: Container }
  /** Arguments of the node agent, by their names: set, or taken away. */
  | { readonly of: 'argument'; readonly role: Container; readonly names: readonly string[] }
  /** The tag of its image, or without `image` any of it. */
  | { readonly of: 'image'; readonly role: Container }
  /** The version of the chart; without `release` one that names none. */
  | { readonly of: 'release'; readonly release?: string }
  /** Any of the container. */
  | { readonly of: 'container'; readonly role: Container };
