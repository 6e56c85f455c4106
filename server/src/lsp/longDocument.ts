import {
  type Position,
  type Range,
  TextDocument,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import { PartedText } from '../core/model/partedText.js';
import { lineAt } from '../core/model/span.js';
import { copied } from '../core/model/splitting.js';

/** A part has so many characters at least, and so many at most, unless one of its lines is longer. */
const LEAST = 16_384;
const MOST = 4 * LEAST;

/**
 * An open document in parts, each a document of the library's. That has a text in one piece, and with each key copies all of it and
 * moves the offsets of all its lines. Every part but the last ends with a line feed, so no line and no line break goes over two.
 */
export class LongDocument implements TextDocument {
  readonly uri: string;
  readonly languageId: string;
  #version: number;
  #parts: readonly TextDocument[];
  /** Where each part starts. */
  #offsets: readonly number[] = [];
  #lines: readonly number[] = [];
  #text = new PartedText([]);

  constructor(uri: string, languageId: string, version: number, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#version = version;
    this.#parts = this.#cut(text);
    this.#count();
  }

  static create(uri: string, languageId: string, version: number, text: string): LongDocument {
    return new LongDocument(uri, languageId, version, text);
  }

  static update(
    document: LongDocument,
    changes: readonly TextDocumentContentChangeEvent[],
    version: number,
  ): LongDocument {
    for (const change of changes) {
      if ('range' in change && change.range) document.#replace(change.range, change.text);
      else document.#parts = document.#cut(change.text);
      document.#count();
    }
    document.#version = version;
    return document;
  }

  get version(): number {
    return this.#version;
  }

  /** As it is now: another one after each change. */
  get text(): PartedText {
    return this.#text;
  }

  get lineCount(): number {
    const last = this.#parts.length - 1;
    return (this.#lines[last] as number) + this.#part(last).lineCount;
  }

  getText(range?: Range): string {
    return range ? this.#text.slice(...this.#placesOf(range)) : this.#text.whole;
  }

  positionAt(offset: number): Position {
    const i = lineAt(this.#offsets, offset);
    const { line, character } = this.#part(i).positionAt(offset - (this.#offsets[i] as number));
    return { line: (this.#lines[i] as number) + line, character };
  }

  offsetAt({ line, character }: Position): number {
    const i = lineAt(this.#lines, line);
    return (
      (this.#offsets[i] as number) +
      this.#part(i).offsetAt({ line: line - (this.#lines[i] as number), character })
    );
  }

  getLineRange(line: number): Range {
    const i = lineAt(this.#lines, line);
    const above = this.#lines[i] as number;
    const { start, end } = this.#part(i).getLineRange(line - above);
    return {
      start: { line: above + start.line, character: start.character },
      end: { line: above + end.line, character: end.character },
    };
  }

  getEOLCharacters(line: number): string {
    const i = lineAt(this.#lines, line);
    return this.#part(i).getEOLCharacters(line - (this.#lines[i] as number));
  }

  #part(i: number): TextDocument {
    return this.#parts[i] as TextDocument;
  }

  /** Some clients give the end first. */
  #placesOf({ start, end }: Range): [from: number, to: number] {
    const [one, other] = [this.offsetAt(start), this.offsetAt(end)];
    return one < other ? [one, other] : [other, one];
  }

  #replace(range: Range, text: string): void {
    const [from, to] = this.#placesOf(range);
    // What ends where a part ends reaches into the next one: with its last line feed a part is no part.
    const [first, last] = [lineAt(this.#offsets, from), lineAt(this.#offsets, to)];
    const [front, back] = [this.#part(first), this.#part(last)];
    const [start, end] = [from - (this.#offsets[first] as number), to - (this.#offsets[last] as number)];
    let parts: readonly TextDocument[];
    if (front === back) {
      const within = { start: front.positionAt(start), end: front.positionAt(end) };
      TextDocument.update(front, [{ range: within, text }], this.#version);
      const now = front.getText();
      if (now.length <= MOST) return;
      parts = this.#cut(now);
    } else parts = this.#cut(front.getText().slice(0, start) + text + back.getText().slice(end));
    this.#parts = this.#parts.toSpliced(first, last + 1 - first, ...parts);
  }

  #cut(text: string): readonly TextDocument[] {
    const parts: string[] = [];
    let from = 0;
    while (text.length - from > 2 * LEAST) {
      const to = text.indexOf('\n', from + LEAST) + 1;
      if (to === 0 || to === text.length) break;
      parts.push(copied(text.slice(from, to)));
      from = to;
    }
    parts.push(from === 0 ? text : copied(text.slice(from)));
    return parts.map((part) => TextDocument.create(this.uri, this.languageId, 0, part));
  }

  /** To be called after a change. */
  #count(): void {
    let [offset, line] = [0, 0];
    const offsets: number[] = [];
    const lines: number[] = [];
    const texts: string[] = [];
    for (const part of this.#parts) {
      const text = part.getText();
      offsets.push(offset);
      lines.push(line);
      texts.push(text);
      offset += text.length;
      line += part.lineCount - 1;
    }
    this.#offsets = offsets;
    this.#lines = lines;
    this.#text = new PartedText(texts);
  }
}
