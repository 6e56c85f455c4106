import type { Field } from '../model/facts.js';
import type { Span } from '../model/span.js';
import {
  columnOf,
  dashBefore,
  type Edit,
  flowItemSpan,
  indented,
  insert,
  lineAfter,
  lineBreak,
  lineStart,
} from './lines.js';
import { moveInFlow } from './nestEdits.js';

/** Takes a key with its value out of its map: its lines, or its stretch between commas. */
export function removeField({ span, flow }: Field, source: string): Edit[] | undefined {
  if (flow) return [{ span: flowItemSpan(span, source), text: '' }];
  const start = lineStart(source, span.start);
  // Behind the dash of a list item the line belongs to more than this key.
  if (!isBlank(source.slice(start, span.start))) return undefined;
  const lines = { start, end: lineAfter(source, span.end) };
  const colon = colonAbove(lines, span.start - start, source);
  // Without its only key the map above would be nothing, which is not the same.
  return [...(colon === undefined ? [] : [insert(colon, ' {}')]), { span: lines, text: '' }];
}

/** Behind the colon of the key that has nothing but these lines below it. Undefined: there is more, or it is written otherwise. */
function colonAbove({ start, end }: Span, column: number, source: string): number | undefined {
  const below = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)([^ \n])?/.exec(source.slice(end, end + MOST_SEEN));
  const isLast = below !== null && end + below[0].length === source.length;
  if (below?.[2] === undefined ? !isLast : (below[1]?.length ?? 0) >= column) return undefined;
  let line = start;
  for (let seen = 0; line > 0 && seen < MOST_LINES; seen++) {
    const next = line;
    line = lineStart(source, line - 1);
    const text = source.slice(line, next);
    if (/^\s*(#|$)/.test(text)) continue;
    const [, pad = '', key] = /^((?: |- )*)([^\s#].*?:)[ \t]*(?:[ \t]#.*)?\r?\n$/.exec(text) ?? [];
    return key !== undefined && pad.length < column ? line + pad.length + key.length : undefined;
  }
  return undefined;
}

/** Comments between keys are not longer. */
const MOST_SEEN = 4000;
const MOST_LINES = 40;

/** Nothing but blanks lies between such a character and a place. */
function isBehind(sign: RegExp, source: string, place: number): boolean {
  let at = place - 1;
  while (/\s/.test(source.charAt(at))) at--;
  return sign.test(source.charAt(at));
}

/** Takes an item out of its list: its lines, or its stretch between commas. */
export function removeItem(item: Span, source: string): Edit[] | undefined {
  if (isBehind(/[[,]/, source, item.start)) return [{ span: flowItemSpan(item, source), text: '' }];
  const dash = dashBefore(source, item.start);
  if (dash === undefined) return undefined;
  return [{ span: { start: lineStart(source, dash), end: lineAfter(source, item.end) }, text: '' }];
}

/**
 * Puts fields under another key of the same map or of a map below it, with the comments above and behind them. `there`
 * is that key; where it is not written yet, it is made where the first of the fields stands. All in one style.
 */
export function moveFields(
  fields: readonly Field[],
  under: string,
  there: Field | undefined,
  source: string,
): Edit[] | undefined {
  if (fields.every(({ flow }) => flow)) return moveInFlow(fields, under, there, source);
  const blocks = fields.flatMap((field) => block(field, source) ?? []);
  const [first] = blocks;
  if (!first || blocks.length !== fields.length) return undefined;
  const eol = lineBreak(source);
  const target = there ? inside(there, source) : { column: first.column + step(source), at: first.start };
  if (!target || blocks.some(({ start, end }) => start < target.at && target.at < end)) return undefined;
  const head = there ? '' : `${' '.repeat(first.column)}${under}:${eol}`;
  const lead = target.at > 0 && source[target.at - 1] !== '\n' ? eol : '';
  const text = `${lead}${head}${blocks.map((b) => moved(source, b, target.column, eol)).join('')}`;
  // An edit that begins or ends where the text goes takes it in.
  const taker = blocks.find(({ start, end }) => start === target.at || end === target.at);
  const edits = blocks.map((b) => ({ span: { start: b.start, end: b.end }, text: b === taker ? text : '' }));
  return taker ? edits : [...edits, { span: { start: target.at, end: target.at }, text }];
}

interface Block extends Span {
  readonly column: number;
}

/** The lines of a field, from the comments above it to the end of its last line. */
function block(field: Field, source: string): Block | undefined {
  const { start: key } = field.key;
  const own = lineStart(source, key);
  const pad = source.slice(own, key);
  if (field.flow || !/^ *$/.test(pad)) return undefined;
  let start = own;
  while (start > 0) {
    const above = lineStart(source, start - 1);
    if (!source.startsWith(`${pad}#`, above)) break;
    start = above;
  }
  return { start, end: lineAfter(source, field.span.end), column: pad.length };
}

/** Where a line goes that shall be the last of a map, and how far it is indented. */
function inside(
  { key, value, shape, flow }: Field,
  source: string,
): { column: number; at: number } | undefined {
  if (flow) return undefined;
  if (shape === 'nothing') {
    const rest = source.slice(key.end, lineAfter(source, key.end));
    if (!/^[ \t]*:[ \t]*(#.*)?\s*$/.test(rest)) return undefined;
    return { column: columnOf(source, key.start) + step(source), at: lineAfter(source, key.end) };
  }
  // Written elsewhere (an alias), between braces, or with an anchor or a tag in front: left alone.
  const gap = source.slice(key.end, value.start);
  if (shape !== 'map' || source[value.start] === '{' || !/^\s*:\s*(#[^\n]*\n\s*)*$/.test(gap))
    return undefined;
  return { column: columnOf(source, value.start), at: lineAfter(source, value.end) };
}

/** The lines of a block at another column, the last one ended. */
function moved(source: string, { start, end, column }: Block, to: number, eol: string): string {
  const lines = indented(source.slice(start, end), column, to);
  return lines.endsWith('\n') ? lines : lines + eol;
}

/** Blanks by which this text indents: those of its first indented line. */
const step = (source: string): number => {
  // Keys of an item of a list are not at the margin.
  const margin = /^\uFEFF?( {0,20}(?:- {1,20})?)[^\s#-]/m.exec(source)?.[1]?.replace('-', ' ') ?? '';
  return new RegExp(`^${margin}( {1,8})[^\\s#-]`, 'm').exec(source)?.[1]?.length ?? 2;
};

const isBlank = (text: string): boolean => text.trim() === '';
