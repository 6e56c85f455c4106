import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { braceExpand } from 'minimatch';
import { alternativesIn, faultsOf } from '../../server/src/core/domain/globLimits.js';
import { innermost } from '../../server/src/lsp/clusters.js';
import { globs } from '../../server/src/lsp/globs.js';

const matching = (pattern: string, ...paths: readonly string[]) => paths.filter(globs([pattern]));

test('globs are read as VS Code reads them', () => {
  assert.deepEqual(matching('**/build', 'build', 'a/build', 'a/build/x', 'builds'), ['build', 'a/build']);
  assert.deepEqual(matching('build', 'build', 'a/build'), ['build']);
  assert.deepEqual(matching('*.yaml', 'a.yaml', '.a.yaml', 'a/b.yaml'), ['a.yaml', '.a.yaml']);
  assert.deepEqual(matching('{a,b}/**', 'a/x', 'b/x/y', 'c/x'), ['a/x', 'b/x/y']);
  assert.deepEqual(matching('**/[!a].yaml', 'a.yaml', 'x/b.yaml'), ['x/b.yaml']);
  assert.deepEqual(matching('!a', 'a', '!a', 'b'), ['!a']);
  assert.deepEqual(matching('@(a)', 'a', '@(a)'), ['@(a)']);
});

test('a path is a glob of itself', () => {
  assert.deepEqual(matching('a/[x]', 'a/[x]', 'a/x'), ['a/[x]', 'a/x']);
  assert.deepEqual(matching('./clusters/*/', 'clusters/a', 'clusters'), ['clusters/a']);
  assert.deepEqual(matching('.', '', '.', 'a'), ['']);
});

test('what is no glob names nothing', () => {
  assert.deepEqual(matching('', '', 'a'), []);
  assert.deepEqual(matching('x'.repeat(70_000), 'x'), []);
  assert.deepEqual(matching('[', 'a'), []);
  assert.ok(!globs([])('a'));
});

test('groups in groups, sets and stars', () => {
  assert.deepEqual(matching('{a,{b,c}d}/x', 'a/x', 'bd/x', 'cd/x', 'b/x'), ['a/x', 'bd/x', 'cd/x']);
  assert.deepEqual(matching('a{,b}', 'a', 'ab', 'ac'), ['a', 'ab']);
  assert.deepEqual(matching('{a}', 'a', '{a}'), ['{a}']);
  assert.deepEqual(matching('[a-c_]?', 'ax', '_x', 'dx', 'a'), ['ax', '_x']);
  assert.deepEqual(matching('a*b*c', 'abc', 'axbxbxc', 'axc', 'abcd'), ['abc', 'axbxbxc']);
  assert.deepEqual(matching('a**b', 'ab', 'axb', 'a/b'), ['ab', 'axb']);
  assert.deepEqual(matching('a/**/b', 'a/b', 'a/x/y/b', 'ab', 'a/x'), ['a/b', 'a/x/y/b']);
  assert.deepEqual(matching('a/**', 'a', 'a/b', 'ab'), ['a/b']);
  assert.deepEqual(matching('*/**', 'a', 'a/b'), ['a/b']);
  assert.deepEqual(matching('**', 'a', 'a/b'), ['a', 'a/b']);
  assert.deepEqual(matching('a+(b)|c.d', 'a+(b)|c.d', 'abb', 'aab'), ['a+(b)|c.d']);
});

test('globs that anybody may have written', { timeout: 5000 }, () => {
  const long = 'a'.repeat(500);
  for (const [pattern, path] of [
    ['(a+)+b', long],
    ['*a*a*ab', 'a'.repeat(255)],
    ['**/*a*a*a/**/*a*a*ab', `${'a'.repeat(255)}/`.repeat(15)],
    ['**/*a*a*a/**/*a*a*ab', 'a/'.repeat(2000)],
    ['{*a*,*aa*}{*a,*b}{a*,b*}c', 'a'.repeat(255)],
    [`${'*a'.repeat(400)}b`, long],
    [`${'**/*a*/'.repeat(100)}b`, 'aaaa/'.repeat(200)],
    ['{a,a,aa}'.repeat(100), long],
    [`${'{'.repeat(400)}a,a${'}'.repeat(400)}`, long],
    ['[a-z]+(x)'.repeat(100), long],
  ] as const)
    assert.ok(!globs([pattern])(path), pattern);
});

test('braces stand for no more texts than are counted', () => {
  const characters = fc.constantFrom('{', '{', '}', '}', ',', ',', 'a', '$', '\\', '[', ']');
  const glob = fc.string({ unit: characters, maxLength: 24 });
  fc.assert(
    fc.property(glob, (text) => {
      fc.pre((text.match(/\{/g)?.length ?? 0) <= 3);
      assert.ok(braceExpand(text).length <= alternativesIn(text));
    }),
    { numRuns: 20_000 },
  );
});

test('braces cost no more than few globs', { timeout: 5000 }, () => {
  const numbered = (count: number, glob: string) => Array.from({ length: count }, (_, i) => `${glob}${i}`);
  const ranges = [
    ...numbered(60, '{1..50}*[!a]*/{1..50}?*/{1..40}*x'),
    ...numbered(1000, '{a..z}{a..z}{a..z}'),
  ];
  const alternatives = Array.from({ length: 80 }, (_, i) => `x${i}`).join();
  const many = numbered(1000, `{${alternatives}}*[!a]*/*`);
  const named = globs([...ranges, ...many, 'clusters/a', '{1..3}', '*.json']);
  for (let i = 0; i < 10_000; i++) assert.ok(!named(`team-${i}/service-${i}`));
  assert.ok(named('clusters/a') && named('{1..3}') && !named('1') && named('a.json'));
  const faults = faultsOf(many);
  assert.deepEqual(faults.slice(0, 2), [undefined, undefined]);
  for (const fault of faults.slice(2)) assert.match(fault ?? '', /^is too much: all globs together/);
  assert.match(faultsOf(['{1..3}'])[0] ?? '', /^has a range/);
  assert.deepEqual(new Set(faultsOf(numbered(1000, 'clusters/'))), new Set([undefined]));
});

test('the innermost of folders around a file', () => {
  const around = innermost((folder) => ['/repo/a', '/repo/a/b', '/x'].includes(folder));
  assert.equal(around('/repo/a/c/d.yaml'), '/repo/a');
  assert.equal(around('/repo/a/b/c/d.yaml'), '/repo/a/b');
  assert.equal(around('/repo/a.yaml'), undefined);
  assert.equal(around('/repo/ab/c.yaml'), undefined);
  assert.equal(around('a.yaml'), undefined);
  assert.equal(around(''), undefined);
});
