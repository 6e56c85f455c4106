import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CARRIERS } from '../../server/src/core/carriers/index.js';
import { hasMark } from '../../server/src/core/carriers/marks.js';
import { RULES } from '../../server/src/core/rules/index.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

test('one pattern for all marks finds what each of them finds, and nothing else', () => {
  const marks = CARRIERS.map(({ mark }) => mark);
  const folder = path.join(ROOT, 'test/corpus');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(path.join(parentPath, name), 'utf8'));
  const texts = [...files, ...RULES.flatMap(({ bad, good }) => [bad, good])];
  const lines = texts.flatMap((text) => text.split('\n'));
  assert.ok(lines.some((line) => hasMark(line)) && lines.some((line) => !hasMark(line)));
  for (const text of [...texts, ...lines])
    assert.equal(
      hasMark(text),
      marks.some((mark) => mark.test(text)),
      text,
    );
});
