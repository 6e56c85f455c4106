import { lower, type Problem } from './lowering.js';
import { withoutHeaders } from './mime.js';
import { Beyond, MAX_LEXEMES, parsed, TOO_MANY, within } from './parsing.js';
import { type Counted, recounted } from './recounting.js';
import { retyped, type Typed } from './retyping.js';
import type { Span } from './span.js';
import { mask } from './template.js';
import type { Node } from './tree.js';

export type { Problem } from './lowering.js';
export { type Chunk, chunks } from './splitting.js';

export interface Source {
  readonly root: Node | undefined;
  /** What keeps the text from being YAML; empty for a template, whose text becomes YAML only later. */
  readonly problems: readonly Problem[];
  /** Holds template actions: what is not written here may still come from them. */
  readonly templated: boolean;
  /** The text is what was read, letter by letter, and nothing in it was a mistake: see `Typed`. */
  readonly isPlain?: true;
  /** Which of our limits it is beyond, so that nothing in it is known: such as "it has more than 1,500,000 characters". */
  readonly beyond?: string;
  /** Of one that is made of too much: a later text of it need not be counted from the beginning. */
  readonly counted?: Counted;
}

/** What an earlier text of a document is known by: what was read of it, or why it was not. */
export type Known = Typed | Counted;

const AS_IT_IS = { templated: false, branches: [] };
const NOTHING_KNOWN: Source = { root: undefined, problems: [], templated: true };

/**
 * Reads one document. Never throws. A text beyond our limits has no root, and no problems either: nothing is known of it.
 * `masks`: there may be templates in it, and headers above it. `before`: an earlier text of it.
 */
export function read(
  chunk: string,
  { masks = true, before }: { readonly masks?: boolean; readonly before?: Known | undefined } = {},
): Source {
  let text = chunk;
  try {
    within(chunk);
    const masked = masks ? mask(withoutHeaders(chunk)) : { ...AS_IT_IS, text: chunk };
    const { templated, branches } = masked;
    text = masked.text;
    const isAsWritten = !templated && text === chunk;
    const counted = before && 'stretches' in before && recounted(text, before, MAX_LEXEMES);
    if (counted) return { ...NOTHING_KNOWN, beyond: TOO_MANY, counted };
    const again = before && 'root' in before && isAsWritten ? retyped(before, text) : undefined;
    if (again) return { root: again, problems: [], templated, isPlain: true };
    const document = parsed(text);
    // Kubernetes reads braces that close at the left margin; the library loses its way in them.
    const lost = document.errors.some(({ message, pos }) => {
      const closing = /sufficiently indented and end with a (.)/.exec(message)?.[1];
      return closing !== undefined && text.includes(closing, pos[0]);
    });
    // To some readers the name of an alias ends in front of a colon.
    const isUnsure = document.errors.length > 0 && ALIAS_AS_KEY.test(text);
    if (lost || isUnsure) return NOTHING_KNOWN;
    const broken = document.errors.map(({ pos, message }) => ({
      span: besideBreaks(chunk, pos[0], Math.max(pos[0], Math.min(pos[1], chunk.length))),
      message,
    }));
    const { root, problems: ofAliases } = lower(document.contents, text, branches);
    // An anchor may be missing for what is broken.
    const problems = templated ? [] : broken.length > 0 ? broken : ofAliases;
    return { root, problems, templated, ...(isAsWritten && problems.length === 0 && { isPlain: true }) };
  } catch (error) {
    // Else it is a mistake of the library.
    if (!(error instanceof Beyond)) return NOTHING_KNOWN;
    const { message: beyond } = error;
    return { ...NOTHING_KNOWN, beyond, ...(beyond === TOO_MANY && { counted: { text, stretches: [] } }) };
  }
}

const ALIAS_AS_KEY = /(?:^|[\s,[{])\*[^\s,[\]{}]*:(?=\s|$)/;

/** No place lies within a line break of two characters, or a character of two halves: it begins in front of it, and ends behind it. */
const besideBreaks = (text: string, start: number, end: number): Span => ({
  start: isInPair(text, start) ? start - 1 : start,
  end: isInPair(text, end) ? end + 1 : end,
});

/** A text may have tens of thousands of mistakes. */
function isInPair(text: string, at: number): boolean {
  const [before, here] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (here === 0x0a) return before === 0x0d;
  return (here & 0xfc00) === 0xdc00 && (before & 0xfc00) === 0xd800;
}
