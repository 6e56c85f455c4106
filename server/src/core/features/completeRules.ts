import { ALLOWABLE } from '../allowanceMistakes.js';
import type { Analysis } from '../analysis.js';
import { lineStart } from '../carriers/lines.js';
import { RULES } from '../rules/index.js';
import type { Completion } from './complete.js';
import { diagnose } from './diagnose.js';

/**
 * Ids of rules where a comment `# vpc-cni allow …` names one, those of findings in the file first. Undefined: the cursor is in no
 * such place.
 */
export function completeRules(analysis: Analysis, offset: number): Completion[] | undefined {
  const { text } = analysis;
  const before = text.slice(Math.max(lineStart(text, offset), offset - LONGEST), offset);
  const [comment, word = ''] = NAMES.exec(before) ?? [];
  if (comment === undefined) return undefined;
  const rest = /^[\w-]*/.exec(text.slice(offset, offset + LONGEST))?.[0] ?? '';
  const named = new Set(comment.match(/[\w-]+(?=[ \t]*,)/g));
  const found = new Set(diagnose(analysis).map(({ rule }) => rule));
  return RULES.filter(({ id }) => IDS.has(id) && !named.has(id)).map(({ id, summary }) => ({
    label: id,
    kind: 'value',
    ...(found.has(id) && { detail: 'found in this file' }),
    documentation: summary,
    sort: `${found.has(id) ? 0 : 1}${id}`,
    span: { start: offset - word.length, end: offset + rest.length },
    text: id,
  }));
}

const IDS: ReadonlySet<string> = new Set(ALLOWABLE);

/** How much of a line is looked at. */
const LONGEST = 1000;

const NAMES =
  /(?:^|\s)#+[ \t]*vpc-cni(?:[ \t]*:[ \t]*|[ \t]+|-)allow(?:-file)?[ \t]+(?:[\w-]+[ \t]*,[ \t]*)*([\w-]*)$/i;
