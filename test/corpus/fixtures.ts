import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Analysis, analyze } from '../../server/src/core/analysis.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { NOTHING_ELSE } from '../../server/src/core/model/cluster.js';
import type { PartedText } from '../../server/src/core/model/partedText.js';
import { startsOf } from '../../server/src/core/model/starts.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

export interface Fixture {
  readonly file: string;
  readonly text: string;
}

export const FIXTURES = 'test/corpus/fixtures';

/** All manifests of a folder and the folders below it. */
export const manifests = (folder: string): Fixture[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json|tpl|template|tf)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** An analysis in which a rule that throws is a failure. */
export const analyzed = (text: string | PartedText, previous?: Analysis): Analysis =>
  analyze(text, DEFAULT_SETTINGS, {
    ...(previous && { previous }),
    elsewhere: () => NOTHING_ELSE,
    onBug: (who, cause) => {
      throw new Error(`${who} threw`, { cause });
    },
  });

/** What came of an edit is what a reader who never saw the text before would find. */
export function sameAsFresh(incremental: Analysis): void {
  const fresh = analyzed(incremental.text);
  assert.deepStrictEqual(
    incremental.documents.map(({ text }) => text),
    fresh.documents.map(({ text }) => text),
  );
  assert.deepStrictEqual(startsOf(incremental.documents), startsOf(fresh.documents));
  assert.deepStrictEqual(diagnose(incremental), diagnose(fresh));
  for (const [i, document] of fresh.documents.entries()) {
    assert.deepStrictEqual(incremental.documents[i]?.facts, document.facts);
  }
}
