import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client, positionOf } from './client.js';

const TIMEOUT = { timeout: 20_000 };
const PREFIXES = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });
const CLUSTER = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: us-east-1
managedNodeGroups:
  - name: general
    instanceType: m5.large
`;
const CALICO = `apiVersion: operator.tigera.io/v1
kind: Installation
metadata:
  name: default
spec:
  cni:
    type: Calico
`;
const NO_LIMIT = 'no limit by ENIs: Calico';
/** What a client says that wants to be told when answers about other files are old. */
const REFRESHED = {
  workspace: {
    inlayHint: { refreshSupport: true },
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  window: { workDoneProgress: true },
};

function folder(t: TestContext, name = '') {
  const top = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-workspace-')));
  t.after(() => rmSync(top, { recursive: true }));
  const root = path.join(top, name);
  mkdirSync(root, { recursive: true });
  const uriOf = (name: string) => pathToFileURL(path.join(root, name)).href;
  return {
    uriOf,
    uri: pathToFileURL(root).href,
    write: (name: string, text: string): string => {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
      return uriOf(name);
    },
    move: (from: string, to: string) => renameSync(path.join(root, from), path.join(root, to)),
  };
}

/** A client that answers what the server asks of it; `createsProgress`: how it does that where it shall show progress. */
async function started(
  t: TestContext,
  uri: string | null,
  options: { readonly capabilities?: object; readonly [field: string]: unknown } = {},
  createsProgress: () => unknown = () => null,
  configures: ((params: { items: Asked[] }) => unknown) | undefined = undefined,
) {
  const client = new Client(t);
  const begun: string[] = [];
  const watched: { readonly globPattern: string }[] = [];
  client.connection.onRequest('workspace/inlayHint/refresh', () => null);
  client.connection.onRequest('window/workDoneProgress/create', createsProgress);
  client.connection.onRequest('client/registerCapability', (params: Registrations) => {
    watched.push(...params.registrations.flatMap(({ registerOptions }) => registerOptions?.watchers ?? []));
    return null;
  });
  if (configures) client.connection.onRequest('workspace/configuration', configures);
  client.connection.onNotification('$/progress', ({ value }) => void begun.push(value.kind));
  const { capabilities } = await client.initialize(REFRESHED, {
    rootUri: uri,
    capabilities: REFRESHED,
    ...options,
  });
  const labels = async (of: string): Promise<string[]> => {
    const hints = await client.connection.sendRequest<{ label: string }[]>('textDocument/inlayHint', {
      textDocument: { uri: of },
      range: { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } },
    });
    return hints.map(({ label }) => label.trim());
  };
  const becomes = (of: string, expected: string) =>
    until(
      () => labels(of),
      ([label]) => label === expected,
    );
  const changed = (...changes: { uri: string; type: 1 | 2 | 3 }[]) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  return { client, capabilities, begun, watched, labels, becomes, changed };
}

interface Registrations {
  readonly registrations: readonly {
    readonly registerOptions?: { readonly watchers?: readonly { readonly globPattern: string }[] };
  }[];
}

/** As VS Code writes it, which encodes more than Node does. */
const inVSCode = (uri: string): string =>
  uri
    .replace(/[^\w\-.~/%]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace('%3A', ':');

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
  write('calico.yaml', CALICO);
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, labels } = await started(t, uri);
  await client.open(CLUSTER, clusterUri);
  await until(
    () => labels(clusterUri),
    ([label]) => label === NO_LIMIT,
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

test('what is not a file of the workspace says nothing of it, and is told nothing', TIMEOUT, async (t) => {
  const { write, uri, uriOf } = folder(t, 'repo');
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, labels, becomes } = await started(t, uri);
  await client.open(CLUSTER, clusterUri);
  const strangers = [
    uriOf('aws-node.yaml').replace('file:', 'git:').concat('?%7B%22ref%22%3A%22HEAD%22%7D'),
    uriOf('aws-node.yaml').concat('?ref=HEAD'),
    uriOf('aws-node.yaml').replace('file:', 'vscode-notebook-cell:').concat('#W0'),
    'untitled:Untitled-1',
    uriOf('../aws-node.yaml'),
    uriOf('../repository/aws-node.yaml'),
    uriOf('node_modules/x/aws-node.yaml'),
    uriOf('.terraform/x/aws-node.yaml'),
  ];
  for (const stranger of strangers) {
    await client.open(PREFIXES, stranger);
    await labels(stranger);
    assert.deepEqual(await labels(clusterUri), ['29 pods'], stranger);
  }
  await client.open(PREFIXES, uriOf('aws-node.yaml'));
  await labels(uriOf('aws-node.yaml'));
  await becomes(clusterUri, '110 pods');
  for (const stranger of strangers) {
    await client.change(2, [{ text: CLUSTER }], stranger);
    assert.deepEqual(await labels(stranger), ['29 pods'], stranger);
  }
  assert.equal(await client.close(), 0);
});

test('without a folder each file stands for itself', TIMEOUT, async (t) => {
  const { write } = folder(t);
  const awsNodeUri = write('aws-node.yaml', PREFIXES);
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, labels } = await started(t, null);
  await client.open(PREFIXES, awsNodeUri);
  await client.open(CLUSTER, clusterUri);
  await labels(awsNodeUri);
  assert.deepEqual(await labels(clusterUri), ['29 pods']);
  assert.equal(await client.close(), 0);
});

test('files that the workspace is not read for are not read when they change', TIMEOUT, async (t) => {
  const { write, uri } = folder(t);
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, begun, becomes, changed } = await started(t, uri);
  await client.open(CLUSTER, clusterUri);
  await until(
    async () => begun,
    (kinds) => kinds.includes('end'),
  );
  // Beside the one that counts, any of these would make the mode unknown.
  const others = ['node_modules/x/aws.yaml', '.git/aws.yaml', 'package-lock.json', 'aws.txt'];
  for (const name of others) await changed({ uri: write(name, awsNode({})), type: 1 });
  await changed({ uri: write('aws-node.yaml', PREFIXES), type: 1 });
  await becomes(clusterUri, '110 pods');
  assert.equal(await client.close(), 0);
});

test('a folder that is deleted or moved takes its files along', TIMEOUT, async (t) => {
  const { write, uri, uriOf, move } = folder(t);
  write('cni/deep/aws-node.yaml', PREFIXES);
  write('cni-of-another/readme.yaml', '');
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, becomes, changed } = await started(t, uri);
  await client.open(CLUSTER, clusterUri);
  await becomes(clusterUri, '110 pods');
  move('cni', 'network');
  await changed({ uri: uriOf('cni'), type: 3 });
  await becomes(clusterUri, '29 pods');
  await changed({ uri: uriOf('network'), type: 1 });
  await becomes(clusterUri, '110 pods');
  assert.equal(await client.close(), 0);
});

test('an open file counts before what is on disk, however its uri is written', TIMEOUT, async (t) => {
  const { write, uri, move } = folder(t, 'w%31 [x] (y)+@');
  const onDisk = write('aws-node.yaml', awsNode({}));
  const clusterUri = inVSCode(write('cluster.yaml', CLUSTER));
  const awsNodeUri = inVSCode(onDisk);
  assert.notEqual(awsNodeUri, onDisk);
  const { client, labels, becomes, changed } = await started(t, inVSCode(uri));
  await client.open(CLUSTER, clusterUri);
  await client.open(PREFIXES, awsNodeUri);
  await labels(awsNodeUri);
  await becomes(clusterUri, '110 pods');
  await changed({ uri: onDisk, type: 3 }, { uri: onDisk, type: 1 });
  // Once this has come and gone, so has what was told before it.
  const calicoUri = write('calico.yaml', CALICO);
  await changed({ uri: calicoUri, type: 1 });
  await becomes(clusterUri, NO_LIMIT);
  move('calico.yaml', 'calico.txt');
  await changed({ uri: calicoUri, type: 3 });
  await becomes(clusterUri, '110 pods');
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: awsNodeUri } });
  await becomes(clusterUri, '29 pods');
  assert.equal(await client.close(), 0);
});

for (const [what, createsProgress] of [
  ['refuses to show', () => Promise.reject(new Error('no'))],
  ['never answers about', () => new Promise(() => {})],
] as const) {
  test(`a client that ${what} progress has its workspace read`, TIMEOUT, async (t) => {
    const { write, uri } = folder(t);
    write('aws-node.yaml', PREFIXES);
    const clusterUri = write('cluster.yaml', CLUSTER);
    const { client, begun, becomes } = await started(t, uri, {}, createsProgress);
    await client.open(CLUSTER, clusterUri);
    await becomes(clusterUri, '110 pods');
    assert.deepEqual(begun, []);
    assert.equal(await client.close(), 0);
  });
}

test('folders that are added and removed count and cease to', TIMEOUT, async (t) => {
  const { write, uriOf } = folder(t);
  write('a/aws-node.yaml', awsNode({}));
  write('b/aws-node.yaml', PREFIXES);
  const clusterUri = write('b/cluster.yaml', CLUSTER);
  const [a, b] = [
    { uri: uriOf('a'), name: 'a' },
    { uri: uriOf('b'), name: 'b' },
  ];
  const { client, capabilities, labels, becomes } = await started(t, null, { workspaceFolders: [a] });
  assert.deepEqual(capabilities.workspace, {
    workspaceFolders: { supported: true, changeNotifications: true },
  });
  await client.open(CLUSTER, clusterUri);
  assert.deepEqual(await labels(clusterUri), ['29 pods']);
  const change = (event: object) =>
    client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  await change({ added: [b], removed: [] });
  await becomes(clusterUri, '110 pods');
  await change({ added: [], removed: [{ ...b, uri: `${b.uri}/` }] });
  await becomes(clusterUri, '29 pods');
  assert.equal(await client.close(), 0);
});

/** Enough files that reading them takes a while. */
function many(write: (name: string, text: string) => string): void {
  for (let i = 0; i < 3000; i++) {
    const name = `apps/${i % 50}/${i}.yaml`;
    write(name, `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: agent-${i}\n`);
  }
}

test('a question is answered while 3,000 files are read', { timeout: 60_000 }, async (t) => {
  const { write, uri } = folder(t);
  many(write);
  write('cni/aws-node.yaml', PREFIXES);
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, becomes } = await started(t, uri);
  const progress = (kind: string) => (message: object) =>
    (message as { params?: { value?: { kind?: string } } }).params?.value?.kind === kind;
  await client.open(CLUSTER, clusterUri);
  await client.receive(progress('begin'));
  const answer = await client.request<{ contents: { value: string } }>(
    'textDocument/hover',
    { position: positionOf(CLUSTER, 'm5.large') },
    clusterUri,
  );
  assert.match(answer.contents.value, /m5\.large/);
  assert.ok(!client.received.some(progress('end')), 'answered before all was read');
  await client.receive(progress('end'));
  await becomes(clusterUri, '110 pods');
  assert.equal(await client.close(), 0);
});

test('cancelling an old progress does not end the reading that replaced it', {
  timeout: 60_000,
}, async (t) => {
  const { write, uri } = folder(t);
  many(write);
  write('cni/aws-node.yaml', PREFIXES);
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, begun, becomes } = await started(t, uri);
  await client.open(CLUSTER, clusterUri);
  const { params } = await client.receive(({ method }) => method === '$/progress');
  const { token } = params as { token?: string };
  assert.ok(token);
  client.together([
    {
      method: 'workspace/didChangeConfiguration',
      params: { settings: { vpcCni: { cniVersion: '1.20.0' } } },
    },
    { method: 'window/workDoneProgress/cancel', params: { token } },
  ]);
  await becomes(clusterUri, '110 pods');
  await until(
    async () => begun,
    (kinds) => kinds.filter((kind) => kind === 'end').length === 2,
  );
  assert.equal(await client.close(), 0);
});

test('what .gitignore leaves out says nothing, until it is taken in again', TIMEOUT, async (t) => {
  const { write, uri, uriOf } = folder(t, 'repo');
  write('.git/HEAD', '');
  const ignoreUri = write('.gitignore', 'rendered/\n');
  write('rendered/aws-node.yaml', PREFIXES);
  const clusterUri = write('cluster.yaml', CLUSTER);
  const { client, begun, watched, labels, becomes, changed } = await started(t, uri);
  const readTimes = (count: number) =>
    until(
      async () => begun,
      (kinds) => kinds.filter((kind) => kind === 'end').length === count,
    );
  await client.open(CLUSTER, clusterUri);
  await readTimes(1);
  assert.deepEqual(await labels(clusterUri), ['29 pods']);
  assert.ok(watched.some(({ globPattern }) => globPattern === '**/.gitignore'));
  // Neither when it changes nor when it is open.
  await changed({ uri: uriOf('rendered/aws-node.yaml'), type: 2 });
  await client.open(PREFIXES, uriOf('rendered/aws-node.yaml'));
  await labels(uriOf('rendered/aws-node.yaml'));
  assert.deepEqual(await labels(clusterUri), ['29 pods']);
  write('.gitignore', '\n');
  await changed({ uri: ignoreUri, type: 2 });
  await becomes(clusterUri, '110 pods');
  await readTimes(2);
  write('.gitignore', '/rendered\n');
  await changed({ uri: ignoreUri, type: 2 });
  // At once, and for good.
  assert.deepEqual(await labels(clusterUri), ['29 pods']);
  await readTimes(3);
  assert.deepEqual(await labels(clusterUri), ['29 pods']);
  assert.equal(await client.close(), 0);
});

test('what files.exclude leaves out says nothing, in the folder that it is set for', TIMEOUT, async (t) => {
  const { write, uriOf } = folder(t);
  for (const name of ['a', 'b']) write(`${name}/gen/deep/aws-node.yaml`, PREFIXES);
  const [a, b] = [write('a/cluster.yaml', CLUSTER), write('b/cluster.yaml', CLUSTER)];
  const client = new Client(t);
  let excluded: unknown = { '**/gen': true, '**/*.yaml': { when: '$(basename).json' }, '*.yml': false };
  const asked: unknown[] = [];
  client.connection.onRequest('workspace/configuration', ({ items }: { items: Asked[] }) =>
    items.map(({ section, scopeUri }) => {
      if (section !== 'files.exclude') return null;
      asked.push(scopeUri);
      return scopeUri === uriOf('a') ? excluded : null;
    }),
  );
  const folders = ['a', 'b'].map((name) => ({ uri: uriOf(name), name }));
  await client.initialize(
    { workspace: { configuration: true, workspaceFolders: true } },
    { workspaceFolders: folders },
  );
  const label = async (uri: string): Promise<string> => {
    const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
    const [hint] = await client.request<{ label: string }[]>('textDocument/inlayHint', { range }, uri);
    return hint?.label.trim() ?? '';
  };
  const becomes = (uri: string, expected: string) =>
    until(
      async () => [await label(uri)],
      ([now]) => now === expected,
    );
  for (const uri of [a, b]) await client.open(CLUSTER, uri);
  await becomes(b, '110 pods');
  assert.equal(await label(a), '29 pods');
  assert.deepEqual(asked, [uriOf('a'), uriOf('b')]);
  excluded = { 'gen/*.yaml': true, gem: true, '': true };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await becomes(a, '110 pods');
  excluded = { '*/deep': true };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await becomes(a, '29 pods');
  assert.equal(await label(b), '110 pods');
  assert.equal(await client.close(), 0);
});

test('a client that does not tell what is left out has its workspace read', TIMEOUT, async (t) => {
  const { write, uri } = folder(t);
  write('aws-node.yaml', PREFIXES);
  const clusterUri = write('cluster.yaml', CLUSTER);
  for (const answer of [
    () => Promise.reject(new Error('no')),
    ({ items }: { items: Asked[] }) =>
      items.map(({ section }) => (section === 'vpcCni' ? null : { '**': 'yes', x: null })),
    ({ items }: { items: Asked[] }) => items.map(({ section }) => (section === 'vpcCni' ? null : 'all')),
  ]) {
    const { client, becomes } = await started(
      t,
      uri,
      { capabilities: { ...REFRESHED, workspace: { ...REFRESHED.workspace, configuration: true } } },
      undefined,
      answer,
    );
    await client.open(CLUSTER, clusterUri);
    await becomes(clusterUri, '110 pods');
    assert.equal(await client.close(), 0);
  }
});

test('folders that the user calls clusters', TIMEOUT, async (t) => {
  const { write, uri } = folder(t);
  write('blue/cni/aws-node.yaml', PREFIXES);
  const clusterUri = write('blue/nodes/cluster.yaml', CLUSTER);
  const { client, becomes } = await started(t, uri);
  const choose = (clusters: readonly string[]) =>
    client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { vpcCni: { clusters } },
    });
  await client.open(CLUSTER, clusterUri);
  await becomes(clusterUri, '29 pods');
  await choose(['*']);
  await becomes(clusterUri, '110 pods');
  await choose(['blue', 'blue/nodes']);
  await becomes(clusterUri, '29 pods');
  assert.equal(await client.close(), 0);
});

/** Types that cannot do what the aws-node of the cluster wants of them: a finding that leads to the aws-node. */
const XEN = CLUSTER.replace('m5.large', 'm4.large');

test('a finding leads to the right place in another file, however that was changed', TIMEOUT, async (t) => {
  const { write, uri } = folder(t);
  const awsNodeUri = write('aws-node.yaml', PREFIXES);
  const clusterUri = write('cluster.yaml', XEN);
  const { client, changed } = await started(t, uri, {
    capabilities: { ...REFRESHED, textDocument: { diagnostic: {} } },
  });
  await client.open(XEN, clusterUri);
  const places = async (): Promise<string[]> => {
    const { items } = await client.request<{ items: Linked[] }>('textDocument/diagnostic', {}, clusterUri);
    const links = items.flatMap(({ relatedInformation }) => relatedInformation ?? []);
    return links.map(({ location }) => `${location.uri} ${location.range.start.line}`);
  };
  const lineIn = (text: string) => positionOf(text, 'ENABLE_PREFIX_DELEGATION').line + 1;
  const leadsTo = (text: string) => [`${awsNodeUri} ${lineIn(text)}`];
  const first = await until(places, (links) => links.length > 0);
  assert.deepEqual(first, leadsTo(PREFIXES));
  // On disk: it says the same, further down.
  const lower = `# a comment\n# and another\n${PREFIXES}`;
  write('aws-node.yaml', lower);
  await changed({ uri: awsNodeUri, type: 2 });
  await until(places, ([link]) => link === leadsTo(lower)[0]);
  // In the editor, above the document, in it, and before anybody asks about the file itself.
  await client.open(lower, awsNodeUri);
  const top = { line: 0, character: 0 };
  await client.change(2, [{ range: { start: top, end: top }, text: '#\n#\n#\n' }], awsNodeUri);
  assert.deepEqual(await places(), leadsTo(`#\n#\n#\n${lower}`));
  const inside = { line: lineIn(lower) + 1, character: 0 };
  await client.change(3, [{ range: { start: inside, end: inside }, text: '\n\n' }], awsNodeUri);
  assert.deepEqual(await places(), [`${awsNodeUri} ${lineIn(lower) + 5}`]);
  // What is on disk counts again.
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: awsNodeUri } });
  await until(places, ([link]) => link === leadsTo(lower)[0]);
  assert.equal(await client.close(), 0);
});

interface Asked {
  readonly section: string;
  readonly scopeUri?: string;
}
interface Linked {
  readonly relatedInformation?: readonly {
    readonly location: {
      readonly uri: string;
      readonly range: { readonly start: { readonly line: number } };
    };
  }[];
}
