import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../../server/src/core/carriers/lines.js';
import type { Span } from '../../server/src/core/model/span.js';

/** Something that must never be. Its message is the same for the same kind of mistake. */
export class Insane extends Error {
  readonly detail: string;

  constructor(what: string, detail = '') {
    super(what);
    this.detail = detail;
  }
}

/** Stands in the text, and is the same there and back as a client sees it. */
export function checkSpan(what: string, { start, end }: Span, document: TextDocument): void {
  const text = document.getText();
  const told = `${start}–${end} of ${text.length}`;
  if (!Number.isInteger(start) || !Number.isInteger(end)) throw new Insane(`${what}: no span`, told);
  if (start < 0 || end > text.length) throw new Insane(`${what}: outside the text`, told);
  if (end < start) throw new Insane(`${what}: ends before it begins`, told);
  for (const offset of [start, end]) {
    if (document.offsetAt(document.positionAt(offset)) !== offset)
      throw new Insane(`${what}: inside a line end`, told);
    if (splitsCharacter(text, offset)) throw new Insane(`${what}: inside a character`, told);
  }
}

export const splitsCharacter = (text: string, offset: number): boolean =>
  isBetween(text.charCodeAt(offset - 1), 0xd800, 0xdbff) &&
  isBetween(text.charCodeAt(offset), 0xdc00, 0xdfff);

const isBetween = (code: number, low: number, high: number): boolean => code >= low && code <= high;

/** Can be applied together: none meets another, but for what is put at one place. */
export function checkEdits(what: string, edits: readonly Edit[], document: TextDocument): void {
  for (const { span } of edits) checkSpan(what, span, document);
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (const [i, { span }] of inOrder.entries()) {
    const next = inOrder[i + 1];
    if (next && next.span.start < span.end) throw new Insane(`${what}: edits that overlap`);
  }
}
