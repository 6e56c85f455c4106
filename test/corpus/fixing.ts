import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Analysis } from '../../server/src/core/analysis.js';
import { type Action, applied, codeActions } from '../../server/src/core/features/codeActions.js';
import { diagnose, type FileFinding } from '../../server/src/core/features/diagnose.js';
import type { Judge } from '../../server/src/core/features/judging.js';
import { read, type Source } from '../../server/src/core/model/source.js';
import { startsOf } from '../../server/src/core/model/starts.js';
import { toJson } from '../../server/src/core/model/tree.js';

/** What is wrong with a fix: told once for each kind. */
export interface Wrong {
  readonly what: string;
  readonly rule: string;
  readonly title: string;
  readonly after: string;
}

/** Takes each fix that is offered by itself, and looks at what comes of it. `judge`: another text in the place of this one; `asks`: what is offered was looked at before. */
export function wrongFixes(analysis: Analysis, judge: Judge, { asks = true } = {}): Wrong[] {
  const places = new Set(diagnose(analysis).map(({ span }) => span.start));
  // At a cursor all are offered.
  const actions = [...places].flatMap((start) =>
    codeActions(analysis, { start, end: start }, asks ? judge : undefined).filter(
      ({ finding }) => finding?.span.start === start,
    ),
  );
  return actions.flatMap((action) => {
    const after = judge(applied(analysis.text, action.edits));
    return problems(action, analysis, after).map((what) => ({
      what,
      rule: action.finding?.rule ?? '',
      title: action.title,
      after: after.text,
    }));
  });
}

/** Nothing: its finding is gone, its document can be read if it could, no other document says anything else, and no rule finds another error. */
function problems({ finding, edits }: Action, before: Analysis, after: Analysis): string[] {
  assert.ok(finding);
  const at = startsOf(before.documents).indexOf(finding.offset);
  const rest = ({ documents }: Analysis) =>
    documents.filter((_, i) => i !== at).map(({ text, facts }) => ({ text, facts }));
  const [was, is] = [before, after].map(({ documents }) => read(documents[at]?.text ?? ''));
  // What stands in a text that cannot be read is anyone's guess.
  const isRead = [was, is].every((source) => source?.problems.length === 0 && !source.templated);
  const isLost = was?.problems.length === 0 && is?.problems.length !== 0;
  const changed = isRead ? differences(dataOf(was), dataOf(is)) : 0;
  return [
    ...(like(finding, after) >= like(finding, before) ? ['its finding is still there'] : []),
    ...(isDeepStrictEqual(rest(before), rest(after)) ? [] : ['another document has changed']),
    ...(isLost ? ['its document cannot be read any more'] : []),
    ...newErrors(before, after).map((rule) => `brings ${rule}`),
    ...(changed > edits.length * 2 ? ['changes more than it says'] : []),
  ];
}

/** How many findings say the same. */
const like = ({ rule, message }: FileFinding, analysis: Analysis): number =>
  diagnose(analysis).filter((other) => other.rule === rule && other.message === message).length;

function newErrors(before: Analysis, after: Analysis): string[] {
  const [known, found] = [before, after].map((analysis) =>
    diagnose(analysis)
      .filter(({ severity }) => severity === 'error')
      .map(({ rule }) => rule),
  ) as [string[], string[]];
  const count = (rules: readonly string[], rule: string): number =>
    rules.filter((one) => one === rule).length;
  return [...new Set(found)].filter((rule) => count(found, rule) > count(known, rule));
}

const dataOf = (source: Source | undefined): unknown => source?.root && toJson(source.root);

/** How many values differ, those of a list compared from both its ends. */
function differences(one: unknown, other: unknown): number {
  if (isDeepStrictEqual(one, other)) return 0;
  if (Array.isArray(one) && Array.isArray(other)) {
    let start = 0;
    while (start < Math.min(one.length, other.length) && isDeepStrictEqual(one[start], other[start])) start++;
    let end = 0;
    while (
      end < Math.min(one.length, other.length) - start &&
      isDeepStrictEqual(one.at(-1 - end), other.at(-1 - end))
    )
      end++;
    const [left, right] = [one, other].map((list) => list.slice(start, list.length - end)) as [
      unknown[],
      unknown[],
    ];
    return Math.max(
      1,
      Array.from({ length: Math.max(left.length, right.length) }, (_, i) =>
        differences(left[i], right[i]),
      ).reduce((sum, count) => sum + count, 0),
    );
  }
  if (isMap(one) && isMap(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].reduce(
      (sum, key) => sum + differences(one[key], other[key]),
      0,
    );
  return 1;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
