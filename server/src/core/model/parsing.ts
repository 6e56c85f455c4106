import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { withCommas } from '../domain/withCommas.js';

/** Nested beyond any manifest. */
export const MAX_DEPTH = 64;
export const TOO_DEEP = `it is nested more than ${MAX_DEPTH} levels deep`;

/** The store behind the API server takes no larger object. */
const MAX_LENGTH = 1_500_000;
/** Words, signs and blanks between them, as the lexer cuts them: some 35,000 lines as people write them. It reads so many in a part of a second. */
export const MAX_LEXEMES = 300_000;
/** In a flow, and on one line in blocks, of which the library finds out only after all of it is read. */
const MAX_OPEN = { brackets: 1000, dashes: 100 };

/** A document is not read, since it is beyond one of our limits: the message says which, such as "it has more than 1,500,000 characters". */
export class Beyond extends Error {}

export const TOO_MANY = `it is made of more than ${withCommas(MAX_LEXEMES)} words and signs`;

/** Throws where the text of a document alone tells that it would take too long to read. */
export function within(text: string): void {
  if (text.length > MAX_LENGTH) throw new Beyond(`it has more than ${withCommas(MAX_LENGTH)} characters`);
  if (isDeep(text)) throw new Beyond(TOO_DEEP);
}

/** The first document of a text. Throws where it is made of too many parts. */
export const parsed = (text: string): Document.Parsed =>
  withoutTraces(() => {
    let first: Document.Parsed | undefined;
    // To the end: where the library is left half way, what it made is collected late, which takes a third more memory.
    for (const document of new Composer(OPTIONS).compose(tokens(text), true, text.length))
      first ??= document as Document.Parsed;
    return first as Document.Parsed;
  });

const OPTIONS = {
  uniqueKeys: false,
  // Types of scalars and merge keys are read by `lowering.ts`, as Kubernetes reads them: the library need not try its own.
  schema: 'failsafe',
  // What the library alone is strict about, Kubernetes reads.
  strict: false,
} as const;

function* tokens(text: string): Generator<CST.Token, void> {
  const parser = new Parser();
  let left = MAX_LEXEMES;
  for (const lexeme of new Lexer().lex(text)) {
    if (left-- === 0) throw new Beyond(TOO_MANY);
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

/** Mistakes in a text are errors to the library. With the calls that led to each they would take ten times as long. */
function withoutTraces<Answer>(ask: () => Answer): Answer {
  const engine = Error as { stackTraceLimit?: number };
  const { stackTraceLimit } = engine;
  if (stackTraceLimit === undefined) return ask();
  try {
    engine.stackTraceLimit = 0;
    return ask();
  } finally {
    engine.stackTraceLimit = stackTraceLimit;
  }
}

function isDeep(text: string): boolean {
  if (MANY_DASHES.test(text)) return true;
  // Nearly no text has so many brackets at all.
  if (text.split(/[[{]/, MAX_OPEN.brackets + 2).length <= MAX_OPEN.brackets + 1) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x5b || char === 0x7b) depth++;
    else if (char === 0x5d || char === 0x7d) depth--;
    if (depth > MAX_OPEN.brackets) return true;
  }
  return false;
}

const MANY_DASHES = new RegExp(`(?:[-?] ){${MAX_OPEN.dashes}}`);
