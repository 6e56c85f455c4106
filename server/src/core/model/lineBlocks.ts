import { lineAt, type Span } from './span.js';

/** What the lines of a text say by their indentation, be it YAML or nearly so. */
export interface Lines {
  /** The line that an offset is on. */
  at(offset: number): number;
  /** The stretch of a line. */
  line(index: number): Span;
  /** The next line that says something, with those below that are indented deeper. */
  blockBelow(index: number): Span | undefined;
}

/** Reads each line once. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const endOf = (index: number): number => starts[index + 1] ?? text.length + 1;
  // Dashes at the column of a key belong to it, though they are no deeper.
  const depths = starts.map((start, i): number => {
    const [, blanks = '', first, second] =
      /^\uFEFF?([ \t]*)(\S)?(\s|$)?/.exec(text.slice(start, Math.min(endOf(i) - 1, start + 400))) ?? [];
    if (first === undefined || first === '#' || /^(?:---(?=\s|$)|%)/.test(text.slice(start, start + 4)))
      return NOTHING;
    return 2 * blanks.length + Number(first === '-' && second !== undefined);
  });
  const [next, ends] = blocks(depths);
  return {
    at: (offset) => lineAt(starts, offset),
    line: (index) => ({ start: starts[index] ?? 0, end: endOf(index) - 1 }),
    blockBelow(index) {
      const first = next[index];
      if (first === undefined || first >= starts.length) return undefined;
      return { start: starts[first] ?? 0, end: endOf((ends[first] ?? starts.length) - 1) - 1 };
    },
  };
}

/** The depth of a line that is blank, a comment or a marker. */
const NOTHING = -1;

/** Of each line: the next one that says something, and the one before which its block ends. */
function blocks(depths: readonly number[]): [next: readonly number[], ends: readonly number[]] {
  const next: number[] = new Array(depths.length);
  const ends: number[] = new Array(depths.length);
  // Lines below that are less deep than all between, the nearest last.
  const open: number[] = [];
  let below = depths.length;
  for (let i = depths.length - 1; i >= 0; i--) {
    next[i] = below;
    const depth = depths[i] ?? NOTHING;
    if (depth === NOTHING) continue;
    while (open.length > 0 && (depths[open.at(-1) ?? 0] ?? 0) > depth) open.pop();
    ends[i] = open.at(-1) ?? depths.length;
    open.push(i);
    below = i;
  }
  return [next, ends];
}
