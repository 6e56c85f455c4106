import type { Reporter } from './report.js';

/** Findings one after the other: there may be many. */
export const json: Reporter = function* ({ count, found, fixed, baseline, complaints }) {
  yield `{\n  "files": ${count},\n`;
  yield* member('findings', found, ({ finding }) => finding);
  if (fixed) {
    yield ',\n';
    yield* member('fixed', fixed, (each) => each);
  }
  if (baseline) {
    yield `,\n  "baseline": {\n    "known": ${baseline.known},\n`;
    yield* member('gone', baseline.gone, (each) => each, 4);
    yield '\n  }';
  }
  if (complaints.length > 0) yield `,\n  "complaints": ${indented(complaints, 2)}`;
  yield '\n}\n';
};

function* member<T>(
  name: string,
  items: readonly T[],
  asPrinted: (item: T) => object,
  by = 2,
): Iterable<string> {
  const space = ' '.repeat(by);
  yield `${space}"${name}": [`;
  for (const [i, item] of items.entries())
    yield `${i === 0 ? '' : ','}\n${space}  ${indented(asPrinted(item), by + 2)}`;
  yield items.length === 0 ? ']' : `\n${space}]`;
}

const indented = (value: object, by: number): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`);
