import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { RULES } from '../../server/src/core/rules/index.js';

const bundle = (name: string): string => readFileSync(path.join('dist', name), 'utf8');

for (const name of ['server.js', 'cli.js']) {
  test(`dist/${name} holds every rule`, () => {
    const text = bundle(name);
    assert.deepEqual(
      RULES.filter(({ id }) => !text.includes(id)).map(({ id }) => id),
      [],
    );
  });
}

test('dist/server.js holds the prose of no rule', () => {
  const text = bundle('server.js');
  const left = RULES.filter(({ why }) => text.includes(longest(why))).map(({ id }) => id);
  assert.deepEqual(left, []);
});

for (const name of ['extension.js', 'server.js', 'explorer.js']) {
  test(`dist/${name} compiles no text at run time`, () => {
    // Pages of browsers forbid it.
    assert.deepEqual(bundle(name).match(/(?<![\w$.])(?:eval|Function)\(/g), null);
  });
}

/** The longest stretch of a text that stands in code as it is. */
const longest = (why: string): string =>
  why.split(/[\n`'"\\$]/).reduce((most, part) => (part.length > most.length ? part : most), '');
