import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver';
import { createBursts } from '../../server/src/lsp/bursts.js';

/** Bursts by a clock that the test sets. */
function started() {
  const clock = { ms: 1000 };
  const bursts = createBursts(() => clock.ms);
  const key = (uri: string, after: number) => {
    clock.ms += after;
    bursts.changed(uri);
    return bursts.left(uri);
  };
  return { clock, bursts, key };
}

test('keys as people type them are looked at one by one', () => {
  const { key } = started();
  assert.deepEqual(
    [0, 100, 80, 60, 300].map((after) => key('a', after)),
    [0, 0, 0, 0, 0],
  );
});

test('keys in a burst wait for its end', () => {
  const { clock, bursts, key } = started();
  assert.deepEqual(
    [0, 30, 30, 59].map((after) => key('a', after)),
    [0, 60, 60, 60],
  );
  clock.ms += 45;
  assert.equal(bursts.left('a'), 15);
  clock.ms += 15;
  assert.equal(bursts.left('a'), 0);
  assert.equal(key('a', 20), 0);
});

test('a burst that does not end is looked at twice a second', () => {
  const { bursts, key } = started();
  const looked: number[] = [];
  for (let ms = 0; ms < 2000; ms += 40) {
    if (key('a', 40) > 0) continue;
    looked.push(ms);
    bursts.looked('a');
  }
  assert.deepEqual(looked, [0, 520, 1040, 1560]);
});

test('documents that change one after the other are in no burst', () => {
  const { key, bursts } = started();
  assert.deepEqual(
    ['a', 'b', 'a', 'b'].map((uri) => key(uri, 10)),
    [0, 0, 0, 0],
  );
  assert.equal(key('b', 10), 60);
  assert.equal(bursts.left('a'), 0);
});

test('who waits is told of the end, and at once where the request is cancelled', async () => {
  const { clock, bursts, key } = started();
  key('a', 0);
  key('a', 10);
  const asked = new CancellationTokenSource();
  const cancelled = bursts.ended('a', asked.token);
  asked.cancel();
  await cancelled;
  assert.equal(bursts.left('a'), 60);
  const [ended, others] = [bursts.ended('a'), bursts.ended('a')];
  clock.ms += 60;
  await ended;
  // Whoever is answered first has looked at it; the burst may have gone on since.
  bursts.looked('a');
  clock.ms -= 30;
  key('a', 10);
  await others;
});
