import type { Analysis } from '../analysis.js';
import type { AnalyzedDocument } from '../analyzedDocument.js';
import { applied, type Edit } from '../carriers/lines.js';
import { remembered } from '../model/remembered.js';
import type { Span } from '../model/span.js';
import { documentFrom } from '../model/starts.js';
import type { Fix } from '../rules/rule.js';
import { diagnoseIn, type FileFinding, findingsIn, shifted } from './diagnose.js';
import { editsIn } from './fixEdits.js';
import { areMended, type Judge, type Mending } from './judging.js';

export { applied };

export interface Action {
  readonly title: string;
  readonly kind: 'quickfix' | 'fix-all';
  readonly preferred: boolean;
  readonly finding?: FileFinding;
  /** Offsets in the file. */
  readonly edits: readonly Edit[];
  /** The last such text in the edit waits for a better one. */
  readonly placeholder?: string;
}

/**
 * Ways to mend what is wrong in a range of the file. `judge`: those that would bring another error, or mend nothing after all,
 * are left out.
 */
export function codeActions(analysis: Analysis, range: Span, judge?: Judge): Action[] {
  const most = mostOf(analysis, range, judge !== undefined);
  const isGood = judge && goodIn(analysis)(judge);
  const actions: Action[] = [];
  let mended = 0;
  for (const finding of diagnoseIn(analysis, range)) {
    if (mended >= most) break;
    const { fixes = [] } = finding;
    for (const [i, fix] of fixes.entries()) {
      const edits = editsOf(analysis, finding, fix);
      if (edits && (!isGood || isGood(finding, fix, edits)))
        actions.push({ title: fix.title, kind: 'quickfix', preferred: i === 0 && fix.safe, finding, edits });
    }
    if (fixes.length > 0) mended++;
  }
  return actions;
}

/** Findings whose fixes are shown for a selection, the first ones: nobody reads a longer list. At a cursor all are. */
const MOST_IN_RANGE = 50;
/** So many characters are read to find out what would come of fixes, and so many findings are tried to mend at least. */
const MOST_JUDGED = 500_000;
const LEAST_JUDGED = 8;

function mostOf({ text }: Analysis, { start, end }: Span, isJudged: boolean): number {
  const most = end > start ? MOST_IN_RANGE : Number.POSITIVE_INFINITY;
  return isJudged ? Math.min(most, Math.max(LEAST_JUDGED, Math.floor(MOST_JUDGED / text.length))) : most;
}

/** Asked with every move of the cursor: as long as the text is the same, so is the answer. */
const goodIn = remembered((analysis: Analysis) => {
  const known = new Map<Fix, boolean>();
  return (judge: Judge) =>
    (finding: FileFinding, fix: Fix, edits: readonly Edit[]): boolean => {
      const found = known.get(fix) ?? areMended(analysis, [{ finding, edits }], judge);
      known.set(fix, found);
      return found;
    };
});

/**
 * All safe fixes of the file in one. Of two that touch the same text the first is taken; undefined: nothing to mend. A value
 * that is read at last may be an error beside others: what would come of the fixes is looked at, and those that would bring
 * an error, or leave what they mend, are left to the user. `judge`: what is wrong with a text in the place of this file's.
 */
export const fixAll = (analysis: Analysis, judge: Judge): Action | undefined => answers(analysis)(judge);

const FIX_ALL = {
  title: 'Fix all that is safe to fix (VPC CNI)',
  kind: 'fix-all',
  preferred: false,
} as const;

/** The same without its edits, which take as long as reading the file again, and longer where fixes would bring errors. */
export const fixAllLater = (analysis: Analysis): Omit<Action, 'edits'> | undefined =>
  hasSafeFix(analysis) ? FIX_ALL : undefined;

const hasSafeFix = remembered((analysis: Analysis): boolean =>
  findingsIn(analysis).found.some((each) => {
    const fix = each.finding.fixes?.find(({ safe }) => safe);
    return fix !== undefined && editsOf(analysis, each, fix) !== undefined;
  }),
);

/** Asked with every look at a place: as long as the text is the same, so is the answer. */
const answers = remembered((analysis: Analysis) => {
  let known: { readonly action: Action | undefined } | undefined;
  return (judge: Judge): Action | undefined => {
    known ??= { action: allSafe(analysis, judge) };
    return known.action;
  };
});

function allSafe(analysis: Analysis, judge: Judge): Action | undefined {
  const wanted = safeMendings(analysis);
  if (wanted.length === 0) return undefined;
  const isGood = (some: readonly Mending[]): boolean => areMended(analysis, some, judge);
  const edits = (isGood(wanted) ? wanted : oneByOne(wanted, isGood)).flatMap((mending) => mending.edits);
  return edits.length > 0 ? { ...FIX_ALL, edits } : undefined;
}

/** More are not tried: without them the file is mended as far as the first ones go. */
const MOST_TRIED = 50;

function oneByOne(
  wanted: readonly Mending[],
  areGood: (mendings: readonly Mending[]) => boolean,
): readonly Mending[] {
  let good: readonly Mending[] = [];
  for (const next of wanted.slice(0, MOST_TRIED)) {
    const more = [...good, next];
    if (areGood(more)) good = more;
  }
  return good;
}

/** The safe fixes, of which no two meet. */
function safeMendings(analysis: Analysis): readonly Mending[] {
  const taken: Edit[] = [];
  const found: Mending[] = [];
  let end = -1;
  // Most are behind all before them.
  const isApart = ({ span }: Edit): boolean =>
    end < span.start || taken.every((other) => apart(span, other.span));
  const { found: all, located } = findingsIn(analysis);
  for (const each of all) {
    const fix = each.finding.fixes?.find(({ safe }) => safe);
    const edits = fix && editsOf(analysis, each, fix);
    if (!fix || !edits?.every(isApart)) continue;
    taken.push(...edits);
    end = Math.max(end, ...edits.map(({ span }) => span.end));
    found.push({ finding: located(each), edits });
  }
  return found;
}

const apart = (a: Span, b: Span): boolean => a.end < b.start || b.end < a.start;

/** The edits of a fix, as offsets in the file. Undefined: it cannot be written into this text, or is there already. */
export function editsOf(
  { documents }: Pick<Analysis, 'documents'>,
  { offset }: Pick<FileFinding, 'offset'>,
  fix: Fix,
): Edit[] | undefined {
  const document = documentFrom(documents, offset);
  return document && editsFrom(document, offset, fix);
}

/** The same in one document, which starts at `offset`. */
export function editsFrom(document: AnalyzedDocument, offset: number, fix: Fix): Edit[] | undefined {
  const edits = editsIn(document, fix);
  if (edits?.every(({ span, text }) => document.text.slice(span.start, span.end) === text)) return undefined;
  return edits?.map(({ span, text }) => ({ span: shifted(span, offset), text }));
}
