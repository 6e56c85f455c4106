import { Lexer } from 'yaml';
import { inCommon, partedOf } from './partedText.js';
import { copied } from './splitting.js';

/** A text that was refused since its lexer cuts too much of it, and how much that is of each stretch, as far as it was counted. */
export interface Counted {
  readonly text: string;
  readonly stretches: readonly Stretch[];
}

/** Some lines. */
interface Stretch {
  readonly length: number;
  readonly lexemes: number;
  /** As it is behind them. */
  readonly lexer: Lexer;
}

/** A stretch has so many characters at least, unless the next one is known. */
const LEAST = 16_384;
/** And so many times as many at most. */
const FARTHEST = 8;
/** More than that is not held back at its end. */
const LONGEST = 4096;

/**
 * Whether the lexer cuts more than `most` of a text, given the count of an earlier one: only what is around the change is cut
 * again, up to where the lexer is as it was. Undefined: it is not certain that it does.
 *
 * What is cut of a beginning, with more to come, is cut whatever comes: so the count of stretches is never more than that of the whole.
 */
export function recounted(
  text: string,
  { text: before, stretches }: Counted,
  most: number,
  least = LEAST,
): Counted | undefined {
  const same = inCommon(partedOf(before), partedOf(text));
  const moved = text.length - before.length;
  const found: Stretch[] = [];
  let [at, lexemes] = [0, 0];
  const add = (stretch: Stretch): void => {
    found.push(stretch);
    at += stretch.length;
    lexemes += stretch.lexemes;
  };
  let i = 0;
  /** Where the next of the earlier stretches ends. */
  let end = stretches[0]?.length ?? 0;
  const next = (): void => {
    end += stretches[++i]?.length ?? 0;
  };
  for (let stretch = stretches[i]; stretch && end <= same.start; stretch = stretches[i]) {
    add(stretch);
    next();
  }
  while (lexemes <= most && at < text.length) {
    while (i < stretches.length && (end <= before.length - same.end || end + moved <= at)) next();
    const until = i < stretches.length ? end + moved : text.length;
    const stretch = cutFrom(text, { from: at, until, before: found.at(-1)?.lexer, least });
    if (!stretch) return undefined;
    add(stretch);
    const then = at === end + moved ? stretches[i] : undefined;
    if (then && isSame(then.lexer, stretch.lexer)) for (const rest of stretches.slice(i + 1)) add(rest);
  }
  return lexemes > most ? { text, stretches: found } : undefined;
}

/**
 * To `until` at most, or to where nothing goes on that the library could not go on with: it loses its way in collections in braces
 * and in block scalars. Undefined: that is far away, or the end, of which more is cut than with more to come.
 */
function cutFrom(
  text: string,
  { from, until, before, least }: { from: number; until: number; before: Lexer | undefined; least: number },
): Stretch | undefined {
  const last = lineEnd(text, text.lastIndexOf('\n', until - 2) + 1);
  for (let long = least; long <= FARTHEST * least; long *= 2) {
    const lexer = Object.assign(new Lexer(), before);
    const end = lineEnd(text, from + long - 1);
    const to = long === least && last === until ? Math.min(end, until) : end;
    if (to === text.length) return undefined;
    const { lexemes, isOpen } = cut(lexer, copied(text.slice(from, to)));
    if (!isOpen && heldBack(lexer) <= LONGEST) return { length: to - from, lexemes, lexer };
  }
  return undefined;
}

/** What the lexer puts in between: in front of a scalar, and where a collection in braces is not closed. */
const [SCALAR, FLOW_END] = ['\u001f', '\u0018'];

/** `isOpen`: a collection in braces, or a block scalar, may go on. */
function cut(lexer: Lexer, text: string): { readonly lexemes: number; readonly isOpen: boolean } {
  let [lexemes, braces, isBlock, isText] = [0, 0, false, false];
  for (const lexeme of lexer.lex(text, true)) {
    lexemes++;
    if (lexeme === SCALAR) isBlock = false;
    else if (isText) isText = false;
    else if (lexeme === '{' || lexeme === '[') braces++;
    else if (lexeme === '}' || lexeme === ']') braces = Math.max(0, braces - 1);
    else if (lexeme === FLOW_END) braces = 0;
    else if (/^[|>]/.test(lexeme)) isBlock = true;
    isText ||= lexeme === SCALAR;
  }
  return { lexemes, isOpen: isBlock || braces > 0 };
}

/** The end of a line that is not blank: of a blank one the library reads more when it knows what follows. */
function lineEnd(text: string, from: number): number {
  const line = /\S[^\n]*\n/g;
  line.lastIndex = Math.max(0, from);
  return line.test(text) ? line.lastIndex : text.length;
}

/** The characters that it could not cut yet. */
const heldBack = (lexer: Lexer): number =>
  Object.values(lexer).reduce(
    (most, value) => (typeof value === 'string' ? Math.max(most, value.length) : most),
    0,
  );

/** They go on alike: all that a lexer knows are plain values. */
const isSame = (a: Lexer, b: Lexer): boolean => {
  const [one, other] = [Object.entries(a), Object.entries(b)];
  return (
    one.length === other.length &&
    one.every(([name, value], i) => name === other[i]?.[0] && value === other[i]?.[1])
  );
};
