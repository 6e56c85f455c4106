import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Page } from '../../server/src/protocol.js';
import { Client, type Position, positionOf } from './client.js';

const TIMEOUT = { timeout: 20_000 };

interface Location {
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** A server with one of the forms of our cluster as its workspace, its files read. */
async function started(t: TestContext, form: string, more: Readonly<Record<string, string>> = {}) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-navigation-')));
  t.after(() => rmSync(root, { recursive: true }));
  if (form) cpSync(`test/forms/${form}`, root, { recursive: true });
  for (const [name, text] of Object.entries(more)) writeFileSync(path.join(root, name), text);
  const client = new Client(t);
  client.connection.onRequest('window/workDoneProgress/create', () => null);
  client.connection.onRequest('client/registerCapability', () => null);
  const read = new Promise<void>((resolve) => {
    client.connection.onNotification('$/progress', ({ value }) => {
      if (value.kind === 'end') resolve();
    });
  });
  await client.initialize({ window: { workDoneProgress: true } }, { rootUri: pathToFileURL(root).href });
  await read;
  const uriOf = (name: string) => pathToFileURL(path.join(root, name)).href;
  const textOf = (name: string) => readFileSync(path.join(root, name), 'utf8');
  const open = (name: string) =>
    client.open(textOf(name), uriOf(name), name.endsWith('json') ? 'json' : 'yaml');
  /** Asks about a text in a file. */
  const ask = <T>(method: string, name: string, needle: string, params: object = {}, add = 1) =>
    client.connection.sendRequest<T>(method, {
      textDocument: { uri: uriOf(name) },
      position: positionOf(textOf(name), needle, add),
      ...params,
    });
  const shown = (locations: readonly Location[]) =>
    locations
      .map(({ uri, range }) => `${path.relative(root, new URL(uri).pathname)}:${range.start.line + 1}`)
      .sort();
  return { client, uriOf, textOf, open, ask, shown };
}

test('a zone of nodes leads to its ENIConfig, and back', TIMEOUT, async (t) => {
  const { open, ask, shown } = await started(t, 'daemonset');
  await open('nodes.yaml');
  await open('eniconfigs.yaml');
  assert.deepEqual(shown(await ask('textDocument/definition', 'nodes.yaml', 'us-west-2a')), [
    'eniconfigs.yaml:4',
  ]);
  assert.deepEqual(
    shown(
      await ask('textDocument/references', 'eniconfigs.yaml', 'us-west-2a', {
        context: { includeDeclaration: true },
      }),
    ),
    ['eniconfigs.yaml:4', 'nodes.yaml:18'],
  );
  const highlights = await ask<readonly { kind: number }[]>(
    'textDocument/documentHighlight',
    'eniconfigs.yaml',
    'us-west-2a',
  );
  assert.deepEqual(
    highlights.map(({ kind }) => kind),
    [3],
  );
});

test('ENIConfigs in the text of an add-on are found, too', TIMEOUT, async (t) => {
  const { open, ask, shown } = await started(t, 'eksctl');
  await open('nodes.yaml');
  const [at] = shown(await ask('textDocument/definition', 'nodes.yaml', 'us-west-2b'));
  assert.match(at ?? '', /^cluster\.yaml:/);
});

test('an ENIConfig inside of a text in quotes is renamed there', TIMEOUT, async (t) => {
  // Without its nodes, which are in zones of these names.
  const addon = readFileSync('test/forms/addon/create-addon.json', 'utf8');
  const { open, ask, uriOf, textOf } = await started(t, '', { 'create-addon.json': addon });
  await open('create-addon.json');
  const renamed = await ask<{ changes: Record<string, { range: Location['range']; newText: string }[]> }>(
    'textDocument/rename',
    'create-addon.json',
    'us-west-2a',
    { newName: 'pods-a' },
  );
  const [edit, ...others] = renamed.changes[uriOf('create-addon.json')] ?? [];
  assert.deepEqual(others, []);
  assert.equal(edit?.newText, 'pods-a');
  assert.deepEqual(edit?.range.start, positionOf(textOf('create-addon.json'), 'us-west-2a'));
  assert.deepEqual(Object.keys(renamed.changes), [uriOf('create-addon.json')]);
});

test('what cannot be renamed says why', TIMEOUT, async (t) => {
  const { open, ask } = await started(t, 'daemonset');
  await open('eniconfigs.yaml');
  await open('nodes.yaml');
  const place = await ask<{ placeholder: string }>(
    'textDocument/prepareRename',
    'eniconfigs.yaml',
    'us-west-2a',
  );
  assert.equal(place.placeholder, 'us-west-2a');
  assert.equal(await ask('textDocument/prepareRename', 'nodes.yaml', 'us-west-2a'), null);
  const rename = (newName: string) =>
    ask('textDocument/rename', 'eniconfigs.yaml', 'us-west-2a', { newName });
  await assert.rejects(rename('Not A Name'), /no name of an object/);
  await assert.rejects(rename('us-west-2b'), /already/);
  // Zones of nodes keep their names, and the ENIConfig is found by those.
  await assert.rejects(rename('pods-a'), /Nodes in us-west-2a find this ENIConfig by the name of their zone/);
});

test('objects of files that are not open are found by name', TIMEOUT, async (t) => {
  const { client } = await started(t, 'daemonset');
  const names = async (query: string) =>
    (await client.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query })).map(
      ({ name }) => name,
    );
  assert.deepEqual(await names('eniconfig'), ['us-west-2a', 'us-west-2b']);
  assert.deepEqual(await names('db-cl'), ['db-clients']);
});

test('the effective configuration leads to where each value is set', TIMEOUT, async (t) => {
  const { client, open, uriOf, textOf } = await started(t, 'helm');
  await open('nodes.yaml');
  const page = await client.connection.sendRequest<Page>('vpcCni/effectiveConfiguration', {
    uri: uriOf('nodes.yaml'),
  });
  const lines = page.text.split('\n');
  const line = lines.findIndex((each) => each.includes('ENABLE_PREFIX_DELEGATION'));
  const link = page.links.find((each) => each.line === line);
  assert.ok(link, page.text);
  const target = positionOf(textOf('values.yaml'), 'ENABLE_PREFIX_DELEGATION');
  assert.equal(lines[line]?.slice(link.start, link.end), `values.yaml:${target.line + 1}`);
  assert.deepEqual(link.target, { uri: uriOf('values.yaml'), ...target });
  assert.match(lines.find((each) => each.includes('WARM_ENI_TARGET')) ?? '', /never read/);
});

test('an upgrade tells what it changes', TIMEOUT, async (t) => {
  const { client, open, uriOf } = await started(t, 'helm');
  await open('values.yaml');
  const uri = uriOf('values.yaml');
  const releases = await client.connection.sendRequest<{ inSight: string[]; known: string[] }>(
    'vpcCni/releases',
    { uri },
  );
  assert.deepEqual(releases.inSight, ['1.18.6']);
  assert.ok(releases.known.includes('1.23.1'));
  const page = await client.connection.sendRequest<Page>('vpcCni/previewUpgrade', { uri, to: '1.12.6' });
  assert.match(page.text, /from release 1\.18\.6 to 1\.12\.6/);
  assert.match(page.text, /NETWORK_POLICY_ENFORCING_MODE|fatal-value/);
});

test('an upgrade of an add-on that is not open tells what EKS refuses', TIMEOUT, async (t) => {
  const { client, open, uriOf } = await started(t, 'eksctl');
  await open('policy.yaml');
  const page = await client.connection.sendRequest<Page>('vpcCni/previewUpgrade', {
    uri: uriOf('policy.yaml'),
    to: '1.12.0',
  });
  const lines = page.text.split('\n');
  const line = lines.findIndex((each) => each.includes('Version 1.12.0 of the add-on has no'));
  const link = page.links.find((each) => each.line === line);
  assert.ok(link, page.text);
  assert.match(lines[line] ?? '', /^ {2}error addon-key-unknown: /);
  assert.match(lines[line]?.slice(link.start, link.end) ?? '', /^cluster\.yaml:\d+$/);
});

test('names of variables are links', TIMEOUT, async (t) => {
  const { client, open, uriOf } = await started(t, 'helm');
  await open('values.yaml');
  const links = await client.connection.sendRequest<{ target: string }[]>('textDocument/documentLink', {
    textDocument: { uri: uriOf('values.yaml') },
  });
  assert.ok(
    links.some(({ target }) => target.includes('/v1.18.6/README.md#enable_pod_eni')),
    JSON.stringify(links),
  );
});

test('workloads are read once there is a policy that may select them', TIMEOUT, async (t) => {
  const cart = `kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  template:
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: cart, image: cart }] }
`;
  const policy = readFileSync('test/forms/helm/policy.yaml', 'utf8');
  const { client, uriOf, shown } = await started(t, '', { 'cart.yaml': cart });
  await client.open(policy, uriOf('policy.yaml'));
  // They are read in the background: asked until they are.
  for (;;) {
    const locations = await client.connection.sendRequest<Location[]>('textDocument/definition', {
      textDocument: { uri: uriOf('policy.yaml') },
      position: positionOf(policy, 'podSelector', 1),
    });
    if (locations.length === 0) continue;
    assert.deepEqual(shown(locations), ['cart.yaml:2']);
    break;
  }
});
