import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCommas } from '../../server/src/core/domain/withCommas.js';

test('whole numbers are written as in English, however large', () => {
  const counts = [0, 7, 100, 999, 1000, 12_345, 999_999, 1_000_000, 300_000, 1_500_000];
  const large = [2n ** 16n, 2n ** 32n - 5n, 2n ** 64n, 2n ** 128n];
  for (const count of [...counts, ...large]) assert.equal(withCommas(count), count.toLocaleString('en-US'));
});
