import fc from 'fast-check';
import type { Input } from '../fuzz/inputs.js';
import { DEAR, DEAREST, MUTATOR_NAMES, mutated, type Step } from '../fuzz/mutators.js';
import { splitsCharacter } from '../fuzz/sane.js';

/** What somebody does to one of several open files. */
export interface Act {
  /** Which file. */
  readonly file: number;
  /** Where other text comes from. */
  readonly other: number;
  readonly step: Step;
  /** How a client tells of it, and which settings hold from then on, if any. */
  readonly choice: number;
}

const number = fc.noBias(fc.nat(65_535));
const CHEAP = MUTATOR_NAMES.filter((name) => ![...DEAR, ...DEAREST, 'bomb', 'small bomb'].includes(name));

export const acts = (maxLength: number): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.record({
      file: fc.nat(2),
      other: number,
      step: fc.record({ mutator: fc.constantFrom(...CHEAP), at: number, length: number, pick: number }),
      choice: number,
    }),
    { minLength: 1, maxLength },
  );

/** Longer texts show nothing more. */
const LONGEST = 30_000;

/** The text after it. */
export function acted(text: string, { step, other }: Act, inputs: readonly Input[]): string {
  const next = mutated(text, [step], inputs[other % inputs.length]?.text ?? '');
  return next.length <= LONGEST ? next : text;
}

/** What differs between two texts, from and to where a client can name places in them. */
export interface Difference {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function difference(before: string, after: string): Difference {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  while (start > 0 && (isInside(before, start) || isInside(after, start))) start--;
  let left = 0;
  while (left < most - start && before.at(-1 - left) === after.at(-1 - left)) left++;
  while (left > 0 && (isInside(before, before.length - left) || isInside(after, after.length - left))) left--;
  return { start, end: before.length - left, text: after.slice(start, after.length - left) };
}

/** No client names a place there. */
const isInside = (text: string, at: number): boolean =>
  splitsCharacter(text, at) || (text[at - 1] === '\r' && text[at] === '\n');
