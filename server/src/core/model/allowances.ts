import { type Comments, commentsIn } from './comments.js';
import { linesOf } from './lineBlocks.js';
import { withoutHeaders } from './mime.js';
import { read } from './source.js';
import type { Located, Span } from './span.js';
import { mask } from './template.js';

/** A comment that lets a finding stand: `# vpc-cni allow rule-id: why`, or with ` - why`. Spans as in its document. */
export interface Allowance {
  /** The comment. */
  readonly span: Span;
  /** The rules that it names, as they are written. */
  readonly ids: readonly Located<string>[];
  /** Empty: none is given, and nothing is allowed. */
  readonly reason: string;
  /** What stands in the place of `allow`, such as `disable`; then nothing is allowed either. */
  readonly verb?: Located<string>;
  /** Findings that begin here; `file`: all of the file. Undefined: no line follows that it could be about. */
  readonly covers: Span | 'file' | undefined;
}

/** What the quick fix writes for the user to replace. */
export const PLACEHOLDER = 'why';

/** How these comments begin, and those of people who think of another tool: `# vpc-cni: allow`, `# vpc-cni-disable`. */
const WORDS = String.raw`vpc-cni(?:[ \t]*:[ \t]*|[ \t]+|-)(allow|accept|disable|ignore|permit|skip|suppress)`;

/** Without these words a text is not looked at. */
export const ANYWHERE = new RegExp(WORDS, 'i');
const HEAD = new RegExp(String.raw`^#+[ \t]*${WORDS}(-[\w-]+)?(?![\w-])[ \t]*`, 'i');

/** Nobody writes more of them in one document by hand. */
const MOST = 2000;
/** Nor so many rules in one of them. */
const MOST_IDS = 200;

/**
 * The allowances in a document, from top to bottom. `embedded`: texts in it that are documents of their own. One at the end of a
 * line covers that line; one alone on its line covers the next line that says something, with all that is indented deeper.
 */
export function allowancesIn(document: string, embedded: readonly Span[]): readonly Allowance[] {
  if (!ANYWHERE.test(document)) return [];
  const text = readable(document);
  const lines = linesOf(text);
  const found: Allowance[] = [];
  for (const { span, isAlone } of commentsOf(text, embedded).comments) {
    if (found.length === MOST) break;
    const said = parsed(document.slice(span.start, span.end));
    if (!said) continue;
    const placed = ({ value, at }: Word): Located<string> => {
      const start = span.start + at;
      return { value, span: { start, end: start + value.length } };
    };
    const line = lines.at(span.start);
    const covers = said.isOfFile ? 'file' : isAlone ? lines.blockBelow(line) : lines.line(line);
    const verb = said.verb && { verb: placed(said.verb) };
    found.push({ span, ids: said.ids.map(placed), reason: said.reason, ...verb, covers });
  }
  return found;
}

/** Where a document has comments, and where it cannot have any. */
export const commentsOfDocument = (document: string, embedded: readonly Span[]): Comments =>
  commentsOf(readable(document), embedded);

/** Without template actions and headers of messages: at the same offsets. */
const readable = (document: string): string => mask(withoutHeaders(document)).text;

function commentsOf(text: string, embedded: readonly Span[]): Comments {
  return commentsIn(text, (start, lines) => {
    if (!embedded.some((one) => one.start === start)) return false;
    // JSON has no comments, and a line that is one text has no room for them.
    if (/^\s*[[{]/.test(lines)) return false;
    const { root } = read(lines);
    return root?.kind === 'map' || root?.kind === 'list';
  });
}

/** The parts of a comment. Undefined: it says something else. */
function parsed(comment: string): Said | undefined {
  const [head, word = '', suffix = ''] = HEAD.exec(comment) ?? [];
  const isOfFile = suffix.toLowerCase() === '-file';
  const isAllow = word.toLowerCase() === 'allow';
  if (head === undefined || (isAllow && suffix !== '' && !isOfFile)) return undefined;
  const rest = comment.slice(head.length).trimEnd();
  const [names = ''] = /^\w[\w-]*(?:[ \t]*,[ \t]*\w[\w-]*)*[ \t]*,?[ \t]*/.exec(rest) ?? [];
  const [mark] = /^(?::|(?:--?|[\u2013\u2014])(?=[ \t]|$))/.exec(rest.slice(names.length)) ?? [];
  // Prose may begin with the same words: without a colon only what looks like the id of a rule is meant as one.
  if (mark !== ':' && !names.includes('-')) return undefined;
  const words = [...names.matchAll(/\w[\w-]*/g)].slice(0, MOST_IDS);
  const ids = words.map(({ 0: value, index }) => ({ value, at: head.length + index }));
  if (!isAllow) {
    const verb = { value: word + suffix, at: head.trimEnd().length - word.length - suffix.length };
    return { isOfFile, ids, reason: '', verb };
  }
  const reason = mark === undefined ? '' : rest.slice(names.length + mark.length).trim();
  return { isOfFile, ids, reason: isReason(reason) ? reason : '' };
}

interface Said {
  readonly isOfFile: boolean;
  readonly ids: readonly Word[];
  readonly reason: string;
  readonly verb?: Word;
}

interface Word {
  readonly value: string;
  /** Where it stands in the comment. */
  readonly at: number;
}

/** It says something, and is not what the quick fix left there to be replaced. */
const isReason = (text: string): boolean =>
  /[\p{L}\p{N}]/u.test(text) && text.replace(/[\s.?!\u2026]+$/, '').toLowerCase() !== PLACEHOLDER;
