import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client, positionOf } from './client.js';

const TEXT = awsNode({ WARM_IP_TARGET: '"5"', MINIMUM_IP_TARGET: '"10"' });

/** The hover of a variable whose text depends on the setting `instanceType`. */
async function hover(client: Client): Promise<string> {
  const position = positionOf(TEXT, 'WARM_IP_TARGET', 3);
  const { contents } = await client.request<{ contents: { value: string } }>('textDocument/hover', {
    position,
  });
  return contents.value;
}

async function opened(t: TestContext, options: object): Promise<Client> {
  const client = new Client(t, ['dist/cli.js', 'lsp']);
  await client.initialize({}, options);
  await client.open(TEXT);
  return client;
}

for (const [how, initializationOptions] of [
  ['by themselves', { instanceType: 'c5.4xlarge' }],
  ['with their name around them', { vpcCni: { instanceType: 'c5.4xlarge' } }],
] as const) {
  test(`an editor that only sends settings when it starts, ${how}`, async (t) => {
    const client = await opened(t, { initializationOptions });
    assert.match(await hover(client), /`c5\.4xlarge`/);
    assert.deepEqual(client.log, []);
  });
}

test('an editor that only sends settings when they change', async (t) => {
  const client = await opened(t, { initializationOptions: null });
  assert.doesNotMatch(await hover(client), /`c5\.4xlarge`/);
  for (const settings of [null, {}, { vpcCni: null }, { vpcCni: { instanceType: 'c5.4xlarge' } }])
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  assert.match(await hover(client), /`c5\.4xlarge`/);
});

test('an editor that sends whole texts, names no language and counts no versions', async (t) => {
  const client = new Client(t, ['dist/cli.js', 'lsp']);
  await client.initialize();
  const uri = 'file:///aws-node.yaml';
  const { connection } = client;
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: '', text: TEXT },
  });
  await client.push(({ diagnostics }) => diagnostics.length === 0);
  const text = TEXT.replace('"5"', '5');
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri },
    contentChanges: [{ text }],
  });
  const { diagnostics } = await client.push(({ diagnostics }) => diagnostics.length > 0);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['unquoted-value'],
  );
});
