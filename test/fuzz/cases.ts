import fc from 'fast-check';
import { examine } from './examine.js';
import type { Input } from './inputs.js';
import { inTime } from './inTime.js';
import { DEAR, DEAREST, MUTATOR_NAMES, mutated, type Step } from './mutators.js';
import { subjectOf } from './subject.js';

/** What is made of the inputs: numbers only, so that it can be told, repeated and made smaller. */
export interface Case {
  readonly input: number;
  readonly other: number;
  readonly steps: readonly Step[];
  /** Places in the text that comes out, of 65536. */
  readonly places: readonly number[];
  readonly choice: number;
}

/** What is examined. */
export interface Trial {
  readonly name: string;
  /** The text before the last step, and the one after it. */
  readonly before: string;
  readonly text: string;
  readonly other: Input | undefined;
  /** Offsets. */
  readonly places: readonly number[];
  readonly choice: number;
}

const number = fc.noBias(fc.nat(65_535));
const step = (mutators: Step['mutator'][]): fc.Arbitrary<Step> =>
  fc.record({ mutator: fc.constantFrom(...mutators), at: number, length: number, pick: number });

const CHEAP = MUTATOR_NAMES.filter((name) => !DEAR.includes(name) && !DEAREST.includes(name));
const cheap = fc.array(step(CHEAP), { minLength: 1, maxLength: 4 });
const steps = fc.oneof(
  { weight: 9981, arbitrary: cheap },
  { weight: 18, arbitrary: fc.tuple(step([...DEAR]), cheap).map(([one, more]) => [one, ...more.slice(1)]) },
  { weight: 1, arbitrary: step([...DEAREST]).map((one) => [one]) },
);

/** Texts of a screen or less show most of what goes wrong, and a case with one costs half of what it costs with any. */
const SHORT = 500;

export function casesOf(inputs: readonly Input[]): fc.Arbitrary<Case> {
  const any = fc.noBias(fc.nat(inputs.length - 1));
  const short = [...inputs.keys()].filter((i) => (inputs[i]?.text.length ?? 0) <= SHORT);
  const input = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(0, ...short) },
    { weight: 1, arbitrary: any },
  );
  const places = fc.array(number, { minLength: 1, maxLength: 2 });
  return fc.record({ input, other: input, steps, places, choice: number });
}

export function trialOf({ input, other, steps, places, choice }: Case, inputs: readonly Input[]): Trial {
  const { name = 'x.yaml', text: start = '' } = inputs[input] ?? {};
  const second = inputs[other];
  const before = mutated(start, steps.slice(0, -1), second?.text ?? '');
  const text = mutated(before, steps.slice(-1), second?.text ?? '');
  return {
    name,
    before,
    text,
    other: choice % 4 === 0 ? second : undefined,
    places: places.map((place) => Math.floor((place * (text.length + 1)) / 65_536)),
    choice: Math.floor(choice / 4),
  };
}

/** Throws where anything is wrong. */
export function tryOut({ name, before, text, other, places, choice }: Trial): void {
  const around = {
    stages: choice % 4 === 0 ? [before] : [],
    others: other ? [other] : [],
    choice,
  };
  const subject = inTime('analyze', () => subjectOf({ name, text }, around));
  examine(subject, places, Math.floor(choice / 4));
}
