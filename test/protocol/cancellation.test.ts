import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client, positionOf } from './client.js';

const TIMEOUT = { timeout: 60_000 };
const [REQUEST_CANCELLED, CONTENT_MODIFIED] = [-32800, -32801];
const uri = 'file:///aws-node.yaml';
const textDocument = { uri };
const UNQUOTED = awsNode({ ENABLE_PREFIX_DELEGATION: 'true' });
/** Everything in it is wrong, so that all that is asked about it takes long. */
const LONG = awsNode(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`WARM_${i}`, 'yes'])));
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const hover = {
  method: 'textDocument/hover',
  params: { textDocument, position: positionOf(LONG, 'WARM_0', 1) },
};
const fixAll = {
  method: 'textDocument/codeAction',
  params: { textDocument, range, context: { diagnostics: [], only: ['source.fixAll'] } },
};
/** What people wait for anyway. */
const UNHURRIED = [
  { id: 'configuration', method: 'vpcCni/effectiveConfiguration', params: { uri } },
  { id: 'upgrade', method: 'vpcCni/previewUpgrade', params: { uri, to: '1.20.0' } },
  { id: 'explore', method: 'vpcCni/explore', params: { uri, tried: {} } },
  { id: 'costs', method: 'vpcCni/costs', params: { uri, tried: {} } },
  { id: 'apply', method: 'vpcCni/apply', params: { uri, tried: { MAX_ENI: '3' } } },
  { id: 'status', method: 'vpcCni/status', params: { uri } },
  { id: 'symbols', method: 'workspace/symbol', params: { query: '' } },
  {
    id: 'rename',
    method: 'textDocument/rename',
    params: { textDocument, position: range.start, newName: 'other' },
  },
  { id: 'fix-all', ...fixAll },
];

/** Names of requests in the order in which they were answered. */
const answered = (client: Client): string[] =>
  client.received.flatMap(({ id, method }) => (method === undefined && typeof id === 'string' ? [id] : []));

test('a hover does not wait for what was asked before it and takes long', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize();
  await client.open(LONG);
  client.together([...UNHURRIED, { id: 'hover', ...hover }]);
  for (const { id } of UNHURRIED) await client.receive((message) => message.id === id);
  assert.deepEqual(answered(client), ['hover', ...UNHURRIED.map(({ id }) => id)]);
  assert.deepEqual(client.log, []);
  assert.equal(await client.close(), 0);
});

test('what is asked again and again meanwhile ends at once where nobody waits for it', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize();
  await client.open(LONG);
  client.together([
    ...UNHURRIED,
    { id: 'hover', ...hover },
    ...UNHURRIED.map(({ id }) => ({ method: '$/cancelRequest', params: { id } })),
  ]);
  await client.receive(({ id }) => id === 'hover');
  const names = answered(client);
  assert.deepEqual([...names].sort(), ['hover', ...UNHURRIED.map(({ id }) => id)].sort());
  assert.equal(names.at(-1), 'hover');
  for (const { id } of UNHURRIED)
    assert.equal((await client.receive((message) => message.id === id)).error?.code, REQUEST_CANCELLED, id);
  assert.equal(await client.close(), 0);
});

test('fixes of a text that has changed since are not worked out', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize();
  await client.open(UNQUOTED);
  const edit = { range, text: '# typed meanwhile\n' };
  client.together([
    { id: 'old', ...fixAll },
    {
      method: 'textDocument/didChange',
      params: { textDocument: { uri, version: 2 }, contentChanges: [edit] },
    },
    { id: 'new', ...fixAll },
  ]);
  const [old, fresh] = await Promise.all(
    ['old', 'new'].map((name) => client.receive(({ id }) => id === name)),
  );
  assert.equal(old?.error?.code, CONTENT_MODIFIED);
  assert.ok(Array.isArray(fresh?.result) && fresh.result.length === 1);
  assert.equal(await client.close(), 0);
});

/** Thousands of documents, of which the last is wrong: they take seconds to read. */
const MANY = `${Array.from({ length: 4000 }, (_, i) => eniConfig(`a${i}`)).join('---\n')}---\n${eniConfig('wrong').replace('subnet-', 'xsubnet-')}`;
function eniConfig(name: string): string {
  return `apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: { name: ${name} }\nspec: { subnet: subnet-0123456789abcdef0 }\n`;
}

test('a question about another file does not wait for a long one that is being read', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize();
  const long = 'file:///many.yaml';
  await client.open(UNQUOTED);
  await client.push((push) => push.uri === uri);
  client.together([
    {
      method: 'textDocument/didOpen',
      params: { textDocument: { uri: long, languageId: 'yaml', version: 1, text: MANY } },
    },
    { id: 'symbols', method: 'textDocument/documentSymbol', params: { textDocument: { uri: long } } },
    {
      id: 'rename',
      method: 'textDocument/prepareRename',
      params: { textDocument: { uri: long }, position: range.start },
    },
    { id: 'given up', method: 'textDocument/documentSymbol', params: { textDocument: { uri: long } } },
    { method: '$/cancelRequest', params: { id: 'given up' } },
    { id: 'hover', ...hover },
  ]);
  const { result } = await client.receive(({ id }) => id === 'symbols');
  assert.equal((result as readonly unknown[]).length, 4001);
  await client.receive(({ id }) => id === 'rename');
  assert.deepEqual(new Set(answered(client).slice(0, 2)), new Set(['given up', 'hover']));
  const { diagnostics } = await client.push((push) => push.uri === long);
  assert.ok(diagnostics.some(({ code }) => code === 'subnet-not-an-id'));
  assert.deepEqual(client.log, []);
  assert.equal(await client.close(), 0);
});
