import type { Reporter } from './report.js';

/** Findings one after the other: there may be many. */
export const json: Reporter = function* ({ count, found, fixed, baseline, complaints }) {
  yield `{\n  "files": ${count},\n`;
  yield* member('findings', found, ({ finding }) => finding);
  if (fixed) {
    yield ',\n';
    yield* member('fixed', fixed, (each) => each);
  }
  if (baseline) yield `,\n  "baseline": ${indented(baseline, 2)}`;
  if (complaints.length > 0) yield `,\n  "complaints": ${indented(complaints, 2)}`;
  yield '\n}\n';
};

function* member<T>(name: string, items: readonly T[], asPrinted: (item: T) => object): Iterable<string> {
  yield `  "${name}": [`;
  for (const [i, item] of items.entries()) yield `${i === 0 ? '' : ','}\n    ${indented(asPrinted(item), 4)}`;
  yield items.length === 0 ? ']' : '\n  ]';
}

const indented = (value: object, by: number): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`);
