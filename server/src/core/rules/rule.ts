import type { Container } from '../domain/variable.js';
import type { VariableName } from '../domain/variables.js';
import type { Cluster } from '../model/cluster.js';
import type { Facts, Field, Install, Setting } from '../model/facts.js';
import type { Span } from '../model/span.js';
import type { Settings, Severity } from '../settings.js';

export type { Settings, Severity };

/** One kind of mistake: found in facts, never in YAML. */
export interface Rule {
  /** Names the mistake; also the setting, the docs page and, in camel case, the file. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence in Markdown: what is wrong. */
  readonly summary: string;
  /** Markdown: what the plugin does with it, why it matters, what to do. */
  readonly why: string;
  /** A manifest that gives this finding; the docs page shows it and a test runs it. */
  readonly bad: string;
  /** The manifest put right: gives no finding at all. */
  readonly good: string;
  readonly sources: readonly string[];
  /** Looks at one document. */
  readonly check?: (facts: Facts, settings: Settings) => Iterable<Finding>;
  /** Looks at one document and at what is in sight of its cluster. Not asked where another plugin hands out addresses. */
  readonly checkInCluster?: (facts: Facts, cluster: Cluster, settings: Settings) => Iterable<Finding>;
  /**
   * What `checkInCluster` finds is told at the other end as well, by `echo` of what is related; `elsewhere`: only where that
   * is another file.
   */
  readonly echoes?: true | 'elsewhere';
  /** The kinds of facts at which it does: in a file without them it has nothing to tell. Patches go for installs. */
  readonly echoesAt?: readonly (keyof Facts)[];
  /**
   * Looks at all documents of a file, and says in which of them the finding is. `saying`: those that say something of a kind;
   * asked again only when one of these is another.
   */
  readonly checkTogether?: (
    saying: (kind: keyof Facts) => readonly Facts[],
    settings: Settings,
  ) => Iterable<Finding & { readonly home: Facts }>;
}

export interface Finding {
  readonly span: Span;
  /** The fact that it is about, such as an `Install`: others link to it by that. */
  readonly of?: object;
  /** What is wrong, why it matters, what to do: one sentence or two. */
  readonly message: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  readonly tag?: 'unnecessary' | 'deprecated';
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** A finding of a rule, with the severity that settings give it. */
export interface Diagnosis extends Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** The reason that a comment in the manifest gives for it: it is not shown. */
  readonly allowed?: string;
}

export interface Related {
  readonly span: Span;
  readonly message: string;
  /** The document it is in; absent: that of the finding. */
  readonly home?: Facts;
  /** In place of a document: the fact it belongs to, one of those in lists of `Facts`, be it of this file or of another. */
  readonly of?: object;
  /** What to say at this place, in its own file, where the rule `echoes`. */
  readonly echo?: string;
}

/** An intention. The carrier turns it into an edit when it is asked for. */
export type Fix = {
  readonly title: string;
  /**
   * No reader could want otherwise, and nothing that is in effect changes: what it puts right is refused, or ends a container, or says the
   * same. Joins fix-all.
   */
  readonly safe: boolean;
} & (
  | {
      readonly kind: 'replace';
      readonly span: Span;
      readonly text: string;
      /** It may be what others refer to, and changes for all of them. */
      readonly isForAll?: true;
    }
  /** New text of a variable: replaces the value, or adds the variable to the container. */
  | {
      readonly kind: 'set';
      readonly install: Install;
      readonly role: Container;
      readonly name: VariableName;
      readonly text: string;
    }
  /** New texts of several variables of one container. */
  | {
      readonly kind: 'set-all';
      readonly install: Install;
      readonly role: Container;
      readonly values: readonly { readonly name: VariableName; readonly text: string }[];
    }
  /** New text of this very item. */
  | { readonly kind: 'value'; readonly setting: Setting; readonly text: string }
  | { readonly kind: 'remove'; readonly install: Install; readonly setting: Setting }
  | { readonly kind: 'move'; readonly install: Install; readonly setting: Setting; readonly to: Container }
  /** Takes a key with its value out of an object, line and all. */
  | { readonly kind: 'remove-field'; readonly field: Field }
  /** Takes an item out of its list, line and all. */
  | { readonly kind: 'remove-item'; readonly item: Span }
  /** Writes other keys, each in the one before it, in place of a key. */
  | { readonly kind: 'nest-field'; readonly field: Field; readonly path: readonly string[] }
  /** Puts what is in a map in the place of a key further up. */
  | { readonly kind: 'unwrap-field'; readonly field: Field; readonly content: Field }
  /** Takes a comment out, with its line where it stands there alone. */
  | { readonly kind: 'remove-comment'; readonly comment: Span }
  /** Makes a text of a map: its letters stay. */
  | { readonly kind: 'as-text'; readonly field: Field }
  /** Puts fields, with their comments, under another key; where that is not written yet, it is made in their place. */
  | {
      readonly kind: 'move-fields';
      readonly fields: readonly Field[];
      readonly under: string;
      readonly there?: Field;
    }
);

/** More places related to a finding help nobody; and where thousands of files are in sight, each finding would lead to all of them. */
export const MOST_LINKS = 20;

/** A finding at something that knows its span. */
export const at = (place: { readonly span: Span }, message: string, ...fixes: Fix[]): Finding => ({
  span: place.span,
  message,
  ...(fixes.length > 0 && { fixes }),
});
