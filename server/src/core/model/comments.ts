import { Lexer } from 'yaml';
import type { Span } from './span.js';

export interface Comment {
  /** From its `#` to the end of its line. */
  readonly span: Span;
  /** Nothing else stands on its line. */
  readonly isAlone: boolean;
}

export interface Comments {
  readonly comments: readonly Comment[];
  /** Scalars of several lines, in which a `#` begins no comment; of a block, from its header. */
  readonly scalars: readonly Span[];
}

/**
 * Tells comments from what looks like them: a `#` in quotes, or in the text of a block. `isYaml` is asked of a literal block that
 * begins at `start`, and has these lines: comments of a text that is YAML itself are comments, too.
 */
export function commentsIn(text: string, isYaml: (start: number, lines: string) => boolean): Comments {
  const comments: Comment[] = [];
  const scalars: Span[] = [];
  let at = 0;
  /** Of the block whose lines are still to come. */
  let header: Span | undefined;
  for (const token of new Lexer().lex(text)) {
    if (MARKS.includes(token)) continue;
    const span = { start: at, end: at + token.length };
    at = span.end;
    if (token[0] === '#') comments.push({ span, isAlone: isBlank(lineBefore(text, span.start)) });
    else if (/^[|>][-+\d]*$/.test(token)) header = span;
    else if (token.includes('\n') && !isBlank(token)) {
      const start = header?.start ?? span.start;
      if (header && text[start] === '|' && isYaml(start, token)) {
        const inside = commentsIn(token, () => false);
        comments.push(...inside.comments.map((one) => ({ ...one, span: shifted(one.span, span.start) })));
        scalars.push(...inside.scalars.map((one) => shifted(one, span.start)));
      } else scalars.push({ start, end: span.end });
      header = undefined;
    } else if (!isBlank(token)) header = undefined;
  }
  return { comments, scalars };
}

/** What the lexer puts in between: where a document, a scalar or a flow collection that is not closed stands. */
const MARKS = ['\u0002', '\u0018', '\u001f'];

const isBlank = (text: string): boolean => /^[\uFEFF\s]*$/.test(text);

const lineBefore = (text: string, at: number): string => text.slice(text.lastIndexOf('\n', at - 1) + 1, at);

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
