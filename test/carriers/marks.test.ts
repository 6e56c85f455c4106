import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CARRIERS } from '../../server/src/core/carriers/index.js';
import { alternativesOf, anyOf } from '../../server/src/core/carriers/marks.js';
import { RULES } from '../../server/src/core/rules/index.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

test('bars in parentheses, in brackets and behind a backslash do not end an alternative', () => {
  assert.deepEqual(alternativesOf('a(?:b|c)|[|)(]d|e\\|f\\)|(?:[^\\]|]|g)'), [
    'a(?:b|c)',
    '[|)(]d',
    'e\\|f\\)',
    '(?:[^\\]|]|g)',
  ]);
});

test('a letter that is counted stays with what counts it', () => {
  assert.equal(anyOf(['ab|a?c', 'ad|ab']), 'a(?:b|d)|(?:a?c)');
});

test('one pattern for all marks finds what each of them finds, and nothing else', () => {
  const marks = CARRIERS.map(({ mark }) => mark);
  const all = new RegExp(anyOf(marks.map(({ source }) => source)));
  const folder = path.join(ROOT, 'test/corpus');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(path.join(parentPath, name), 'utf8'));
  const texts = [...files, ...RULES.flatMap(({ bad, good }) => [bad, good])];
  const lines = texts.flatMap((text) => text.split('\n'));
  assert.ok(lines.some((line) => all.test(line)) && lines.some((line) => !all.test(line)));
  for (const text of [...texts, ...lines])
    assert.equal(
      all.test(text),
      marks.some((mark) => mark.test(text)),
      text,
    );
});
