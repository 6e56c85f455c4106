import assert from 'node:assert/strict';
import { analyze } from '../../server/src/core/analysis.js';
import { applied, codeActions, fixAll } from '../../server/src/core/features/codeActions.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { NOTHING_ELSE } from '../../server/src/core/model/cluster.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { draw } from '../../server/tools/draw.js';

/**
 * Compares a manifest and the findings drawn into it (see `draw`) with what the analysis finds. Findings that nobody
 * announced fail as well; the difference is the text to paste.
 */
export function check(drawn: string, settings: Partial<Settings> = {}): void {
  const text = plain(drawn);
  const actual = draw(text, diagnose(analyzed(text, settings)));
  assert.equal(actual, drawn);
}

/** The manifest without its notes. */
export const plain = (drawn: string): string =>
  drawn
    .split('\n')
    .filter((line) => !NOTE.test(line))
    .join('\n');

const NOTE = /^\s*#\s*\^+ (error|warning|information|hint) /;

/** Takes the quick fix with this title at the finding of this rule, and compares the text that comes out. */
export function checkFix(
  before: string,
  title: string,
  after: string,
  settings: Partial<Settings> = {},
): void {
  const analysis = analyzed(before, settings);
  const actions = codeActions(analysis, { start: 0, end: before.length });
  const action = actions.find((a) => a.title === title);
  assert.ok(action, `no fix "${title}" among ${JSON.stringify(actions.map((a) => a.title))}`);
  assert.equal(applied(before, action.edits), after);
}

/** Takes the first quick fix that there is, and compares the text that comes out. */
export function checkFirstFix(before: string, after: string, settings: Partial<Settings> = {}): void {
  const [action] = codeActions(analyzed(before, settings), { start: 0, end: before.length });
  assert.equal(applied(before, action?.edits ?? []), after);
}

/** Takes all safe fixes, and compares the text that comes out. */
export function checkFixAll(before: string, after: string, settings: Partial<Settings> = {}): void {
  const action = fixAll(analyzed(before, settings), (text) => analyzed(text, settings));
  assert.equal(action ? applied(before, action.edits) : before, after);
}

/** Ids of the rules that find something, each once, in alphabetical order. */
export const rulesIn = (text: string, settings: Partial<Settings> = {}): string[] =>
  [...new Set(diagnose(analyzed(text, settings)).map(({ rule }) => rule))].sort();

export const analyzed = (text: string, settings: Partial<Settings> = {}) =>
  analyze(
    text,
    { ...DEFAULT_SETTINGS, ...settings },
    {
      elsewhere: () => NOTHING_ELSE,
      onBug: (who, error) => {
        throw new Error(`${who} threw`, { cause: error });
      },
    },
  );
