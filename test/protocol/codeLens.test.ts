import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { EXPLORE_POD_DENSITY } from '../../server/src/protocol.js';
import { Client } from './client.js';

const TIMEOUT = { timeout: 20_000 };
const ASK = 'textDocument/codeLens';
const TITLE = 'm5.large: 29 pods · holds 9 addresses idle, 27 full · $2.60 per pod and month';
const START = { line: 1, character: 0 };

interface Lens {
  readonly range: { readonly start: object };
  readonly command: { readonly title: string; readonly command: string; readonly arguments?: unknown[] };
}

test('a client that can explore gets the command, with the file and its types', TIMEOUT, async (t) => {
  const client = new Client(t);
  const { capabilities } = await client.initialize(
    { experimental: { [EXPLORE_POD_DENSITY]: true } },
    { initializationOptions: { codeLens: true } },
  );
  assert.ok(capabilities.codeLensProvider);
  await client.open(awsNode({}));
  const [lens, ...others] = await client.request<Lens[]>(ASK);
  assert.deepEqual(others, []);
  assert.deepEqual(lens?.range.start, START);
  const { title, command, arguments: target } = lens?.command ?? {};
  assert.deepEqual(
    [title, command, target],
    [TITLE, EXPLORE_POD_DENSITY, [{ uri: 'file:///aws-node.yaml', types: ['m5.large'] }]],
  );
});

test('any other client gets a line of text', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize({}, { initializationOptions: { codeLens: true } });
  await client.open(awsNode({}));
  const [lens] = await client.request<Lens[]>(ASK);
  assert.deepEqual([lens?.command.title, lens?.command.command], [TITLE, '']);
  assert.equal(lens?.command.arguments, undefined);
});

test('off until it is switched on, which the client is told', TIMEOUT, async (t) => {
  const client = new Client(t);
  client.connection.onRequest('workspace/codeLens/refresh', () => null);
  await client.initialize({ workspace: { codeLens: { refreshSupport: true } } });
  const isRefresh = ({ method }: { readonly method?: string }) => method === 'workspace/codeLens/refresh';
  assert.ok(!client.received.some(isRefresh));
  const settings = { vpcCni: { codeLens: true } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  await client.receive(isRefresh);
  await client.open(awsNode({}));
  assert.equal((await client.request<Lens[]>(ASK)).length, 1);
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { vpcCni: {} } });
  assert.deepEqual(await client.request(ASK), []);
});
