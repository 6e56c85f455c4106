import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { READ_FILE, READ_FOLDER, STATUS, STATUS_CHANGED, type Status } from '../../server/src/protocol.js';
import { Client } from './client.js';

const TIMEOUT = { timeout: 20_000 };
const TOP = 'vscode-vfs://github/org/repo';
const CLUSTER = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: us-east-1
managedNodeGroups:
  - name: general
    instanceType: m5.large
`;
const PREFIXES = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });
const CAPABILITIES = {
  workspace: { inlayHint: { refreshSupport: true }, workspaceFolders: true },
  textDocument: { diagnostic: {} },
  experimental: { [STATUS_CHANGED]: true },
};

/** A client with a virtual workspace of these texts, by their paths, with `cluster.yaml` open. */
async function started(
  t: TestContext,
  texts: Record<string, string>,
  untilRead: Promise<void> = Promise.resolve(),
) {
  const client = new Client(t);
  const asked: string[] = [];
  const pathOf = (uri: string) => decodeURIComponent(uri.slice(TOP.length + 1));
  client.connection.onRequest(READ_FOLDER, ({ uri }: { uri: string }) => {
    asked.push(pathOf(uri));
    const start = uri === TOP ? '' : `${pathOf(uri)}/`;
    const parts = Object.keys(texts)
      .filter((path) => path.startsWith(start))
      .map((path) => path.slice(start.length).split('/'));
    return [
      ...new Map(parts.map(([name = '', ...more]) => [name, { name, isFolder: more.length > 0 }])).values(),
    ];
  });
  client.connection.onRequest(READ_FILE, async ({ uri }: { uri: string }) => {
    asked.push(pathOf(uri));
    await untilRead;
    return texts[pathOf(uri)] ?? null;
  });
  client.connection.onRequest('workspace/inlayHint/refresh', () => null);
  await client.initialize(CAPABILITIES, {
    rootUri: TOP,
    workspaceFolders: [{ uri: TOP, name: 'repo' }],
  });
  const uri = `${TOP}/cluster.yaml`;
  await client.open(CLUSTER, uri);
  /** Waits until a hint says it; the test runner's own limit ends a wait for nothing. */
  const becomes = async (expected: string): Promise<void> => {
    const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
    for (;;) {
      const hints = await client.request<{ label: string }[]>('textDocument/inlayHint', { range }, uri);
      if (hints.some(({ label }) => label.includes(expected))) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { asked, becomes, client, uri };
}

test('while files are read status says so, and that it changes when they are', TIMEOUT, async (t) => {
  let read = () => {};
  const untilRead = new Promise<void>((resolve) => {
    read = resolve;
  });
  const texts = { 'cluster.yaml': CLUSTER, 'cni.yaml': 'kind: DaemonSet\nmetadata: {name: other}\n' };
  const { client, uri } = await started(t, texts, untilRead);
  const status = () => client.connection.sendRequest<Status>(STATUS, { uri });
  assert.deepEqual([(await status()).isReading, (await status()).maxPods], [true, 29]);
  // Nobody asks again before it is told.
  const isRead = new Promise<void>((resolve) =>
    client.connection.onNotification(STATUS_CHANGED, async () => {
      if (!(await status()).isReading) resolve();
    }),
  );
  read();
  await isRead;
  assert.equal((await status()).maxPods, 29);
});

test('files that the client answers for with anything but a text leave the others', TIMEOUT, async (t) => {
  const texts = { 'cluster.yaml': CLUSTER, 'cni/aws-node.yaml': PREFIXES };
  const junk = { '.vpc-cni.yaml': 5, 'a.yaml': { text: 'x' }, '.gitignore': ['x'] } as object;
  const { becomes, client } = await started(t, { ...texts, ...junk });
  await becomes('110 pods');
  assert.deepEqual(
    client.log.filter((line) => /failed|TypeError/.test(line)),
    [],
  );
});

test('a workspace that only the client can read is read through it', TIMEOUT, async (t) => {
  const { asked, becomes } = await started(t, {
    'cluster.yaml': CLUSTER,
    'cni/aws-node.yaml': PREFIXES,
    '.gitignore': 'rendered/\n',
    'rendered/aws-node.yaml': awsNode({}),
  });
  await becomes('110 pods');
  assert.ok(asked.includes('cni') && !asked.some((path) => path.startsWith('rendered')), String(asked));
});
