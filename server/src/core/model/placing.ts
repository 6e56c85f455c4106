import { decoded, type Run } from './scalarStyles.js';
import type { Span } from './span.js';
import { mask } from './template.js';
import type { ScalarNode } from './tree.js';

/** Where the characters of a text stand in the document that holds it. Offsets in the text count UTF-16 units, as all do. */
export interface Placing {
  /** Where a character begins; behind the last one, where that ends. */
  start(at: number): number;
  /** A stretch of the text; one that ends with a line does not take in the indentation of the next. */
  span(inside: Span): Span;
  /** The stretch stands there letter by letter. */
  isVerbatim(inside: Span): boolean;
  /** The other way round: undefined in the middle of an escape, in indentation, and outside. */
  inside(offset: number): number | undefined;
}

/**
 * Finds the characters of a text in the document that holds it, however the text is quoted or folded. Undefined: others
 * refer to it, or it does not come out as it is when read that way.
 */
export function placing(scalar: ScalarNode, source: string): Placing | undefined {
  const { inner, text, span, shared, style } = scalar;
  if (inner !== undefined) {
    return placed([{ at: 0, length: text.length, start: inner, end: inner + text.length, isVerbatim: true }]);
  }
  if (shared || text.trim() === '') return undefined;
  const from = Math.max(0, span.start - NEAR);
  const lines = source.slice(from, style === 'block' ? endOfBlock(source, span.end) : span.end + NEAR);
  const here = { start: span.start - from, end: span.end - from };
  const runs =
    decoded(scalar, lines, here) ??
    (MAY_BE_MASKED.test(lines) ? decoded(scalar, mask(lines).text, here) : undefined);
  return runs && placed(runs.map((run) => ({ ...run, start: run.start + from, end: run.end + from })));
}

/** What stands that near on a line may have to do with a template action in the text. */
const NEAR = 400;
const MAY_BE_MASKED = /\{\{|\{%|%\{|<%|\$\{|#@/;

/** Lines behind it that are blank, or become so, may belong to it. */
function endOfBlock(source: string, end: number): number {
  const lines = /[^\n]*(?:\s|\{\{[^{}]*\}\})*[^\n]*/y;
  lines.lastIndex = Math.max(0, end - 1);
  lines.test(source);
  return lines.lastIndex;
}

function placed(runs: readonly Run[]): Placing {
  const runAt = (at: number): Run => last(runs, (run) => run.at <= at);
  const start = (at: number): number => {
    const run = runAt(at);
    if (at >= run.at + run.length) return run.end;
    return run.isVerbatim ? run.start + at - run.at : run.start;
  };
  const end = (at: number): number => {
    const run = runAt(at);
    return run.isVerbatim ? run.start + at - run.at + 1 : run.end;
  };
  return {
    start,
    span: (inside) => ({
      start: start(inside.start),
      end: inside.end > inside.start ? end(inside.end - 1) : start(inside.start),
    }),
    isVerbatim: (inside) => {
      const run = runAt(inside.start);
      return inside.end === inside.start || (run.isVerbatim && inside.end <= run.at + run.length);
    },
    inside: (offset) => {
      const run = last(runs, (one) => one.start <= offset);
      if (offset === run.start) return run.at;
      if (offset === run.end) return run.at + run.length;
      return run.isVerbatim && run.start < offset && offset < run.end
        ? run.at + offset - run.start
        : undefined;
    },
  };
}

/** The last of those that begin no later; there is one at least. */
function last(runs: readonly Run[], isBefore: (run: Run) => boolean): Run {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const run = runs[middle];
    if (run && isBefore(run)) low = middle;
    else high = middle - 1;
  }
  return runs[low] as Run;
}
