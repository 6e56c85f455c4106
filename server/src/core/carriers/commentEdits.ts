import type { Span } from '../model/span.js';
import { type Edit, lineStart, nextLine } from './lines.js';

/** Takes a comment out: with its line where it stands there alone, else with the blanks in front of it. */
export function removeComment({ start, end }: Span, source: string): Edit {
  const line = lineStart(source, start);
  const before = source.slice(line, start);
  if (!/^[ \t]*$/.test(before)) return { span: { start: start - trailing(before), end }, text: '' };
  return { span: { start: line, end: nextLine(source, end) }, text: '' };
}

/** How many blanks a text ends with. */
const trailing = (text: string): number => text.length - text.trimEnd().length;
