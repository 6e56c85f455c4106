import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from './client.js';

const HOVER = {
  textDocument: { uri: 'file:///aws-node.yaml' },
  position: { line: 0, character: 0 },
};
const WRONG = 'kind: ENIConfig\nmetadata: {name: default,, labels: {}}\n';

test('before initialize requests are refused, and notifications are dropped', async (t) => {
  const client = new Client(t);
  for (const [method, params] of [
    ['textDocument/hover', HOVER],
    ['shutdown', undefined],
    ['vpcCni/nothing', {}],
  ] as const)
    await assert.rejects(client.connection.sendRequest(method, params), { code: -32002 }, method);
  await client.open(WRONG);
  await client.initialize();
  assert.equal(await client.connection.sendRequest('textDocument/documentSymbol', HOVER), null);
  await client.open(WRONG);
  await client.push(({ diagnostics }) => diagnostics.length > 0);
  assert.equal(client.pushed.length, 1);
});

test('behind shutdown requests are refused, and exit ends it as it should', async (t) => {
  const client = new Client(t);
  await client.initialize();
  await client.open(WRONG);
  assert.equal(await client.connection.sendRequest('shutdown'), null);
  for (const method of ['textDocument/hover', 'initialize', 'shutdown'])
    await assert.rejects(client.connection.sendRequest(method, HOVER), { code: -32600 }, method);
  const sent = client.pushed.length;
  await client.change(2, [{ text: WRONG.repeat(2) }]);
  await assert.rejects(client.connection.sendRequest('textDocument/hover', HOVER), { code: -32600 });
  assert.equal(client.pushed.length, sent);
  assert.equal(await client.exit(), 0);
});
