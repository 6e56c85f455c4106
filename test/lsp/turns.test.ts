import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postedTurns } from '../../server/src/lsp/turns.js';

test('without setImmediate a turn comes after what waits already, each once and in order', async (t) => {
  const channel = new MessageChannel();
  t.after(() => channel.port1.close());
  const inTurn = postedTurns(channel);
  const seen: string[] = [];
  await new Promise<void>((resolve) => {
    inTurn(() => {
      seen.push('first');
      inTurn(() => {
        seen.push('last');
        resolve();
      });
    });
    inTurn(() => seen.push('second'));
    void Promise.resolve().then(() => seen.push('at once'));
  });
  assert.deepEqual(seen, ['at once', 'first', 'second', 'last']);
});
