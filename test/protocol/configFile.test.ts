import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client, type Diagnostic } from './client.js';
import { repository } from './repository.js';

const TIMEOUT = { timeout: 20_000 };
const MISTAKE = awsNode({ AWS_VPC_ENI_MTU: '9001' });
const OFF = 'rules:\n  unquoted-value: off\n';

/** A client of a folder, that answers what the server asks; its pulls say how often the server has told it to ask again. */
async function started(t: TestContext, uri: string, capabilities: object, options: object = {}) {
  const client = new Client(t);
  let refreshes = 0;
  let refreshed = () => {};
  client.connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    refreshed();
    return null;
  });
  client.connection.onRequest('client/registerCapability', () => null);
  await client.initialize(capabilities, {
    workspaceFolders: [{ uri, name: 'repo' }],
    capabilities,
    ...options,
  });
  const pull = async (of: string): Promise<string[]> => {
    const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {}, of);
    return items.map(({ code, severity, message }) =>
      code === 'config-file' ? message : `${severity} ${code}`,
    );
  };
  /** What is pulled once it is so; each pull after the server has told that answers are old. */
  const until = async (of: string, expected: readonly string[]): Promise<void> => {
    for (;;) {
      const seen = refreshes;
      const found = await pull(of);
      if (JSON.stringify(found) === JSON.stringify(expected)) return;
      if (seen === refreshes) await new Promise<void>((resolve) => (refreshed = resolve));
    }
  };
  return { client, pull, until };
}

const PULLS = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
};

const GROUP = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: blue, region: us-east-1 }
managedNodeGroups:
  - { name: general, instanceType: m5.large, maxPodsPerNode: 110 }
`;

test('editing the file changes what is said of another open one', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const manifest = write('apps/aws-node.yaml', MISTAKE);
  const config = write('.vpc-cni.yaml', OFF);
  const { client, until, pull } = await started(t, uri, PULLS);
  await client.open(MISTAKE, manifest);
  await until(manifest, []);
  await client.open(OFF, config);
  assert.deepEqual(await pull(config), []);
  await client.change(2, [{ text: 'rules: { unquoted-value: warning }\n' }], config);
  await until(manifest, ['2 unquoted-value']);
  // The text on disk counts again.
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: config } });
  await until(manifest, []);
  assert.equal(await client.close(), 0);
});

test('the file is followed on disk', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const manifest = write('aws-node.yaml', MISTAKE);
  const { client, until } = await started(t, uri, PULLS);
  await client.open(MISTAKE, manifest);
  await until(manifest, ['1 unquoted-value']);
  const config = write('.vpc-cni.yaml', OFF);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: config, type: 1 }],
  });
  await until(manifest, []);
  write('.vpc-cni.yaml', '');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: config, type: 2 }],
  });
  await until(manifest, ['1 unquoted-value']);
  assert.equal(await client.close(), 0);
});

test('a client that tells of no files tells of texts that are opened and saved', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const manifest = write('aws-node.yaml', MISTAKE);
  const { client } = await started(t, uri, {});
  await client.open(MISTAKE, manifest);
  const pushed = (count: number, version: number) =>
    client.push((push) => push.version === version && push.diagnostics.length === count);
  await pushed(1, 1);
  write('.vpc-cni.yaml', OFF);
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: manifest } });
  await pushed(0, 1);
  assert.equal(await client.close(), 0);
});

test('the file counts more than the settings of the editor, which stay for the rest', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const both = awsNode({ AWS_VPC_ENI_MTU: '9001', WARM_IP_TARGET: '"x"' });
  const manifest = write('aws-node.yaml', both);
  write('.vpc-cni.yaml', 'rules: { unquoted-value: information }\n');
  const { client, until } = await started(t, uri, PULLS, {
    initializationOptions: { rules: { 'unquoted-value': 'off', 'ignored-value': 'hint' } },
  });
  await client.open(both, manifest);
  await until(manifest, ['3 unquoted-value', '4 ignored-value']);
  const elsewhere = 'file:///elsewhere/aws-node.yaml';
  await client.open(both, elsewhere);
  await until(elsewhere, ['4 ignored-value']);
  assert.equal(await client.close(), 0);
});

test('each folder of the workspace has a file of its own', TIMEOUT, async (t) => {
  const [one, two] = [repository(t), repository(t)];
  one.write('.vpc-cni.yaml', OFF);
  two.write('.vpc-cni.yaml', 'rules: { unquoted-value: hint }\n');
  const { client, until } = await started(t, one.uri, PULLS, {
    workspaceFolders: [one, two].map(({ uri }) => ({ uri, name: 'x' })),
  });
  const manifests = [one, two].map(({ write }) => write('aws-node.yaml', MISTAKE));
  for (const manifest of manifests) await client.open(MISTAKE, manifest);
  await until(manifests[0] ?? '', []);
  await until(manifests[1] ?? '', ['4 unquoted-value']);
  assert.equal(await client.close(), 0);
});

test('files that are ignored are neither judged nor seen', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  write('aws-node.yaml', awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }));
  const manifest = write('cluster.yaml', GROUP);
  const { client, until } = await started(t, uri, PULLS);
  await client.open(GROUP, manifest);
  await until(manifest, []);
  const config = write('.vpc-cni.yaml', 'ignore: [aws-node.yaml]\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: config, type: 1 }],
  });
  await until(manifest, ['3 max-pods-above-capacity']);
  await client.open('ignore: ["*.yaml"]\n', config);
  await until(manifest, []);
  assert.equal(await client.close(), 0);
});

test('the file itself: findings, a fix, completion and hover', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const text = 'rulez:\n  fatal-value: \n';
  const config = write('sub/.vpc-cni.yaml', text);
  const { client, pull } = await started(t, uri, PULLS);
  await client.open(text, config);
  assert.deepEqual(await pull(config), ['There is no setting "rulez"; did you mean rules?']);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
  const [action] = await client.request<{ title: string; edit: { changes: Record<string, unknown[]> } }[]>(
    'textDocument/codeAction',
    { range, context: { diagnostics: [] } },
    config,
  );
  assert.deepEqual(
    [action?.title, action?.edit.changes[config]],
    ['Write rules', [{ range, newText: 'rules' }]],
  );
  await client.change(2, [{ text: 'rules:\n  fatal-value: \n' }], config);
  const position = { line: 1, character: 15 };
  const offers = await client.request<{ label: string }[]>('textDocument/completion', { position }, config);
  assert.deepEqual(
    offers.map(({ label }) => label),
    ['off', 'error', 'warning', 'information', 'hint'],
  );
  const hover = await client.request<{ contents: { value: string } }>(
    'textDocument/hover',
    { position: { line: 0, character: 2 } },
    config,
  );
  assert.match(hover.contents.value, /^Severity of single rules/);
  assert.equal(await client.close(), 0);
});

test('a file of another name says in itself that it is not read', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const misnamed = write('.vpc-cni.yml', OFF);
  const { client, pull } = await started(t, uri, PULLS);
  await client.open(OFF, misnamed);
  assert.deepEqual(await pull(misnamed), [
    'Settings are read from .vpc-cni.yaml, not from .vpc-cni.yml: rename the file.',
  ]);
  assert.equal(await client.close(), 0);
});
