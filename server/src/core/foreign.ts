import { hasMark } from './carriers/marks.js';
import { ANYWHERE } from './model/allowances.js';
import { inCommon, type PartedText, partedOf } from './model/partedText.js';

/** Shorter texts are looked through as quickly. */
const SHORTEST = 20_000;

/**
 * A long text names nothing of ours, has no comments for us, and is no List. Where it was made of one like that, only what is around
 * the change is looked through: a mark may go over several lines, with blank ones between.
 */
export function isForeign(
  text: string | PartedText,
  before: { readonly text: string | PartedText; readonly isForeign?: true } | undefined,
): boolean {
  if (text.length < SHORTEST) return false;
  const now = partedOf(text);
  return !isOurs(before?.isForeign ? aroundChange(now, partedOf(before.text)) : now.whole);
}

const isOurs = (text: string): boolean => hasMark(text) || ANYWHERE.test(text) || ITEMS.test(text);

const ITEMS = /^\uFEFF?items:/m;

function aroundChange(text: PartedText, before: PartedText): string {
  const { start, end } = inCommon(text, before);
  for (let reach = REACH; ; reach *= 4) {
    const from = Math.max(0, start - reach);
    const to = Math.min(text.length, text.length - end + reach);
    const near = text.slice(from, to);
    const first = linesBefore(near, start - from);
    const last = linesBehind(near, text.length - end - from);
    if ((first > 0 || from === 0) && (last < near.length || to === text.length))
      return near.slice(first, last);
  }
}

/** Characters that hold so many lines, as a rule. */
const REACH = 1024;
/** More lines than any mark goes over. */
const LINES = 8;

function linesBefore(text: string, from: number): number {
  let at = from;
  for (let lines = 0; at > 0 && lines <= LINES; ) {
    const start = text.lastIndexOf('\n', at - 1);
    if (text.slice(start + 1, at).trim() !== '') lines++;
    at = Math.max(0, start);
  }
  return at;
}

function linesBehind(text: string, from: number): number {
  let at = from;
  for (let lines = 0; at < text.length && lines <= LINES; ) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    if (text.slice(at, next).trim() !== '') lines++;
    at = next;
  }
  return at;
}
