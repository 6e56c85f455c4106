import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { detached } from '../../server/src/lsp/detached.js';

test('facts are what they were, the same text everywhere', () => {
  const text = 'a text that is longer than others and short';
  const shared = { name: text.slice(0, 20) };
  const facts = () => ({
    lists: [text.slice(0, 20), text.slice(2), 'short', 7, null, undefined, true],
    one: shared,
    other: { shared, self: {} as object },
    frozen: Object.freeze({ name: text.slice(0, 20) }),
    bytes: new Uint32Array([1, 2]),
  });
  const given = facts();
  given.other.self = given;
  const known = new Map<string, string>();
  assert.equal(detached(given, known), given);
  assert.equal(given.other.self, given);
  assert.equal(given.one, given.other.shared);
  assert.deepEqual({ ...given, other: { shared, self: {} } }, facts());
  assert.deepEqual([...known.keys()], [text.slice(0, 20), text.slice(2)]);
});

test('the text that facts were read from is let go', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const kept = Array.from({ length: 50 }, (_, i) => {
    const text = `${i} ${'x'.repeat(1_000_000)}`;
    // A text that was put together is one of its parts until somebody looks into it.
    assert.equal(text.charAt(500_000), 'x');
    return detached({ value: text.slice(0, 40), inner: [{ value: text.slice(1, 50) }] }, new Map());
  });
  collect();
  const { heapUsed } = process.memoryUsage();
  assert.ok(heapUsed < 40_000_000, `${heapUsed} bytes for ${kept.length} facts`);
});
