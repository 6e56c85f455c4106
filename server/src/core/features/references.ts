import { type Edit, lineAfter } from '../carriers/lines.js';
import { anchoredIn } from '../model/anchored.js';
import { ofLastText } from '../model/remembered.js';

/**
 * What others refer to goes with the text, or comes behind them: without it, the document cannot be read. So no anchor of theirs goes or
 * moves, and aliases only move where theirs is above them.
 */
export function keepsReferences(source: string, edits: readonly Edit[]): boolean {
  return edits.every(({ span, text }) => {
    const taken = source.slice(span.start, span.end);
    const isMarked = MARK.test(taken) || MARK.test(text);
    if (!isMarked || marks(taken) === marks(text)) return true;
    const referred = referredIn(source);
    return (
      [taken, text].every((part) => anchors(part).every((name) => !referred.has(name))) &&
      aliases(text).every((name) => (referred.get(name) ?? -1) < span.start)
    );
  });
}

/**
 * Where the anchors are that others refer to; of several with one name it is beyond all places. Of the last document: one is asked for all
 * of its fixes.
 */
const referredIn = ofLastText((source): ReadonlyMap<string, number> => {
  const referred = new Set(aliases(source));
  const places = new Map<string, number>();
  for (const { 1: name, index } of source.matchAll(ANCHOR))
    if (name && referred.has(name)) places.set(name, places.has(name) ? Number.POSITIVE_INFINITY : index);
  return places;
});

// Cut at what begins another name: that may be one name too many, and never one too few.
const ANCHOR = /&[&*]*([^\s,[\]{}&*]*)/g;
const ALIAS = /\*[&*]*([^\s,[\]{}&*]*)/g;
const MARK = /[&*]/;
const anchors = (text: string): string[] => names(text, ANCHOR);
const aliases = (text: string): string[] => names(text, ALIAS);
const names = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, name]) => name || []);
/** In their order. */
const marks = (text: string): string => (text.match(/[&*][^\s,[\]{}]*/g) ?? []).join(' ');

/** What others refer to is the same for them afterwards: a change in it, or one more line below it, would be one for all of them. */
export const sparesReferred = (source: string, edits: readonly Edit[]): boolean =>
  referredIn(source).size === 0 ||
  anchoredIn(source).every(({ span, isBlock }) => {
    // A block goes on to the beginning of the next line.
    const end = isBlock ? lineAfter(source, span.end) : span.end;
    return edits.every(
      ({ span: edit }) =>
        edit.end <= span.start || edit.start > end || (edit.start === end && !(isBlock && edit.end === end)),
    );
  });
