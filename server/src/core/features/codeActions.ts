import type { Analysis } from '../analysis.js';
import type { Edit } from '../carriers/lines.js';
import type { Span } from '../model/span.js';
import type { Fix } from '../rules/rule.js';
import { diagnose, type FileFinding, shifted } from './diagnose.js';
import { editsIn } from './fixEdits.js';

export { applied } from '../carriers/lines.js';

export interface Action {
  readonly title: string;
  readonly kind: 'quickfix' | 'fix-all';
  readonly preferred: boolean;
  readonly finding?: FileFinding;
  /** Offsets in the file. */
  readonly edits: readonly Edit[];
}

/** Ways to mend what is wrong in a range of the file. */
export function codeActions(analysis: Analysis, range: Span): Action[] {
  return diagnose(analysis)
    .filter(({ span }) => span.start <= range.end && range.start <= span.end)
    .flatMap((finding) =>
      (finding.fixes ?? []).flatMap((fix, i): Action[] => {
        const edits = editsOf(analysis, finding, fix);
        return edits
          ? [{ title: fix.title, kind: 'quickfix', preferred: i === 0 && fix.safe, finding, edits }]
          : [];
      }),
    );
}

/** All safe fixes of the file in one. Of two that touch the same text the first is taken; undefined: nothing to mend. */
export function fixAll(analysis: Analysis): Action | undefined {
  const taken: Edit[] = [];
  for (const finding of diagnose(analysis)) {
    const fix = finding.fixes?.find(({ safe }) => safe);
    const edits = fix && editsOf(analysis, finding, fix);
    if (edits?.every((edit) => taken.every((other) => apart(edit.span, other.span)))) taken.push(...edits);
  }
  return taken.length > 0
    ? { title: 'Fix all that is safe to fix (VPC CNI)', kind: 'fix-all', preferred: false, edits: taken }
    : undefined;
}

const apart = (a: Span, b: Span): boolean => a.end < b.start || b.end < a.start;

/** The edits of a fix, as offsets in the file. Undefined: it cannot be written into this text. */
export function editsOf(
  { documents }: Pick<Analysis, 'documents'>,
  { offset }: Pick<FileFinding, 'offset'>,
  fix: Fix,
): Edit[] | undefined {
  const document = documents.find((d) => d.offset === offset);
  const edits = document && editsIn(document, fix);
  return edits?.map(({ span, text }) => ({ span: shifted(span, offset), text }));
}
