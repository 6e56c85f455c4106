import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const PAGE = readFileSync('docs/reliability.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

test('each test that the page on reliability names is there', () => {
  const named = [...PAGE.matchAll(/\[([^\]]+)\]\((\.\.\/test\/[^)]+)\)/g)];
  assert.ok(named.length > 25, `${named.length} tests`);
  for (const [, name = '', link = ''] of named) {
    const file = path.join('docs', link);
    assert.ok(existsSync(file), file);
    assert.match(file, /\.test\.(ts|mjs)$|^test\/extension\/suites\//);
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(`test('${name}'`) || text.includes(`'${name}',\n`), `${file}: ${name}`);
  }
});

test('each promise has a test', () => {
  const rows = PAGE.split('\n').filter(
    (line) => line.startsWith('| ') && !/^\| (:--|promise|run)/.test(line),
  );
  for (const row of rows) assert.match(row, /\]\(\.\.\/test\/|`npm run \w+`/, row);
});

test('each command of the page can be run', () => {
  for (const [, script = ''] of PAGE.matchAll(/`npm run (\w+)`/g))
    assert.ok(Object.hasOwn(scripts, script), script);
});
