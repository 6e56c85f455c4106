import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAsking } from '../../client/webview/asking.js';

test('of what is wanted while an answer is awaited, only the last is asked', () => {
  const asked: number[] = [];
  const asking = createAsking((turn) => asked.push(turn), 0);
  for (let each = 0; each < 5; each++) asking.now();
  assert.deepEqual(asked, [1]);
  assert.equal(asking.answered(1), true);
  assert.deepEqual(asked, [1, 2]);
  assert.equal(asking.isWaiting(), true);
  assert.equal(asking.answered(2), true);
  assert.deepEqual(asked, [1, 2]);
  assert.equal(asking.isWaiting(), false);
});

test('an answer that nobody waits for counts for nothing', () => {
  const asking = createAsking(() => {}, 0);
  assert.equal(asking.answered(1), false);
  asking.now();
  assert.equal(asking.answered(7), false);
  assert.equal(asking.answered(1), true);
  assert.equal(asking.answered(1), false);
});
