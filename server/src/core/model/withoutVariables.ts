import { BlockLines } from './blockLines.js';
import { UNCERTAIN } from './listItems.js';

/**
 * The text without the variables of containers, but for the last of each list: blanked out, so that all else is where it was, and
 * ends where it did. They are half the lines of what runs pods, and take half the time to parse. Only those go that stand one
 * below the other in their plainest form; the text can be read if and only if the whole can.
 */
export function withoutVariables(text: string): string {
  if (!KEY.test(text) || UNCERTAIN.test(text)) return text;
  const lines = new BlockLines(text, 0);
  let read = '';
  let done = 0;
  while (lines.read()) {
    const { kind, start, indent, next } = lines;
    // In the middle of a text the same words are no key.
    if (
      kind !== 'text' ||
      next - start !== indent + 'env:\n'.length ||
      !text.startsWith('env:', start + indent)
    )
      continue;
    VARIABLES.lastIndex = next;
    const [all, column = '', last] = VARIABLES.exec(text) ?? [];
    if (all === undefined || last === undefined || column.length < indent || column.length > DEEPEST)
      continue;
    const kept = next + all.length - last.length;
    read += `${text.slice(done, next)}${' '.repeat(kept - next - 1)}\n`;
    done = kept;
    lines.next = kept;
  }
  return read + text.slice(done);
}

/** A column is a level at most, and levels are limited: what is left out must not be what goes beyond. */
const DEEPEST = 50;

const KEY = /\n +env:\n/;

/** Neither has anything in it that begins a comment, or a key. */
const QUOTED = /"[\w !',./:;=?@()*+~^&|-]*"/.source;
const PLAIN = /[A-Za-z0-9./][\w./,=+-]*(?::[\w./,=+-]+)*/.source;
const REFERENCE = String.raw`(?:secretKeyRef|configMapKeyRef|fieldRef):\n(?:\1 {6}[A-Za-z]+: ${PLAIN}\n){1,3}`;
const VARIABLE = String.raw`- name: [A-Za-z_][\w.-]*\n\1 {2}(?:value: (?:${QUOTED}|${PLAIN})\n|valueFrom:\n\1 {4}${REFERENCE})`;
/** Two or more. What is caught last is the column of their dashes, and the last of them. */
const VARIABLES = new RegExp(String.raw`( +)${VARIABLE}(?:(\1${VARIABLE})){1,500}`, 'y');
