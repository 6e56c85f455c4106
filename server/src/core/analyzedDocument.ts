import type { Item } from './brokenItems.js';
import type { Allowance } from './model/allowances.js';
import type { Facts } from './model/facts.js';
import type { Known } from './model/source.js';
import type { Chunk } from './model/splitting.js';
import type { Diagnosis } from './rules/rule.js';

/** One document of a file, or an item of a List. Its spans start at its own beginning: where that is, `model/starts` tells. */
export interface AnalyzedDocument {
  readonly text: string;
  readonly part?: Chunk['part'];
  readonly facts: Facts;
  readonly findings: readonly Diagnosis[];
  /** Comments that let findings stand. Absent: none. */
  readonly allowances?: readonly Allowance[];
  /** A template, or a text that cannot be read: it may hold mistakes that are not found. */
  readonly isPartial?: true;
  /** It is long, and nothing in it is ours. */
  readonly isForeign?: true;
  /** Of an item of a List. */
  readonly item?: Item;
  /** Of one that is typed in, or is beyond our limits: what the next key need not read again. */
  readonly known?: Known;
  /** As it is without other files, where they keep some of its findings back. */
  readonly alone?: AnalyzedDocument;
}
