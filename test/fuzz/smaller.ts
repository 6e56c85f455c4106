import fc from 'fast-check';
import type { Trial } from './cases.js';

const LONGEST_MS = 30_000;

/** The smallest trial that still goes wrong alike: lines of its text are left out first, then characters. */
export function smaller(trial: Trial, isWrong: (trial: Trial) => boolean): Trial {
  const alone = { ...trial, before: trial.text, other: undefined };
  const start = isWrong(alone) ? alone : trial;
  return [/(?<=\n)/, ''].reduce((best, between) => fewer(best, best.text.split(between), isWrong), start);
}

/** As few as possible of the parts that the text is made of. */
function fewer(trial: Trial, parts: readonly string[], isWrong: (trial: Trial) => boolean): Trial {
  const [first, ...others] = new Set(parts);
  if (first === undefined) return trial;
  const of = (left: readonly string[]): Trial => {
    const text = left.join('');
    // Places are kept as far as there are any, and the end of the text is one.
    return {
      ...trial,
      text,
      places: [...trial.places.map((place) => Math.min(place, text.length)), text.length],
    };
  };
  const some = fc.array(fc.constantFrom(first, ...others), { maxLength: parts.length });
  const { counterexample } = fc.check(
    fc.property(some, (left) => !isWrong(of(left))),
    { examples: [[[...parts]]], numRuns: 1, interruptAfterTimeLimit: LONGEST_MS },
  );
  const [left] = counterexample ?? [];
  return left ? of(left) : trial;
}
