import { decode } from './decode.js';

const MARKS = { 'utf-8': 'efbbbf', 'utf-16le': 'fffe', 'utf-16be': 'feff' } as const;

/**
 * A text in the encoding of the bytes that it replaces, and with their byte order mark. Undefined: they are not text through and
 * through, and what is none of it would be lost.
 */
export function encodeLike(text: string, before: Buffer): Buffer | undefined {
  return encodeWith(decode(before), before).equals(before) ? encodeWith(text, before) : undefined;
}

function encodeWith(text: string, before: Buffer): Buffer {
  const begins = (mark: string): boolean => before.toString('hex', 0, mark.length / 2) === mark;
  const mark = Object.values(MARKS).find(begins) ?? '';
  const wide = mark === MARKS['utf-16le'] || mark === MARKS['utf-16be'];
  const bytes = Buffer.from(text, wide ? 'utf16le' : 'utf8');
  return Buffer.concat([Buffer.from(mark, 'hex'), mark === MARKS['utf-16be'] ? bytes.swap16() : bytes]);
}
