import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client, type Diagnostic, positionOf } from './client.js';

const TEXT = awsNode({ AWS_VPC_K8S_CNI_LOGLEVEL: '"DEBUG"' });
const PULL = { textDocument: { diagnostic: {} } };

test('a server that is killed comes back with the text that is open, saved or not', {
  timeout: 30_000,
}, async (t) => {
  const messages = async (client: Client) =>
    (await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic')).items.map(
      ({ message }) => message,
    );
  const first = new Client(t);
  await first.initialize(PULL);
  await first.open(TEXT);
  assert.deepEqual(await messages(first), []);
  const start = positionOf(TEXT, '"DEBUG"');
  const end = positionOf(TEXT, '"DEBUG"', 7);
  await first.change(2, [{ range: { start, end }, text: '5' }]);
  const unsaved = await messages(first);
  assert.ok(unsaved.length > 0);
  await first.kill();

  const second = new Client(t);
  await second.initialize(PULL);
  await second.open(TEXT.replace('"DEBUG"', '5'));
  assert.deepEqual(await messages(second), unsaved);
  assert.equal(await second.close(), 0);
});
