import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { RULES } from '../../server/src/core/rules/index.js';

const BUNDLES = ['server.js', 'cli.js'];

for (const name of BUNDLES) {
  test(`dist/${name} holds every rule, and the prose of none`, () => {
    const bundle = readFileSync(path.join('dist', name), 'utf8');
    const lacking = RULES.filter(({ id }) => !bundle.includes(id)).map(({ id }) => id);
    assert.deepEqual(lacking, []);
    const left = RULES.filter(({ why }) => bundle.includes(longest(why))).map(({ id }) => id);
    assert.deepEqual(left, []);
  });
}

/** The longest stretch of a text that stands in code as it is. */
const longest = (why: string): string =>
  why.split(/[\n`'"\\$]/).reduce((most, part) => (part.length > most.length ? part : most), '');
