import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  atLeast,
  before,
  CURRENT,
  compareVersions,
  parseVersion,
} from '../../server/src/core/domain/versions.js';

test('parseVersion', () => {
  const cases: readonly [string, readonly number[] | undefined][] = [
    ['v1.12.6-eksbuild.1', [1, 12, 6]],
    ['1.0.0', [1, 0, 0]],
    ['1.0.0-rc1', [1, 0, 0]],
    ['v1.23.1', [1, 23, 1]],
    ['latest', undefined],
    ['1.2', undefined],
    ['v1', undefined],
    ['vv1.2.3', undefined],
    ['1.2.3.4', undefined],
    ['1.2.x', undefined],
    [' 1.2.3', undefined],
    ['', undefined],
  ];
  for (const [tag, parts] of cases) {
    const version = parseVersion(tag);
    assert.deepEqual(version && [version.major, version.minor, version.patch], parts, tag);
  }
});

test('versions compare by number', () => {
  assert.ok(compareVersions('1.9.3', '1.10.0') < 0);
  assert.ok(compareVersions('v1.10.0-eksbuild.2', '1.9.3') > 0);
  assert.equal(compareVersions('v1.10.0-eksbuild.2', { major: 1, minor: 10, patch: 0 }), 0);
  assert.ok(before('1.16.3', '1.16.4'));
  assert.ok(!before('1.16.4', '1.16.4'));
  assert.ok(atLeast('1.16.4', '1.16.4'));
});

test('an unknown version is the current one', () => {
  for (const unknown of [undefined, 'latest', '']) {
    assert.ok(atLeast(unknown, CURRENT));
    assert.ok(before(unknown, '99.0.0'));
  }
  assert.ok(parseVersion(CURRENT));
  assert.equal(compareVersions('latest', CURRENT), 0);
});

test('the order is total', () => {
  const version = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)).map((parts) => parts.join('.'));
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      assert.equal(Math.sign(compareVersions(a, b)), 0 - Math.sign(compareVersions(b, a)));
      assert.equal(before(a, b), !atLeast(a, b));
      if (before(a, b) && before(b, c)) assert.ok(before(a, c));
    }),
  );
});
