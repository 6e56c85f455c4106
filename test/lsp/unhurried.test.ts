import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type RemoteConsole,
  ResponseError,
} from 'vscode-languageserver';
import { guard } from '../../server/src/lsp/guard.js';
import { createUnhurried } from '../../server/src/lsp/unhurried.js';

/** An event loop whose turns the test takes. */
function loop() {
  let due: (() => void)[] = [];
  return {
    after: (callback: () => void) => void due.push(callback),
    turn: async (count = 1) => {
      for (let i = 0; i < count; i++) {
        const now = due;
        due = [];
        for (const callback of now) callback();
        await Promise.resolve();
      }
    },
  };
}

test('work waits as long as messages arrive, and then goes one by one', async () => {
  const { after, turn } = loop();
  const unhurried = createUnhurried(after);
  const done: string[] = [];
  void unhurried.turn().then(() => done.push('first'));
  void unhurried.turn().then(() => done.push('second'));
  for (let i = 0; i < 10; i++) {
    unhurried.arrived();
    await turn();
  }
  assert.deepEqual(done, []);
  await turn(3);
  assert.deepEqual(done, ['first']);
  unhurried.arrived();
  await turn(2);
  assert.deepEqual(done, ['first']);
  await turn(2);
  assert.deepEqual(done, ['first', 'second']);
});

test('a client that never stops asking gets the rest in the end', async () => {
  const { after, turn } = loop();
  const unhurried = createUnhurried(after);
  let isDone = false;
  void unhurried.turn().then(() => {
    isDone = true;
  });
  for (let i = 0; i < 2100; i++) {
    unhurried.arrived();
    await turn();
  }
  assert.ok(isDone);
});

const quiet = { error: () => {} } as unknown as RemoteConsole;
const codeOf = (answer: unknown) => (answer instanceof ResponseError ? answer.code : undefined);

test('a request that is cancelled while it makes way ends at once, and is never worked out', async () => {
  const { later } = guard(quiet);
  let asked = 0;
  const answer = later('page', '', () => `page ${++asked}`);
  const source = new CancellationTokenSource();
  const waiting = answer({}, source.token);
  source.cancel();
  assert.equal(codeOf(await waiting), LSPErrorCodes.RequestCancelled);
  assert.equal(codeOf(await answer({}, source.token)), LSPErrorCodes.RequestCancelled);
  assert.equal(await answer({}), 'page 1');
});

test('a request about a text that has changed meanwhile is told so', async () => {
  const { later } = guard(quiet);
  let text = 'before';
  const answer = later(
    'actions',
    [''],
    () => [text],
    () => text,
  );
  const waiting = answer({});
  text = 'after';
  assert.equal(codeOf(await waiting), LSPErrorCodes.ContentModified);
  assert.deepEqual(await answer({}), ['after']);
});

test('a question that comes after a long one is answered before it', async () => {
  const guarded = guard(quiet);
  const order: string[] = [];
  const page = guarded.later('page', undefined, () => void order.push('page'));
  const hover = guarded('hover', undefined, () => void order.push('hover'));
  const paging = page({});
  hover({});
  await paging;
  assert.deepEqual(order, ['hover', 'page']);
});

test('one that throws, now or later, answers nothing and is logged by its name', async () => {
  const logged: string[] = [];
  const guarded = guard({ error: (text: string) => logged.push(text) } as unknown as RemoteConsole);
  const broken = (): string => {
    throw new Error('a bug');
  };
  assert.equal(guarded('hover', 'nothing', broken)({}), 'nothing');
  assert.equal(await guarded.later('page', 'nothing', broken)({}), 'nothing');
  assert.deepEqual(
    logged.map((text) => text.split('\n')[0]),
    ['hover: Error: a bug', 'page: Error: a bug'],
  );
});
