import { boundaryOf, HEAD } from './mime.js';
import { inCommon, type PartedText } from './partedText.js';

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
  const marker = markerIn(boundary);
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

function markerIn(boundary: string | undefined): RegExp {
  const part = boundary === undefined ? '' : `|--${boundary}(?:--)?(?=[ \\t\\r\\n]|$)`;
  return new RegExp(`^(?:(?:---|\\.\\.\\.)(?=[ \\t\\r\\n]|$)${part})`, 'gm');
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** Comments, blank lines and directives belong to the document that follows them, as long as they have fewer characters. */
const PREAMBLE = 4096;

const isPreamble = (text: string, start: number, end: number): boolean =>
  end - start < PREAMBLE &&
  /^(?:[\uFEFF \t]*(?:[#%](?:[^\r\n]|\r(?!\n))*)?\r?\n)*$/.test(text.slice(start, end));

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
export function resplit(text: PartedText, before: PartedText, starts: Starts): Resplit {
  // Of a message any line may be a marker.
  const isMessage = [text, before].some((each) => boundaryOf(each.slice(0, HEAD)) !== undefined);
  if (isMessage || starts.length === 0) return { front: 0, back: 0, between: chunks(text.whole) };
  const same = inCommon(text, before);
  const only = theOnlyOne(text, before, starts, same);
  if (only) return only;
  const front = Math.max(0, firstFrom(starts, same.start) - 2);
  const moved = text.length - before.length;
  const behind = firstFrom(starts, before.length - same.end);
  const startsAt = (i: number): number =>
    i < starts.length ? (starts.at(i) as number) + moved : text.length;
  const from = starts.at(front) as number;
  for (let documents = 2; ; documents *= 4) {
    // A document started at its end, so no line goes over it.
    const to = startsAt(behind + documents);
    const found = untilWhereOneWas(text.slice(from, to), {
      from,
      isAll: to === text.length,
      startsAt,
      behind,
    });
    if (found) return { front, back: starts.length - found.next, between: found.between };
  }
}

/**
 * The change is within one document, far behind its beginning, and no line in it is or was a marker: all is cut as it was, and of a
 * long document only these lines are read. Undefined: it is not.
 */
function theOnlyOne(
  text: PartedText,
  before: PartedText,
  starts: Starts,
  same: { readonly start: number; readonly end: number },
): Resplit | undefined {
  const moved = text.length - before.length;
  const from = before.lineStart(same.start);
  const to = before.lineEnd(before.length - same.end);
  const front = firstFrom(starts, from + 1) - 1;
  const start = starts.at(front) as number;
  const end = starts.at(front + 1) ?? before.length;
  // Behind what may stand in front of a marker, each marker ends a document.
  if (from - start < PREAMBLE || to > end) return undefined;
  if ([before.slice(from, to), text.slice(from, to + moved)].some((lines) => markerIn(undefined).test(lines)))
    return undefined;
  const between = [{ offset: start, text: text.slice(start, end + moved) }];
  return { front, back: starts.length - front - 1, between };
}

/**
 * Cuts a stretch of a text up to where a document started before, `from`: its place. Undefined: there is no such place within it, and
 * more of the text is needed. `startsAt`: where documents of the earlier text would start now, of which those from `behind` on are
 * behind the change.
 */
function untilWhereOneWas(
  stretch: string,
  { from, isAll, startsAt, behind }: Stretch,
): { readonly next: number; readonly between: readonly Chunk[] } | undefined {
  const between: Chunk[] = [];
  let next = behind;
  const isWhereOneWas = (at: number): boolean => {
    while (startsAt(next) < at) next++;
    return startsAt(next) === at;
  };
  if (isWhereOneWas(from)) return { next, between };
  for (const { offset, text } of cuts(stretch, 0, undefined)) {
    const end = offset + text.length;
    // What ends with the stretch may go on behind it.
    if (end === stretch.length && !isAll) return undefined;
    between.push({ offset: from + offset, text });
    if (isWhereOneWas(from + end)) break;
  }
  return { next, between };
}

interface Stretch {
  readonly from: number;
  /** The text ends with it. */
  readonly isAll: boolean;
  readonly startsAt: (i: number) => number;
  readonly behind: number;
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

/**
 * A part of a text that outlives it. The engine makes a part a view of the whole, which then stays in memory as long as the
 * part does.
 */
export const copied = (part: string): string => ` ${part}`.slice(1);
