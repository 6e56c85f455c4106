import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import {
  APPLY,
  type Application,
  COSTS,
  type CostRow,
  EXPLORE,
  type Exploration,
} from '../../server/src/protocol.js';
import { Client } from './client.js';

const TIMEOUT = { timeout: 30_000 };
const NODE = awsNode({ WARM_ENI_TARGET: '"2"' });
const URI = 'file:///aws-node.yaml';

async function explorer(t: TestContext, options: object = {}) {
  const client = new Client(t);
  await client.initialize({}, options);
  const ask = <T>(method: string, params: unknown) => client.connection.sendRequest<T>(method, params);
  return {
    client,
    explore: (params: unknown) => ask<Exploration>(EXPLORE, params),
    costs: (params: unknown) => ask<CostRow[]>(COSTS, params),
    apply: (params: unknown) => ask<Application>(APPLY, params),
  };
}

const question = (more: object = {}) => ({ types: [], tried: {}, subnets: [], ...more });

/** A folder of the workspace with a form of the cluster, and what is in its files. */
async function workspaceWith(t: TestContext, form: string) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-explorer-')));
  t.after(() => rmSync(root, { recursive: true }));
  cpSync(path.join('test/forms', form), root, { recursive: true });
  const uriOf = (name: string) => pathToFileURL(path.join(root, name)).href;
  const textOf = (name: string) => readFileSync(path.join(root, name), 'utf8');
  const started = await explorer(t, { workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'w' }] });
  /** Once the folder is read. */
  const found = async (params: unknown): Promise<Exploration> => {
    for (;;) {
      const answer = await started.explore(params);
      if (answer.canApply) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { ...started, found, root, uriOf, textOf };
}

const edited = (text: string, edits: readonly TextEdit[]): string =>
  TextDocument.applyEdits(TextDocument.create(URI, 'yaml', 0, text), [...edits]);

test('a change in the manifest and what is tried move the picture', TIMEOUT, async (t) => {
  const { client, explore, costs } = await explorer(t);
  await client.open(NODE);
  const before = await explore(question({ uri: URI }));
  assert.equal(before.source, 'The configuration is that of aws-node in /aws-node.yaml:2.');
  assert.equal(before.pool?.series[0]?.title, 'as written: 2 ENIs warm');
  await client.change(2, [{ text: NODE.replace('"2"', '"0"') }]);
  const tried = { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' };
  const after = await explore(question({ uri: URI, tried }));
  assert.deepEqual(
    after.pool?.series.map(({ title }) => title),
    ['as written: secondary IPs, 0 ENIs warm', 'tried: prefix delegation, 1 prefix warm'],
  );
  assert.deepEqual([before.types[0]?.pods, after.types[0]?.pods], [29, 110]);
  const row = (await costs(question({ uri: URI, tried }))).find(({ name }) => name === 'm5.large');
  assert.deepEqual([row?.pods, row?.workloads], [110, 108]);
});

test(
  'what is tried is written back, for the version of the document that was asked about',
  TIMEOUT,
  async (t) => {
    const { client, explore, apply } = await explorer(t);
    await client.open(NODE);
    const applied = await apply(question({ uri: URI, tried: { WARM_ENI_TARGET: '0', MAX_ENI: '2' } }));
    assert.ok('edits' in applied);
    assert.deepEqual([applied.uri, applied.version], [URI, 1]);
    const text = edited(NODE, [...applied.edits]);
    const added = '            - name: MAX_ENI\n              value: "2"\n';
    assert.equal(text.replace(added, '').replace('"0"', '"2"'), NODE);
    await client.change(2, [{ text }]);
    const { controls, pool } = await explore(question({ uri: URI }));
    assert.deepEqual(
      controls.flatMap(({ name, written }) => (written === undefined ? [] : [`${name}=${written}`])),
      ['MAX_ENI=2', 'WARM_ENI_TARGET=0'],
    );
    assert.equal(pool?.series[0]?.title, 'as written: 0 ENIs warm');
  },
);

test('whatever is asked is answered', TIMEOUT, async (t) => {
  const { client, explore, costs, apply } = await explorer(t);
  for (const asked of [
    {},
    { uri: 7 },
    { uri: 'file:///nowhere.yaml', types: 'x', tried: [], subnets: {} },
    {
      uri: 'file:///etc/passwd',
      types: [null, 5],
      tried: { MAX_ENI: {}, WARM_IP_TARGET: '1e9' },
      podsPerNode: 1e9,
    },
    { uri: 'untitled:\u0000', subnets: ['x'], daemonSetPods: -1 },
  ]) {
    const { source, types } = await explore(asked);
    assert.match(source, /defaults/);
    assert.equal(types[0]?.name, 'm5.large');
    assert.ok((await costs(asked)).length > 1000);
    assert.ok('refused' in (await apply(asked)));
  }
  assert.deepEqual(
    client.log.filter((line) => /explore|apply|costs/.test(line)),
    [],
  );
});

test(
  'an aws-node of several files: its layers are named, and the uppermost file that can be is written to',
  TIMEOUT,
  async (t) => {
    const { client, found: foundIn, explore, apply, uriOf, textOf } = await workspaceWith(t, 'kustomize');
    const uri = uriOf('overlay/nodes.yaml');
    await client.open(textOf('overlay/nodes.yaml'), uri);
    const tried = { WARM_ENI_TARGET: '1', MAX_ENI: '3', MINIMUM_IP_TARGET: '10' };
    const found = await foundIn(question({ uri, types: ['m5.xlarge'], tried }));
    assert.equal(
      found.source,
      'The configuration is that of aws-node in base/aws-node.yaml:1, with overlay/aws-node.yaml:1 and overlay/kustomization.yaml:14 on top.',
    );
    assert.equal(found.canApply, true);
    const applied = await apply(question({ uri, types: ['m5.xlarge'], tried }));
    assert.ok('edits' in applied, JSON.stringify(applied));
    assert.deepEqual([applied.uri, applied.version], [uriOf('overlay/aws-node.yaml'), undefined]);
    const text = edited(textOf('overlay/aws-node.yaml'), [...applied.edits]);
    await client.open(text, applied.uri);
    const after = await explore(question({ uri, types: ['m5.xlarge'] }));
    assert.deepEqual(
      after.controls.flatMap(({ name, value }) => (Object.hasOwn(tried, name) ? [[name, value]] : [])),
      Object.entries(tried).sort(([a], [b]) => order(a) - order(b)),
    );
    // Open by now, it has a version.
    const again = await apply(question({ uri, tried: { MAX_ENI: '2' } }));
    assert.ok('edits' in again);
    assert.equal(again.version, 1);
  },
);

const order = (name: string): number => ['MAX_ENI', 'WARM_ENI_TARGET', 'MINIMUM_IP_TARGET'].indexOf(name);

test('a file that is not open is read', TIMEOUT, async (t) => {
  const { found, explore, apply, uriOf, textOf, root } = await workspaceWith(t, 'helm');
  const uri = uriOf('values.yaml');
  const { controls, source } = await found(question({ uri }));
  assert.equal(source, 'The configuration is that of aws-node in values.yaml:2.');
  assert.equal(controls.find(({ name }) => name === 'WARM_ENI_TARGET')?.written, '2');
  const applied = await apply(question({ uri, tried: { WARM_PREFIX_TARGET: '2' } }));
  assert.ok('edits' in applied && applied.version === undefined);
  const text = edited(textOf('values.yaml'), [...applied.edits]);
  writeFileSync(path.join(root, 'values.yaml'), text);
  const after = await explore(question({ uri }));
  assert.equal(after.controls.find(({ name }) => name === 'WARM_PREFIX_TARGET')?.written, '2');
  assert.equal(
    text.replace('  WARM_PREFIX_TARGET: "2"\n', ''),
    textOf('values.yaml').replace('  WARM_PREFIX_TARGET: "2"\n', ''),
  );
});
