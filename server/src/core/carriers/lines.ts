import type { Span } from '../model/span.js';

/** A change to a document: offsets as in its facts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A text with edits applied; they must not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  // Of several at one place the last comes first.
  const inOrder = [...edits].reverse().sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const parts: string[] = [];
  let from = 0;
  for (const { span, text: put } of inOrder) {
    parts.push(text.slice(from, span.start), put);
    from = span.end;
  }
  return [...parts, text.slice(from)].join('');
}

export const insert = (at: number, text: string): Edit => ({ span: { start: at, end: at }, text });

/** A scalar in quotes. JSON strings are YAML double-quoted ones. */
export const quoted = (text: string, quote: 'single' | 'double'): string =>
  quote === 'single' && !/[\r\n]/.test(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);

/** How lines end here. */
export const lineBreak = (source: string): string => (source.includes('\r\n') ? '\r\n' : '\n');

/** Before the text there is nothing to look at: a search from there would look at its first character. */
export const lineStart = (source: string, offset: number): number =>
  offset <= 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;

/** The start of the line behind the one an offset is on. */
export const nextLine = (source: string, offset: number): number => {
  const end = source.indexOf('\n', offset);
  return end < 0 ? source.length : end + 1;
};

/** The same for what ends at an offset: a block scalar ends behind its line break. */
export const lineAfter = (source: string, end: number): number =>
  source[end - 1] === '\n' ? end : nextLine(source, end);

export const columnOf = (source: string, offset: number): number => offset - lineStart(source, offset);

/** New lines at the start of a line; the last line of a file may lack its break. */
export const insertLines = (source: string, at: number, lines: string): Edit =>
  insert(at, (at > 0 && source[at - 1] !== '\n' ? lineBreak(source) : '') + lines);

/** Where the dash of a block list item stands, when it is on the line of the item's first key. */
export const dashBefore = (source: string, start: number): number | undefined => {
  const line = lineStart(source, start);
  const lead = source.slice(line, start);
  return /^\s*-\s+$/.test(lead) ? line + lead.indexOf('-') : undefined;
};

/** An item of a flow list or map, with the comma that goes with it. */
export function flowItemSpan({ start, end }: Span, source: string): Span {
  const after = /^\s*,\s*/.exec(source.slice(end, end + 1000));
  if (after) return { start, end: end + after[0].length };
  const before = /,\s*$/.exec(source.slice(Math.max(0, start - 1000), start));
  return before ? { start: start - before[0].length, end } : { start, end };
}

/** Lines moved from one column to another. */
export const indented = (lines: string, from: number, to: number): string =>
  lines
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line;
      const lead = /^ */.exec(line)?.[0].length ?? 0;
      return `${' '.repeat(Math.max(0, lead + to - from))}${line.slice(lead)}`;
    })
    .join('\n');
