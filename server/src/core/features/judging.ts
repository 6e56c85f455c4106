import type { Analysis } from '../analysis.js';
import { applied, type Edit } from '../carriers/lines.js';
import { documentFrom } from '../model/starts.js';
import { type FileFinding, type Found, findingsIn } from './diagnose.js';

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
  const change = changeOf(findingsIn(before).found, findingsIn(after).found);
  return (
    areGone(findings, change) &&
    bringsNoError(change) &&
    sparesOthers(findings, before, after) &&
    staysWhole(before, after)
  );
}

/** Findings that only one of two analyses has, and maybe some that both have. */
interface Change {
  readonly gone: readonly Said[];
  readonly come: readonly Said[];
}

type Said = Pick<FileFinding, 'rule' | 'message' | 'severity'>;

/** Of thousands of findings mostly all but a few stay, in the same order: those at both ends are not counted. */
function changeOf(before: readonly Found[], after: readonly Found[]): Change {
  const most = Math.min(before.length, after.length);
  let front = 0;
  while (front < most && isSame(before[front], after[front])) front++;
  let back = 0;
  while (back < most - front && isSame(before.at(-1 - back), after.at(-1 - back))) back++;
  const between = (list: readonly Found[]) =>
    list.slice(front, list.length - back).map(({ finding }) => finding);
  return { gone: between(before), come: between(after) };
}

/** Says the same of a place that may be another. */
const isSame = (a: Found | undefined, b: Found | undefined): boolean =>
  a?.finding === b?.finding ||
  (a?.finding.rule === b?.finding.rule &&
    a?.severity === b?.severity &&
    a?.finding.message === b?.finding.message);

/** Of those that say the same there are fewer by so many. */
function areGone(findings: readonly FileFinding[], { gone, come }: Change): boolean {
  const says = ({ rule, message }: Said): string => `${rule} ${message}`;
  const [known, left] = [gone, come].map((some) => counted(some, says));
  return [...counted(findings, says)].every(
    ([said, count]) => (left?.get(said) ?? 0) <= (known?.get(said) ?? 0) - count,
  );
}

/** No rule finds more errors. */
function bringsNoError({ gone, come }: Change): boolean {
  const [known, found] = [gone, come].map((some) =>
    counted(
      some.filter(({ severity }) => severity === 'error'),
      ({ rule }) => rule,
    ),
  );
  return [...(found ?? [])].every(([rule, count]) => count <= (known?.get(rule) ?? 0));
}

/** How many of them have the same name. */
function counted(findings: readonly Said[], nameOf: (finding: Said) => string): ReadonlyMap<string, number> {
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
