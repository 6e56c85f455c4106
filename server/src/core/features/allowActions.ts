import { IS_ALLOWABLE } from '../allowanceMistakes.js';
import type { Analysis } from '../analysis.js';
import type { AnalyzedDocument } from '../analyzedDocument.js';
import { applied, type Edit, insert, lineBreak, lineStart } from '../carriers/lines.js';
import { allowancesIn, commentsOfDocument, PLACEHOLDER } from '../model/allowances.js';
import type { Comments } from '../model/comments.js';
import { remembered } from '../model/remembered.js';
import type { Span } from '../model/span.js';
import { documentFrom } from '../model/starts.js';
import type { Action } from './codeActions.js';
import { diagnoseIn, type FileFinding } from './diagnose.js';

/** Ways to let stand what is found in a range of the file: each writes a comment, whose reason is left to the user. */
export function allowActions(analysis: Analysis, range: Span): Action[] {
  const actions: Action[] = [];
  const written = new Set<string>();
  let tries = Math.max(LEAST_TRIED, Math.floor(MOST_READ / analysis.text.length));
  for (const finding of diagnoseIn(analysis, range)) {
    if (!IS_ALLOWABLE.has(finding.rule)) continue;
    if (actions.length === MOST || tries-- === 0) break;
    const edit = commentAbove(analysis, finding);
    const key = `${edit?.span.start} ${finding.rule}`;
    if (!edit || written.has(key)) continue;
    written.add(key);
    const title = `Allow ${finding.rule} here, with a reason…`;
    actions.push({
      title,
      kind: 'quickfix',
      preferred: false,
      finding,
      edits: [edit],
      placeholder: PLACEHOLDER,
    });
  }
  return actions;
}

/** For a selection of many lines: what is found there is hardly right as it is, all of it. */
const MOST = 10;
/** Each comment is tried in a copy of the text: so many characters are read in all, and so many comments are tried at least. */
const MOST_READ = 500_000;
const LEAST_TRIED = 3;

/** Undefined: the text has no place for a comment that would allow the finding. */
function commentAbove({ documents }: Analysis, { rule, span, offset }: FileFinding): Edit | undefined {
  const document = documentFrom(documents, offset);
  if (!document || hasNoComments(document.text)) return undefined;
  const { text, facts, allowances = [] } = document;
  const place = span.start - offset;
  const line = lineOutside(commentsOf(document), text, place);
  if (/^(?:---(?=\s|$)|%)/.test(text.slice(line, line + 4))) return undefined;
  const start = line === 0 && text.startsWith('\uFEFF') ? 1 : line;
  const indentation = /^[ \t]*/.exec(text.slice(start, place))?.[0] ?? '';
  const comment = (reason: string): Edit =>
    insert(start, `${indentation}# vpc-cni allow ${rule}: ${reason}${lineBreak(text)}`);
  // It may be there already, waiting for its reason.
  const isThere = allowances.some(
    ({ ids, covers }) => ids.some(({ value }) => value === rule) && coversPlace(covers, place),
  );
  const put = comment('because');
  const moved = facts.embedded.map(({ start: from, end }) => ({
    start: from >= start ? from + put.text.length : from,
    end: end + put.text.length,
  }));
  const then = allowancesIn(applied(text, [put]), moved).find(
    (one) => one.span.start === start + indentation.length,
  );
  if (isThere || !coversPlace(then?.covers, place + put.text.length)) return undefined;
  const { span: at, text: written } = comment(PLACEHOLDER);
  return { span: { start: at.start + offset, end: at.end + offset }, text: written };
}

/** JSON has none, and to ytt `#` begins something else. */
const hasNoComments = (text: string): boolean => /^[\uFEFF\s]*[[{]/.test(text) || /^[ \t]*#@/m.test(text);

const commentsOf = remembered(
  ({ text, facts }: AnalyzedDocument): Comments => commentsOfDocument(text, facts.embedded),
);

/** The start of the line, or of the one on which the text of several lines begins that it is in the middle of. */
function lineOutside({ scalars }: Comments, text: string, offset: number): number {
  const line = lineStart(text, offset);
  const around = scalars.find(({ start, end }) => start < line && line < end);
  return around ? lineStart(text, around.start) : line;
}

const coversPlace = (covers: Span | 'file' | undefined, place: number): boolean =>
  typeof covers === 'object' && covers.start <= place && place <= covers.end;
