import type { Analysis, AnalyzedDocument } from '../analysis.js';
import { moveEnv, removeEnv, setEnv, setEnvs, setValue } from '../carriers/envEdits.js';
import { moveFields, removeField, removeItem } from '../carriers/fieldEdits.js';
import type { Edit } from '../carriers/lines.js';
import type { Span } from '../model/span.js';
import type { Fix } from '../rules/rule.js';
import { diagnose, type FileFinding, shifted } from './diagnose.js';

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
export function editsOf(analysis: Analysis, { offset }: FileFinding, fix: Fix): Edit[] | undefined {
  const document = analysis.documents.find((d) => d.offset === offset);
  const edits = document && editsIn(document, fix);
  if (!edits || takesAnchor(document.text, edits)) return undefined;
  return edits.map(({ span, text }) => ({ span: shifted(span, offset), text }));
}

/** What others refer to goes with the text: without it, the document cannot be read. */
const takesAnchor = (source: string, edits: readonly Edit[]): boolean =>
  edits.some(({ span }) =>
    [...source.slice(span.start, span.end).matchAll(/&([^\s,[\]{}]+)/g)].some(
      ([anchor, name]) =>
        new RegExp(`\\*${escaped(name ?? '')}(?=[\\s,[\\]{}]|$)`).test(source) &&
        !edits.some(({ text }) => text.includes(anchor)),
    ),
  );

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

function editsIn({ text: source }: AnalyzedDocument, fix: Fix): Edit[] | undefined {
  switch (fix.kind) {
    case 'replace':
      return [{ span: fix.span, text: fix.text }];
    case 'set':
      return setEnv(fix.install, fix.role, fix.name, fix.text, source);
    case 'set-all':
      return setEnvs(fix.install, fix.role, fix.values, source);
    case 'value':
      return setValue(fix.setting, fix.text, source);
    case 'remove':
      return removeEnv(fix.install, fix.setting, source);
    case 'move':
      return moveEnv(fix.install, fix.setting, fix.to, source);
    case 'remove-field':
      return removeField(fix.field, source);
    case 'remove-item':
      return removeItem(fix.item, source);
    case 'move-fields':
      return moveFields(fix.fields, fix.under, fix.there, source);
  }
}

/** A text with edits applied; they must not overlap. */
export const applied = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)
    .reduce((out, { span, text: put }) => out.slice(0, span.start) + put + out.slice(span.end), text);
