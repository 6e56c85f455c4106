import type { Span } from './span.js';
import type { ScalarNode } from './tree.js';

/** A stretch of a text, and what it is written as. */
export interface Run {
  readonly at: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
  /** Letter by letter; else an escape, a line break, or breaks that became a blank: all or nothing. */
  readonly isVerbatim: boolean;
}

/**
 * Reads a scalar once more, as its style is read, and keeps where everything came from. Undefined: what is read is not the
 * text of the scalar. Follows the parser in `source`, and is as quick as the text is short.
 */
export function decoded({ style, text }: ScalarNode, source: string, span: Span): readonly Run[] | undefined {
  const runs = new Runs(text, source);
  const isRead = style === 'block' ? block(runs, source, span) : flow(runs, source, span, style);
  return isRead && runs.at === text.length && text !== '' ? runs.all : undefined;
}

/** Runs of a text from its beginning on. What does not belong there is not taken. */
class Runs {
  readonly all: Run[] = [];
  readonly text: string;
  private readonly source: string;
  at = 0;

  constructor(text: string, source: string) {
    this.text = text;
    this.source = source;
  }

  /** Characters that stand for themselves. */
  verbatim(start: number, end: number): boolean {
    const length = end - start;
    if (length === 0) return true;
    if (end > this.source.length || !this.text.startsWith(this.source.slice(start, end), this.at))
      return false;
    const previous = this.all.at(-1);
    if (previous?.isVerbatim && previous.end === start) {
      this.all[this.all.length - 1] = { ...previous, length: previous.length + length, end };
    } else {
      this.all.push({ at: this.at, length, start, end, isVerbatim: true });
    }
    this.at += length;
    return true;
  }

  /** Characters that are written in another way. */
  instead(text: string, start: number, end: number): boolean {
    if (text === '') return true;
    if (!this.text.startsWith(text, this.at)) return false;
    this.all.push({ at: this.at, length: text.length, start, end, isVerbatim: false });
    this.at += text.length;
    return true;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};

const WHITE = /(?:[ \t\n]|\r\n)+/y;
const BLANKS = / +/y;
const LINE_END = /[ \t]*(?:\r?\n|$)/y;
const LETTERS = { double: /[^\\ \t\r\n]+/y, single: /[^' \t\r\n]+/y, plain: /[^ \t\r\n]+/y };

/** In quotes or plain: blanks round line breaks go; one break is a blank, and of several the first goes. */
function flow(runs: Runs, source: string, span: Span, style: 'double' | 'single' | 'plain'): boolean {
  const quote = { double: '"', single: "'", plain: '' }[style];
  const end = span.end - quote.length;
  let at = span.start + quote.length;
  if (end < at || !source.startsWith(quote, span.start) || !source.startsWith(quote, end)) return false;
  const letters = LETTERS[style];
  while (at < end) {
    let next = endOf(letters, source, at, end);
    if (next > at) {
      if (!runs.verbatim(at, next)) return false;
    } else if (source[at] === "'" && style === 'single') {
      next = at + 2;
      if (source[at + 1] !== "'" || next > end || !runs.instead("'", at, next)) return false;
    } else if (source[at] === '\\') {
      const meant = escapeAt(source, at);
      if (!meant || meant.end > end || !runs.instead(meant.text, at, meant.end)) return false;
      next = meant.end;
    } else {
      next = endOf(WHITE, source, at, end);
      const breaks = source.slice(at, next).split('\n').length - 1;
      if (next === at) next++;
      const isRead =
        breaks === 0 ? runs.verbatim(at, next) : runs.instead('\n'.repeat(breaks - 1) || ' ', at, next);
      if (!isRead) return false;
    }
    at = next;
  }
  return true;
}

/** No text: the line goes on in the next. */
function escapeAt(source: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const char = source[at + 1] ?? '';
  const short = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
  if (short !== undefined) return { text: short, end: at + 2 };
  const goesOn = /\r?\n[ \t]*/y;
  goesOn.lastIndex = at + 1;
  if (goesOn.test(source)) return { text: '', end: goesOn.lastIndex };
  const length = { x: 2, u: 4, U: 8 }[char];
  const digits = source.slice(at + 2, at + 2 + (length ?? 0));
  const code = Number.parseInt(digits, 16);
  if (length === undefined || digits.length < length || !/^[\da-f]+$/i.test(digits) || code > 0x10ffff)
    return undefined;
  return { text: String.fromCodePoint(code), end: at + 2 + length };
}

function endOf(pattern: RegExp, source: string, at: number, end: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? Math.min(pattern.lastIndex, end) : at;
}

interface Line {
  readonly start: number;
  /** Behind its text, and behind its break. */
  readonly end: number;
  readonly next: number;
}

/** A block, literal or folded: its lines without their indentation. */
function block(runs: Runs, source: string, span: Span): boolean {
  const isFolded = source[span.start] === '>';
  if (!isFolded && source[span.start] !== '|') return false;
  const first = source.indexOf('\n', span.start) + 1;
  if (first === 0) return false;
  // The text may begin with blanks of its own, where a digit behind the bar says how many are not.
  const indent = leadingBlanks(source, first) - leadingBlanks(runs.text, 0);
  if (indent < 0) return false;
  // What is between the last character of a line and the next line.
  let gap = first;
  let breaks = '';
  let wasIndented = false;
  let isFirst = true;
  for (const line of linesOf(source, first)) {
    if (line.start >= span.end) break;
    const blanks = endOf(BLANKS, source, line.start, line.end) - line.start;
    const content = Math.min(line.start + indent, line.start + blanks);
    const isBlank = line.start + blanks >= line.end;
    if (isFirst && isBlank) {
      if (!runs.verbatim(content, line.end) || !runs.instead('\n', line.end, line.next)) return false;
      gap = line.next;
      continue;
    }
    isFirst = false;
    const isIndented = blanks > indent || source[content] === '\t';
    if (isFolded && isBlank && !isIndented) {
      breaks = breaks.startsWith('\n') ? `${breaks}\n` : '\n';
      continue;
    }
    if (isFolded && isIndented) {
      if (breaks === ' ') breaks = '\n';
      else if (!wasIndented && breaks !== '') breaks += '\n';
    }
    if (!runs.instead(breaks, gap, line.start) || !runs.verbatim(content, line.end)) return false;
    breaks = isFolded && !isIndented ? ' ' : '\n';
    wasIndented = isIndented;
    gap = line.end;
  }
  return rest(runs, source, gap, indent);
}

/** The breaks behind the last line, as many as the text has. The last may be missing at the end of a file. */
function rest(runs: Runs, source: string, from: number, indent: number): boolean {
  let at = from;
  while (runs.at < runs.text.length) {
    if (runs.text[runs.at] !== '\n') {
      if (!runs.verbatim(at, at + 1)) return false;
      at++;
      continue;
    }
    const next = endOf(LINE_END, source, at, source.length);
    if (next === at && at < source.length) return false;
    runs.instead('\n', at, next);
    at = Math.min(next + indent, endOf(BLANKS, source, next, source.length));
  }
  return true;
}

function* linesOf(source: string, from: number): Generator<Line> {
  for (let start = from; start < source.length; ) {
    const found = source.indexOf('\n', start);
    const end = found < 0 ? source.length : found;
    const next = found < 0 ? end : end + 1;
    yield { start, end: end > start && source[end - 1] === '\r' ? end - 1 : end, next };
    start = next;
  }
}

/** Blanks in front of the first line from there that is more than blanks. */
function leadingBlanks(text: string, from: number): number {
  const leading = /(?:[ \t]*\r?\n)*( *)/y;
  leading.lastIndex = from;
  return leading.exec(text)?.[1]?.length ?? 0;
}
