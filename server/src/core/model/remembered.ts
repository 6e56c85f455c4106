import { noteReads, reading } from './reads.js';

/**
 * The same function, asked once for each value: its answer is kept as long as the value itself is. For what follows from an
 * immutable value alone, is asked again and again, and takes time. Whoever is given it once more has read what it was read from.
 */
export function remembered<Value extends object, Answer>(
  answer: (value: Value) => Answer,
): (value: Value) => Answer {
  const answers = new WeakMap<Value, { readonly is: Answer; readonly reads: number }>();
  return (value) => {
    const known = answers.get(value);
    if (known) {
      noteReads(known.reads);
      return known.is;
    }
    const found = reading(() => answer(value));
    answers.set(value, found);
    return found.is;
  };
}

/** The last answer once more, as long as all that it follows from is the same, one by one. */
export function unlessChanged<Answer>(): (from: readonly unknown[], answer: () => Answer) => Answer {
  let last: { readonly from: readonly unknown[]; readonly is: Answer } | undefined;
  return (from, answer) => {
    const isSame = last?.from.length === from.length && last.from.every((each, i) => each === from[i]);
    if (!last || !isSame) last = { from, is: answer() };
    return last.is;
  };
}

/** The last answer once more, as long as it is asked about the same text: of one text many things are asked in a row. */
export function ofLastText<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const same = unlessChanged<Answer>();
  return (text) => same([text], () => answer(text));
}

/** The answer, which is found when it is asked for first. */
export function once<T>(find: () => T): () => T {
  let found: { readonly is: T } | undefined;
  return () => {
    found ??= { is: find() };
    return found.is;
  };
}
