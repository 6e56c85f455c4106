import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client } from './client.js';

const TIMEOUT = { timeout: 20_000 };
const PREFIXES = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });
const CLUSTER = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: us-east-1
nodeGroups:
  - name: general
    instanceType: m5.large
`;
/** What a client says that wants to be told when answers about other files are old. */
const REFRESHED = {
  workspace: {
    inlayHint: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  window: { workDoneProgress: true },
};

function folder(t: TestContext) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-workspace-')));
  t.after(() => rmSync(root, { recursive: true }));
  const uriOf = (name: string) => pathToFileURL(path.join(root, name)).href;
  return {
    uriOf,
    uri: pathToFileURL(root).href,
    write: (name: string, text: string): string => {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
      return uriOf(name);
    },
  };
}

/** A client that answers what the server asks of it, and waits for the hints of the cluster to become these. */
async function started(t: TestContext, uri: string, options: object = {}) {
  const client = new Client(t);
  const begun: string[] = [];
  client.connection.onRequest('workspace/inlayHint/refresh', () => null);
  client.connection.onRequest('window/workDoneProgress/create', () => null);
  client.connection.onRequest('client/registerCapability', () => null);
  client.connection.onNotification('$/progress', ({ value }) => void begun.push(value.kind));
  await client.initialize(REFRESHED, { rootUri: uri, ...options });
  const labels = async (of: string): Promise<string[]> => {
    const hints = await client.connection.sendRequest<{ label: string }[]>('textDocument/inlayHint', {
      textDocument: { uri: of },
      range: { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } },
    });
    return hints.map(({ label }) => label.trim());
  };
  return { client, begun, labels };
}

/** Asks again until the answer fits; the test's own limit ends a wait for nothing. */
async function until(ask: () => Promise<string[]>, fits: (answer: string[]) => boolean): Promise<string[]> {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test(
  'an aws-node that is not open counts for the nodes near it, and what changes on disk is read',
  TIMEOUT,
  async (t) => {
    const { write, uri } = folder(t);
    const awsNodeUri = write('cni/aws-node.yaml', PREFIXES);
    const clusterUri = write('cluster.yaml', CLUSTER);
    const { client, begun, labels } = await started(t, uri);
    await client.open(CLUSTER, clusterUri);
    const ask = () => labels(clusterUri);
    await until(ask, ([label]) => label === '110 pods');
    await until(
      async () => begun,
      (kinds) => kinds.includes('begin') && kinds.includes('end'),
    );
    write('cni/aws-node.yaml', awsNode({}));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: awsNodeUri, type: 2 }],
    });
    await until(ask, ([label]) => label === '29 pods');
    assert.equal(await client.close(), 0);
  },
);

test('what is written in an open file counts before what is on disk', TIMEOUT, async (t) => {
  const { write, uri } = folder(t);
  const awsNodeUri = write('aws-node.yaml', PREFIXES);
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, labels } = await started(t, uri);
  await client.open(CLUSTER, clusterUri);
  await until(
    () => labels(clusterUri),
    ([label]) => label === '110 pods',
  );
  await client.open(awsNode({}), awsNodeUri);
  await labels(awsNodeUri);
  await until(
    () => labels(clusterUri),
    ([label]) => label === '29 pods',
  );
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: awsNodeUri } });
  await until(
    () => labels(clusterUri),
    ([label]) => label === '110 pods',
  );
  assert.equal(await client.close(), 0);
});

test('another CNI near the nodes: ENIs do not limit their pods', TIMEOUT, async (t) => {
  const { write, uri } = folder(t);
  write(
    'calico.yaml',
    'apiVersion: operator.tigera.io/v1\nkind: Installation\nmetadata:\n  name: default\nspec:\n  cni:\n    type: Calico\n',
  );
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, labels } = await started(t, uri);
  await client.open(CLUSTER, clusterUri);
  await until(
    () => labels(clusterUri),
    ([label]) => label === 'no limit by ENIs: Calico',
  );
  assert.equal(await client.close(), 0);
});

test('the workspace is left unread where the user wants that', TIMEOUT, async (t) => {
  const { write, uri } = folder(t);
  write('aws-node.yaml', PREFIXES);
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, begun, labels } = await started(t, uri, {
    initializationOptions: { readWorkspace: false },
  });
  await client.open(CLUSTER, clusterUri);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual(await labels(clusterUri), ['29 pods']);
  assert.deepEqual(begun, []);
  assert.equal(await client.close(), 0);
});
