import { ANYWHERE } from './allowances.js';
import { BlockLines } from './blockLines.js';
import { type Chunk, chunks } from './splitting.js';

/**
 * The stretches of a file that are read by themselves: its documents, and of a `kind: List` in blocks each item, with what is in
 * front of the items (`head`) and behind them (`tail`). Nothing is parsed, and nothing is lost.
 */
export const pieces = (text: string): Chunk[] => chunks(text).flatMap((chunk) => listItems(chunk) ?? [chunk]);

/**
 * The parts of a List. Undefined: it is none, or not certainly one that says the same in parts, such as one with anchors, with
 * template actions, or with a quote that is not closed where an item ends.
 */
export function listItems({ offset, text }: Chunk): Chunk[] | undefined {
  const first = behindHead(text);
  if (first === undefined) return undefined;
  const around = new Map<string, string>();
  if (!readsFields(text.slice(0, first), around) || UNCERTAIN.test(text)) return undefined;
  const starts = startsIn(text, first);
  const tail = starts?.at(-1);
  if (!starts || tail === undefined || !readsFields(text.slice(tail), around)) return undefined;
  if (!around.get('kind')?.endsWith('List')) return undefined;
  const parts: Chunk[] = [];
  let start = 0;
  for (const [i, end] of [...starts, text.length].entries()) {
    const part = i === 0 ? 'head' : i === starts.length ? 'tail' : 'item';
    if (end > start) parts.push({ offset: offset + start, text: text.slice(start, end), part });
    start = end;
  }
  return parts;
}

/** Template actions, and line breaks that only some readers take for such. */
export const UNCERTAIN = /[{%<][{%]|#@|\$\{[^{}\r\n]*[\s"'#]|\r(?!\n)|[\u0085\u2028\u2029]/;

/** Where the line below `items:` begins. */
function behindHead(text: string): number | undefined {
  const key = /^\uFEFF?items:/.test(text) ? 0 : text.indexOf('\nitems:') + 1;
  const end = text.indexOf('\n', key);
  return end < 0 || (key === 0 && !/^\uFEFF?items:/.test(text)) ? undefined : end + 1;
}

/** Around the items, too, comments let findings stand: of the file, they may. */
const ALLOWS = new RegExp(`${ANYWHERE.source}(?!-file)`, 'i');

/** The fields of a List in their plain form: each of the first level once, those of `metadata` below it. */
function readsFields(text: string, found: Map<string, string>): boolean {
  if (ALLOWS.test(text)) return false;
  /** How far those of `metadata` are indented; absent: they may not follow. */
  let indent: string | undefined;
  for (const line of text
    .replace(/^\uFEFF?(?:(?: *#.*)?\r?\n)*---(?:[ \t]*(?=\r?\n)|[ \t]+(?=#))/, '')
    .split(/\r?\n/)) {
    if (/^\uFEFF?[ \t]*(?:#.*)?$/.test(line)) continue;
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    if (name === undefined) {
      const column = indent === undefined ? undefined : FIELD_OF_METADATA.exec(line)?.[1];
      if (column === undefined || !column.startsWith(indent ?? '') || (indent !== '' && column !== indent))
        return false;
      indent = column;
      continue;
    }
    const isName = name === 'apiVersion' || name === 'kind';
    if (found.has(name) || (isName ? !NAME.test(value) : value !== '' && value !== '{}')) return false;
    if (name === 'items' && value !== '') return false;
    found.set(name, value);
    indent = name === 'metadata' && value === '' ? '' : undefined;
  }
  return true;
}

const FIELD = /^\uFEFF?(apiVersion|kind|metadata|items):(?: +([^\s#]+))? *(?: #.*)?$/;
const NAME = /^[A-Za-z][\w./-]*$/;
const FIELD_OF_METADATA =
  /^( +)[A-Za-z][\w./-]*:(?: +(?:[\w/][\w./-]*|"[\w./-]*"|'[\w./-]*'|\{\}))? *(?: #.*)?$/;

/**
 * Where items begin, each with the comments in front of it, and last where the fields behind the items do. Undefined: it cannot
 * be said.
 */
function startsIn(text: string, first: number): readonly number[] | undefined {
  const lines = new BlockLines(text, first);
  const mayAllow = ANYWHERE.test(text);
  const starts: number[] = [];
  /** The column of the dashes. */
  let column: number | undefined;
  /** Where comments begin that belong to what follows. */
  let comments: number | undefined;
  /** Behind the last line that says something. */
  let said = first;
  while (lines.read()) {
    const { kind, indent, isDash, start } = lines;
    if (kind === 'blank') continue;
    if (kind === 'comment') {
      if (indent <= (column ?? indent)) comments ??= start;
      continue;
    }
    const isItem = kind === 'text' && isDash && indent === (column ?? indent);
    const isField = kind === 'text' && !isDash && indent === 0 && column !== undefined;
    if (isItem || isField) {
      const cut = comments ?? start;
      // A comment at the end of an item may be about the next one.
      if (mayAllow && ANYWHERE.test(text.slice(said, cut))) return undefined;
      column = indent;
      starts.push(cut);
      if (isField) return starts;
    } else if (indent <= (column ?? indent)) {
      return undefined;
    }
    comments = undefined;
    if (kind === 'text') said = lines.next;
  }
  return lines.isCertain && column !== undefined ? [...starts, text.length] : undefined;
}
