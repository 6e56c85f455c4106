import { boundaryOf } from './mime.js';

/** A stretch of a file that holds one YAML document (or all of a JSON file). */
export interface Chunk {
  readonly offset: number;
  readonly text: string;
  /** Of a List that is cut into its items: an item, or what stands around them. Absent: a document. */
  readonly part?: 'head' | 'item' | 'tail';
}

/** Cuts a file at its document markers by a scan of its lines. Nothing is parsed. */
export const chunks = (text: string): Chunk[] => [...cuts(text, 0, boundaryOf(text))];

/** The same from a place where a document starts: what is in front of it does not count. */
function* cuts(text: string, from: number, boundary: string | undefined): Generator<Chunk, void> {
  const part = boundary === undefined ? '' : `|--${boundary}(?:--)?(?=[ \\t\\r\\n]|$)`;
  const marker = new RegExp(`^(?:(?:---|\\.\\.\\.)(?=[ \\t\\r\\n]|$)${part})`, 'gm');
  marker.lastIndex = from;
  let start = from;
  for (let match = marker.exec(text); match; match = marker.exec(text)) {
    const isEnd = match[0] === '...';
    const end = isEnd ? endOfLine(text, match.index) : match.index;
    if (end <= start || (!isEnd && isPreamble(text, start, end))) continue;
    yield { offset: start, text: text.slice(start, end) };
    start = end;
  }
  if (start < text.length) yield { offset: start, text: text.slice(start) };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** Comments, blank lines and directives belong to the document that follows them. */
const isPreamble = (text: string, start: number, end: number): boolean =>
  end - start < 4096 && /^(?:[\uFEFF \t]*(?:[#%](?:[^\r\n]|\r(?!\n))*)?\r?\n)*$/.test(text.slice(start, end));

/** The documents of a text, by those of an earlier one: the first `front` and the last `back` of these, and new ones between. */
export interface Resplit {
  readonly front: number;
  readonly back: number;
  readonly between: readonly Chunk[];
}

/** Where each document of a text starts, in order. */
export interface Starts {
  readonly length: number;
  readonly at: (i: number) => number | undefined;
}

/**
 * What `chunks` gives, where most is as it was: only what is around the change is scanned. `starts`: of the earlier text.
 *
 * Where a document ends is seen in the one behind it: of those in front of the change, the last is cut again. Behind the change,
 * once a document starts where one did before, all that follows is cut as it was.
 */
export function resplit(text: string, before: string, starts: Starts): Resplit {
  // Of a message any line may be a marker.
  const isMessage = boundaryOf(text) !== undefined || boundaryOf(before) !== undefined;
  if (isMessage || starts.length === 0) return { front: 0, back: 0, between: chunks(text) };
  const sameInFront = commonStart(text, before);
  const front = Math.max(0, firstFrom(starts, sameInFront) - 2);
  const moved = text.length - before.length;
  const changedUntil = before.length - commonEnd(text, before, sameInFront);
  const between: Chunk[] = [];
  let next = firstFrom(starts, changedUntil);
  /** A document behind the change started here. */
  const isWhereOneWas = (at: number): boolean => {
    while (next < starts.length && (starts.at(next) as number) + moved < at) next++;
    return next < starts.length && (starts.at(next) as number) + moved === at;
  };
  const from = starts.at(front) as number;
  if (!isWhereOneWas(from))
    for (const chunk of cuts(text, from, undefined)) {
      between.push(chunk);
      if (isWhereOneWas(chunk.offset + chunk.text.length)) break;
    }
  return { front, back: starts.length - next, between };
}

/** The index of the first of these that is not below a place. */
function firstFrom(starts: Starts, place: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts.at(middle) as number) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** So much is compared at once: the engine compares a block as fast as memory allows, and character by character only a script would. */
const BLOCK = 65_536;

/** How many characters they have in common at their beginning. */
export const commonStart = (a: string, b: string): number =>
  longestCommon(Math.min(a.length, b.length), (from, to) => a.slice(from, to) === b.slice(from, to));

/** How many at their end, beside those at their beginning. */
export const commonEnd = (a: string, b: string, start: number): number =>
  longestCommon(
    Math.min(a.length, b.length) - start,
    (from, to) => a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from),
  );

/** `isSame`: of a stretch, counted from the end they are compared from. */
function longestCommon(most: number, isSame: (from: number, to: number) => boolean): number {
  let low = 0;
  while (low < most && isSame(low, Math.min(low + BLOCK, most))) low = Math.min(low + BLOCK, most);
  let high = Math.min(low + BLOCK, most);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isSame(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * A part of a text that outlives it. The engine makes a part a view of the whole, which then stays in memory as long as the
 * part does.
 */
export const copied = (part: string): string => ` ${part}`.slice(1);
