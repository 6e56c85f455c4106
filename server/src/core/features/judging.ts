import type { Analysis } from '../analysis.js';
import { applied, type Edit } from '../carriers/lines.js';
import { documentFrom } from '../model/starts.js';
import { diagnose, type FileFinding } from './diagnose.js';

/** What is wrong with a text in the place of a file's. */
export type Judge = (text: string) => Analysis;

/** A finding, and what would mend it. */
export interface Mending {
  readonly finding: FileFinding;
  /** Offsets in the file. */
  readonly edits: readonly Edit[];
}

/**
 * What would come of edits that mend findings: these are gone, no rule finds an error that was not there, what could be read can be read, and
 * documents of the file that have none of them are the same. Text that cannot be read, or a key that is written twice, may have it otherwise.
 */
export function areMended(before: Analysis, mendings: readonly Mending[], judge: Judge): boolean {
  const after = judge(
    applied(
      before.text,
      mendings.flatMap(({ edits }) => edits),
    ),
  );
  const findings = mendings.map(({ finding }) => finding);
  return (
    areGone(findings, before, after) &&
    bringsNoError(before, after) &&
    sparesOthers(findings, before, after) &&
    staysWhole(before, after)
  );
}

/** Of those that say the same there are fewer by so many. */
function areGone(findings: readonly FileFinding[], before: Analysis, after: Analysis): boolean {
  const says = ({ rule, message }: FileFinding): string => `${rule} ${message}`;
  const [known, left] = [before, after].map((analysis) => counted(diagnose(analysis), says));
  return [...counted(findings, says)].every(
    ([said, count]) => (left?.get(said) ?? 0) <= (known?.get(said) ?? 0) - count,
  );
}

/** No rule finds more errors. */
function bringsNoError(before: Analysis, after: Analysis): boolean {
  const [known, found] = [before, after].map((analysis) =>
    counted(
      diagnose(analysis).filter(({ severity }) => severity === 'error'),
      ({ rule }) => rule,
    ),
  );
  return [...(found ?? [])].every(([rule, count]) => count <= (known?.get(rule) ?? 0));
}

/** How many of them have the same name. */
function counted(
  findings: readonly FileFinding[],
  nameOf: (finding: FileFinding) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const name = nameOf(finding);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** All documents but those of the findings have the texts that they had. */
function sparesOthers(findings: readonly FileFinding[], before: Analysis, after: Analysis): boolean {
  const touched = new Set(findings.map(({ offset }) => documentFrom(before.documents, offset)));
  return (
    before.documents.length === after.documents.length &&
    before.documents.every(
      (document, i) => touched.has(document) || document.text === after.documents[i]?.text,
    )
  );
}

/** No document has become one that cannot be read, whether a rule is asked to tell or not. There are as many as before. */
const staysWhole = (before: Analysis, after: Analysis): boolean =>
  before.documents.every(({ isPartial }, i) => isPartial || !after.documents[i]?.isPartial);
