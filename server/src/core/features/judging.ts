import type { Analysis } from '../analysis.js';
import { applied, type Edit } from '../carriers/lines.js';
import { diagnose, type FileFinding } from './diagnose.js';

/** What is wrong with a text in the place of a file's. */
export type Judge = (text: string) => Analysis;

/**
 * What would come of edits that mend a finding: it is gone, no rule finds an error that was not there, and the other documents
 * of the file are the same. Text that cannot be read, or a key that is written twice, may have it otherwise.
 */
export function isMended(
  before: Analysis,
  { rule, message, offset }: FileFinding,
  edits: readonly Edit[],
  judge: Judge,
): boolean {
  const after = judge(applied(before.text, edits));
  const like = (analysis: Analysis): number =>
    diagnose(analysis).filter((other) => other.rule === rule && other.message === message).length;
  return like(after) < like(before) && bringsNoError(before, after) && sparesOthers(before, after, offset);
}

/** No rule finds more errors. */
export function bringsNoError(before: Analysis, after: Analysis): boolean {
  const known = errorsIn(before);
  return [...errorsIn(after)].every(([rule, count]) => count <= (known.get(rule) ?? 0));
}

/** How many errors of each rule. */
function errorsIn(analysis: Analysis): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of diagnose(analysis))
    if (severity === 'error') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** All documents but the one at an offset have the texts that they had. */
function sparesOthers(before: Analysis, after: Analysis, offset: number): boolean {
  return (
    before.documents.length === after.documents.length &&
    before.documents.every(
      (document, i) => document.offset === offset || document.text === after.documents[i]?.text,
    )
  );
}
