import { hasMark } from './carriers/marks.js';
import { ANYWHERE } from './model/allowances.js';
import { inCommon, partedOf } from './model/partedText.js';

/** Shorter texts are looked through as quickly. */
const SHORTEST = 20_000;

/**
 * A long text names nothing of ours, has no comments for us, and is no List. Where it was made of one like that, only what is around
 * the change is looked through: a mark may go over several lines, with blank ones between.
 */
export const isForeign = (
  text: string,
  before: { readonly text: string; readonly isForeign?: true } | undefined,
): boolean => text.length >= SHORTEST && !isOurs(before?.isForeign ? aroundChange(text, before.text) : text);

const isOurs = (text: string): boolean => hasMark(text) || ANYWHERE.test(text) || ITEMS.test(text);

const ITEMS = /^\uFEFF?items:/m;

function aroundChange(text: string, before: string): string {
  const { start, end } = inCommon(partedOf(text), partedOf(before));
  return text.slice(linesBefore(text, start), linesBehind(text, text.length - end));
}

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
