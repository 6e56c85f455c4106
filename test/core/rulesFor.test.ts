import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_FACTS } from '../../server/src/core/model/facts.js';
import { chunks } from '../../server/src/core/model/source.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { rulesFor } from '../../server/src/core/rulesFor.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

const said = RULES.flatMap(({ bad, good }) =>
  [bad, good].flatMap((text) =>
    chunks(text).map((chunk) => readDocument(chunk.text, DEFAULT_SETTINGS).facts),
  ),
);

test('a rule that is left out has nothing to say', () => {
  for (const facts of said) {
    const asked = new Set(rulesFor(facts, DEFAULT_SETTINGS));
    for (const rule of RULES)
      if (!asked.has(rule)) assert.deepEqual([...(rule.check?.(facts, DEFAULT_SETTINGS) ?? [])], [], rule.id);
  }
});

test('most rules are left out', () => {
  assert.deepEqual(rulesFor(NO_FACTS, DEFAULT_SETTINGS), []);
  const [found] = said.filter(({ eniConfigs, installs }) => eniConfigs.length > 0 && installs.length === 0);
  assert.ok(found);
  const asked = rulesFor(found, DEFAULT_SETTINGS);
  assert.ok(asked.length > 0 && asked.length < RULES.length / 4, String(asked.length));
});
