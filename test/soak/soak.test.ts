import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soak } from './soak.js';

test('1,000 edits and 100 documents opened and closed leave nothing behind', {
  timeout: 240_000,
}, async ({ signal }) => {
  const { before, after, complaints, status } = await soak({ edits: 1000, cycles: 100, seed: 1, signal });
  assert.deepEqual(complaints, []);
  assert.ok(after.weight < before.weight * 1.1, `${before.weight} bytes became ${after.weight}`);
  assert.deepEqual(after.resources, before.resources);
  assert.equal(after.listeners, before.listeners);
  assert.equal(status, 0);
});

test('a server that holds on to what it is sent is found out', { timeout: 240_000 }, async ({ signal }) => {
  const { before, after } = await soak({ edits: 200, cycles: 20, seed: 1, signal, env: { SOAK_LEAK: '1' } });
  assert.ok(after.weight > before.weight * 1.1, `${before.weight} bytes became ${after.weight}`);
});
