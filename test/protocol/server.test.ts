import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client, type Diagnostic, positionOf } from './client.js';

/** What the API server refuses is safe to mend. */
const UNQUOTED = awsNode({ ENABLE_PREFIX_DELEGATION: 'true' });
const BAD = awsNode({ ENABLE_PREFIX_DELEGATION: '"yes"', WARM_PREFIX_TARGET: '"1"' });
const PULL = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
const TIMEOUT = { timeout: 20_000 };

test('a client that pulls gets diagnostics when it asks', TIMEOUT, async (t) => {
  const client = new Client(t);
  const { capabilities } = await client.initialize(PULL);
  assert.ok(capabilities.diagnosticProvider);
  await client.open(BAD);
  const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic');
  assert.deepEqual(
    items.map(({ code, source, severity }) => ({ code, source, severity })),
    [{ code: 'ignored-value', source: 'VPC CNI', severity: 2 }],
  );
  assert.match(items[0]?.codeDescription?.href ?? '', /docs\/rules\/ignored-value\.md$/);
  assert.equal(client.pushed.length, 0);
  assert.equal(await client.close(), 0);
});

test('a client that does not is sent them, with the version they belong to', TIMEOUT, async (t) => {
  const client = new Client(t);
  const { capabilities } = await client.initialize();
  assert.equal(capabilities.diagnosticProvider, undefined);
  await client.open(BAD);
  const first = await client.push(({ version }) => version === 1);
  assert.deepEqual(
    first.diagnostics.map(({ code }) => code),
    ['ignored-value'],
  );
  const start = positionOf(BAD, '"yes"');
  const end = positionOf(BAD, '"yes"', 5);
  await client.change(2, [{ range: { start, end }, text: '"true"' }]);
  const second = await client.push(({ version }) => version === 2);
  assert.deepEqual(second.diagnostics, []);
  assert.equal(await client.close(), 0);
});

test('keystrokes that pile up are answered once, with the last text', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize();
  await client.open(BAD);
  await client.push(({ version }) => version === 1);
  const start = positionOf(BAD, '"yes"', 1);
  client.together(
    [...'abcdefgh'].map((text, i) => ({
      method: 'textDocument/didChange',
      params: {
        textDocument: { uri: 'file:///aws-node.yaml', version: i + 2 },
        contentChanges: [{ range: { start, end: start }, text }],
      },
    })),
  );
  const last = await client.push(({ version }) => version === 9);
  assert.match(last.diagnostics[0]?.message ?? '', /hgfedcbayes/);
  assert.equal(client.pushed.length, 2);
  assert.equal(await client.close(), 0);
});

test('hover, hints, completion, fixes, symbols and status answer for our manifests', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize(PULL);
  await client.open(BAD);

  const hover = await client.request<{ contents: { value: string } }>('textDocument/hover', {
    position: positionOf(BAD, 'ENABLE_PREFIX_DELEGATION', 3),
  });
  assert.match(hover.contents.value, /in effect `false`/);
  assert.match(hover.contents.value, /\| → \| \*\*secondary IPs\*\* \| \*\*29\*\*/);

  const whole = { range: { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } } };
  const hints = await client.request<{ label: string }[]>('textDocument/inlayHint', whole);
  assert.deepEqual(
    hints.map(({ label }) => label),
    ['29 pods · m5.large', '110 pods if on'],
  );

  const position = positionOf(BAD, '"yes"', 1);
  const values = await client.request<{ label: string }[]>('textDocument/completion', { position });
  assert.deepEqual(
    values.map(({ label }) => label),
    ['true', 'false'],
  );

  const at = { range: { start: position, end: position }, context: { diagnostics: [] } };
  const actions = await client.request<{ title: string; kind: string; isPreferred?: boolean }[]>(
    'textDocument/codeAction',
    at,
  );
  assert.ok(
    actions.some(
      ({ title, kind, isPreferred }) => title.includes('"true"') && kind === 'quickfix' && !isPreferred,
    ),
  );
  // Prefixes would be delegated at last: that is for people to decide.
  assert.ok(actions.every(({ kind }) => kind !== 'source.fixAll.vpcCni'));

  const [symbol] = await client.request<{ name: string; children: { name: string }[] }[]>(
    'textDocument/documentSymbol',
  );
  assert.equal(symbol?.name, 'aws-node');
  assert.deepEqual(
    symbol?.children.map(({ name }) => name),
    ['aws-vpc-cni-init', 'aws-node'],
  );

  const status = await client.connection.sendRequest('vpcCni/status', { uri: 'file:///aws-node.yaml' });
  assert.deepEqual(status, {
    instanceType: 'm5.large',
    origin: 'default',
    maxPods: 29,
    mode: 'secondary IPs',
    formula: '3 × (10 − 1) + 2 = 29',
  });
  assert.equal(await client.close(), 0);
});

test('only what was asked for comes back among code actions', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize(PULL);
  await client.open(UNQUOTED);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const actions = await client.request<
    { kind: string; edit: { changes: Record<string, { newText: string }[]> } }[]
  >('textDocument/codeAction', { range, context: { diagnostics: [], only: ['source.fixAll'] } });
  assert.deepEqual(
    actions.map(({ kind }) => kind),
    ['source.fixAll.vpcCni'],
  );
  assert.deepEqual(
    actions[0]?.edit.changes['file:///aws-node.yaml']?.map(({ newText }) => newText),
    ['"true"'],
  );
  assert.equal(await client.close(), 0);
});

test('settings are asked for, and change the answers', TIMEOUT, async (t) => {
  const client = new Client(t);
  let instanceType = 'm5.xlarge';
  client.connection.onRequest('workspace/configuration', () => [
    { instanceType, rules: { 'ignored-value': 'error' } },
  ]);
  const refreshed = new Promise<void>((resolve) =>
    client.connection.onRequest('workspace/diagnostic/refresh', () => {
      resolve();
      return null;
    }),
  );
  await client.initialize({ ...PULL, workspace: { ...PULL.workspace, configuration: true } });
  await client.open(BAD);
  await refreshed;
  const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic');
  assert.equal(items[0]?.severity, 1);
  instanceType = 'nonsense.type';
  const again = new Promise<void>((resolve) =>
    client.connection.onRequest('workspace/diagnostic/refresh', () => {
      resolve();
      return null;
    }),
  );
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
  await again;
  const status = await client.connection.sendRequest<{ maxPods?: number }>('vpcCni/status', {
    uri: 'file:///aws-node.yaml',
  });
  assert.equal(status.maxPods, undefined);
  assert.equal(await client.close(), 0);
});

test('settings without configuration requests come with the notification', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize({}, { initializationOptions: { rules: { 'ignored-value': 'off' } } });
  await client.open(BAD);
  const first = await client.push(({ version }) => version === 1);
  assert.deepEqual(first.diagnostics, []);
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { vpcCni: {} } });
  const second = await client.push(({ diagnostics }) => diagnostics.length > 0);
  assert.equal(second.diagnostics[0]?.code, 'ignored-value');
  assert.equal(await client.close(), 0);
});

test('a document of somebody else gets nothing', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize(PULL);
  const uri = 'file:///docker-compose.yaml';
  await client.open('services:\n  web:\n    environment:\n      WARM_IP_TARGET: yes\n', uri);
  const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {}, uri);
  assert.deepEqual(items, []);
  const position = { line: 3, character: 8 };
  assert.equal(await client.request('textDocument/hover', { position }, uri), null);
  assert.deepEqual(await client.request('textDocument/completion', { position }, uri), []);
  assert.equal(await client.connection.sendRequest('vpcCni/status', { uri }), null);
  assert.equal(await client.close(), 0);
});

test(
  'closing a document takes its diagnostics away, and requests for it find nothing',
  TIMEOUT,
  async (t) => {
    const client = new Client(t);
    await client.initialize();
    await client.open(BAD);
    await client.push(({ version }) => version === 1);
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: 'file:///aws-node.yaml' },
    });
    await client.push(({ version, diagnostics }) => version === undefined && diagnostics.length === 0);
    assert.equal(await client.request('textDocument/hover', { position: { line: 0, character: 0 } }), null);
    assert.equal(await client.close(), 0);
  },
);

test('settings that come after the first pull make the client ask again', TIMEOUT, async (t) => {
  const client = new Client(t);
  let answer: (sections: object[]) => void = () => {};
  const asked = new Promise<object[]>((resolve) => {
    answer = resolve;
  });
  client.connection.onRequest('workspace/configuration', () => asked);
  await client.initialize({ ...PULL, workspace: { ...PULL.workspace, configuration: true } });
  await client.open(BAD);
  const severity = async () =>
    (await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic')).items[0]?.severity;
  assert.equal(await severity(), 2);
  answer([{ cniVersion: 'banana', rules: { 'ignored-value': 'error' } }]);
  // This client refuses the request it said it supports; the server lives on.
  await client.receive(({ method }) => method === 'workspace/diagnostic/refresh');
  assert.equal(await severity(), 1);
  await client.receive(({ params }) => /refresh: .*Unhandled method/.test(params?.message ?? ''));
  assert.match(client.log[0] ?? '', /^vpcCni\.cniVersion should be a release such as 1\.\d+\.\d+; using ""$/);
  assert.equal(await client.close(), 0);
});

test('the text counts, not its version', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize(PULL);
  const codes = async () =>
    (await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic')).items.map(({ code }) => code);
  await client.open(BAD);
  assert.deepEqual(await codes(), ['ignored-value']);
  await client.open(awsNode({}));
  assert.deepEqual(await codes(), []);
  await client.change(1, [{ text: BAD }]);
  assert.deepEqual(await codes(), ['ignored-value']);
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: 'file:///aws-node.yaml' },
    contentChanges: [{ text: awsNode({}) }],
  });
  assert.deepEqual(await codes(), []);
  assert.deepEqual(client.log, []);
  assert.equal(await client.close(), 0);
});

test('code actions without a context, and with one kind that is not in a list', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize(PULL);
  await client.open(UNQUOTED);
  const start = positionOf(BAD, '"yes"', 1);
  const kinds = async (params: object) =>
    (
      await client.request<{ kind: string }[]>('textDocument/codeAction', {
        range: { start, end: start },
        ...params,
      })
    ).map(({ kind }) => kind);
  const all = await kinds({ context: { diagnostics: [] } });
  assert.ok(all.includes('quickfix') && all.includes('source.fixAll.vpcCni'));
  assert.deepEqual(await kinds({}), all);
  assert.deepEqual(await kinds({ context: { only: 'source' } }), ['source.fixAll.vpcCni']);
  assert.deepEqual(client.log, []);
  assert.equal(await client.close(), 0);
});

test(
  'all safe fixes at once are worked out when they are chosen, where the client asks then',
  TIMEOUT,
  async (t) => {
    const client = new Client(t);
    const codeAction = { dataSupport: true, resolveSupport: { properties: ['edit'] } };
    const { capabilities } = await client.initialize({ textDocument: { codeAction } });
    assert.deepEqual(capabilities.codeActionProvider, {
      codeActionKinds: ['quickfix', 'source.fixAll.vpcCni'],
      resolveProvider: true,
    });
    await client.open(awsNode({ ENABLE_PREFIX_DELEGATION: 'true' }));
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const ask = (context: object) =>
      client.request<{ kind: string; edit?: object }[]>('textDocument/codeAction', { range, context });
    const [offered, ...others] = await ask({ diagnostics: [] });
    assert.deepEqual([offered?.kind, offered?.edit, others], ['source.fixAll.vpcCni', undefined, []]);
    const chosen = await client.connection.sendRequest<{ edit?: object }>('codeAction/resolve', offered);
    // On saving nobody asks again.
    const [onSave] = await ask({ diagnostics: [], only: ['source.fixAll'] });
    assert.ok(onSave?.edit);
    assert.deepEqual(chosen.edit, onSave.edit);
    // Once the text has nothing to mend, so has the action.
    await client.change(2, [{ text: awsNode({}) }]);
    assert.deepEqual(await client.connection.sendRequest('codeAction/resolve', offered), offered);
    assert.deepEqual(await ask({ diagnostics: [] }), []);
    const strange = { title: 'x', data: { uri: 5 } };
    assert.deepEqual(await client.connection.sendRequest('codeAction/resolve', strange), strange);
    assert.deepEqual(client.log, []);
    assert.equal(await client.close(), 0);
  },
);

test('a document that was never opened has nothing to tell', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize(PULL);
  const position = { line: 0, character: 0 };
  const range = { start: position, end: position };
  const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic');
  assert.deepEqual(items, []);
  for (const [method, params] of Object.entries({
    'textDocument/hover': { position },
    'textDocument/completion': { position },
    'textDocument/codeAction': { range, context: { diagnostics: [] } },
    'textDocument/inlayHint': { range },
    'textDocument/documentSymbol': {},
    'vpcCni/status': { uri: 'file:///aws-node.yaml' },
  }))
    assert.equal(await client.request(method, params), null, method);
  // The types that can be chosen are the same everywhere.
  const types = await client.request<object[]>('vpcCni/instanceTypes', { uri: 'file:///aws-node.yaml' });
  assert.ok(types.length > 1000);
  assert.deepEqual(client.log, []);
  assert.equal(await client.close(), 0);
});

test('a page is asked for without saying of what', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize(PULL);
  await client.open(BAD);
  for (const method of ['vpcCni/effectiveConfiguration', 'vpcCni/previewUpgrade'])
    for (const params of [null, {}, { uri: null }, { uri: 5 }, { uri: {} }, [], 'x']) {
      const { text } = await client.connection.sendRequest<{ text: string }>(method, params);
      assert.equal(text, 'The document is no longer open.\n', `${method} ${JSON.stringify(params)}`);
    }
  assert.deepEqual(client.log, []);
  assert.equal(await client.close(), 0);
});

test('a request that is cancelled while it waits its turn is answered with that', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize(PULL);
  await client.open(BAD);
  const textDocument = { uri: 'file:///aws-node.yaml' };
  client.together([
    { id: 'first', method: 'textDocument/documentSymbol', params: { textDocument } },
    { id: 'second', method: 'textDocument/diagnostic', params: { textDocument } },
    { id: 'third', method: 'vpcCni/instanceTypes', params: textDocument },
    { id: 'fourth', method: 'textDocument/documentSymbol', params: { textDocument } },
    { method: '$/cancelRequest', params: { id: 'second' } },
    { method: '$/cancelRequest', params: { id: 'third' } },
  ]);
  const [first, second, third, fourth] = await Promise.all(
    ['first', 'second', 'third', 'fourth'].map((name) => client.receive(({ id }) => id === name)),
  );
  const REQUEST_CANCELLED = -32800;
  assert.deepEqual([second?.error?.code, third?.error?.code], [REQUEST_CANCELLED, REQUEST_CANCELLED]);
  assert.ok(first?.result);
  assert.deepEqual(fourth?.result, first.result);
  assert.equal(await client.close(), 0);
});

test('without a transport the server says how it is started', () => {
  for (const args of [[], ['--socket=banana']]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/server.js', ...args], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.equal(stderr, 'vpc-cni language server: start it with --stdio, --node-ipc or --socket=PORT\n');
  }
});
