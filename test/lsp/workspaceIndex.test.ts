import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { sightIn } from '../../server/src/core/analysis.js';
import { NO_CLUSTER } from '../../server/src/core/model/cluster.js';
import { sightFrom } from '../../server/src/core/model/sight.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { fileOf, indexed, WorkspaceIndex } from '../../server/src/lsp/workspaceIndex.js';

const TEXT = awsNode({});
const sight = (uri: string) => sightIn(fileOf(uri), TEXT, DEFAULT_SETTINGS);
const FOLDER = 'file:///repo';

const seen = (index: WorkspaceIndex): number =>
  index.neighboursOf(`${FOLDER}/here.yaml`, NO_CLUSTER).installs.length;

test('a folder is taken out with all below it, but for what is open', () => {
  const index = new WorkspaceIndex();
  for (const name of ['a/1.yaml', 'a/b/2.yaml', 'a/open.yaml', 'ab/3.yaml', 'c d/4.yaml'])
    index.set(sight(`${FOLDER}/${name}`));
  const { version } = index;
  index.deleteBelow([`${FOLDER}/nothing`], () => false);
  assert.equal(index.version, version);
  index.deleteBelow([`${FOLDER}/a/`, `${FOLDER}/c%20d`], (key) => key.endsWith('open.yaml'));
  assert.equal(seen(index), 2);
  assert.notEqual(index.version, version);
});

test('a whole reading takes the place of what was known, one that was cut short is added to it', () => {
  const index = new WorkspaceIndex();
  const reading = (isComplete: boolean, ...names: string[]) => ({
    isComplete,
    later: [],
    found: names.flatMap((name) => indexed(sight(`${FOLDER}/${name}`)) ?? []),
  });
  const paths = () => [...index.sights()].map(({ name }) => name.slice(FOLDER.length + 1)).sort();
  index.set(sight(`${FOLDER}/open.yaml`));
  const open = index.sightOf(`${FOLDER}/open.yaml`);
  const keeps = ({ name }: { name: string }) => name.endsWith('open.yaml');
  index.take(reading(true, '1.yaml', '2.yaml', 'open.yaml'), keeps);
  assert.deepEqual(paths(), ['1.yaml', '2.yaml', 'open.yaml']);
  index.take(reading(false, '3.yaml'), keeps);
  assert.deepEqual(paths(), ['1.yaml', '2.yaml', '3.yaml', 'open.yaml']);
  index.take(reading(true, '3.yaml'), keeps);
  assert.deepEqual(paths(), ['3.yaml', 'open.yaml']);
  assert.equal(index.sightOf(`${FOLDER}/open.yaml`), open);
});

test('that all was read is known until something is left out', () => {
  const index = new WorkspaceIndex();
  const knowsAll = () => index.neighboursOf(`${FOLDER}/here.yaml`, NO_CLUSTER).anywhere.complete;
  const found = [indexed(sight(`${FOLDER}/1.yaml`)) ?? assert.fail()];
  assert.equal(knowsAll(), undefined);
  index.take({ later: [], found, isComplete: true }, () => false);
  assert.equal(knowsAll(), true);
  index.take({ later: [], found: [], isComplete: false }, () => false);
  assert.equal(knowsAll(), undefined);
  index.take({ later: [], found, isComplete: true }, () => false);
  index.clear();
  index.set(sight(`${FOLDER}/1.yaml`));
  assert.equal(knowsAll(), undefined);
});

test('what is said counts as a version, where it is said only as an edition', () => {
  const index = new WorkspaceIndex();
  const uri = `${FOLDER}/1.yaml`;
  const put = (text: string) => index.set(sightIn(fileOf(uri), text, DEFAULT_SETTINGS));
  put(TEXT);
  const { version, edition } = index;
  put(`# a comment\n${TEXT}`);
  assert.equal(index.version, version);
  assert.notEqual(index.edition, edition);
  put(awsNode({ MAX_ENI: '"2"' }));
  assert.notEqual(index.version, version);
});

test('what is first of several does not depend on what was written first', () => {
  const index = new WorkspaceIndex();
  const uris = ['c.yaml', 'a.yaml', 'b.yaml'].map((name) => `${FOLDER}/${name}`);
  for (const uri of uris) index.set(sight(uri));
  const first = () =>
    index
      .neighboursOf(`${FOLDER}/here.yaml`, NO_CLUSTER)
      .installs.map((install) => index.homes.placeOf(install, { start: 0, end: 0 })?.name);
  const inOrder = [...uris].sort();
  assert.deepEqual(first(), inOrder);
  index.delete(`${FOLDER}/a.yaml`);
  index.set(sight(`${FOLDER}/a.yaml`));
  assert.deepEqual(first(), inOrder);
  const tried = index.neighboursWith(sight(`${FOLDER}/0.yaml`))(`${FOLDER}/here.yaml`, NO_CLUSTER);
  assert.deepEqual(
    tried.installs.map((install) => index.homes.placeOf(install, { start: 0, end: 0 })?.name),
    [undefined, ...inOrder],
  );
});

test('lines of other files end as those of an editor do', () => {
  const seen = sight(`${FOLDER}/a.yaml`);
  for (const text of ['a\nb\r\nc\rd\r\re', 'no line end', '\r\n\r\n', '\n\r']) {
    const { lines } = sightFrom(seen, text, seen);
    const document = TextDocument.create(seen.name, 'yaml', 1, text);
    const starts = Array.from({ length: document.lineCount }, (_, line) =>
      document.offsetAt({ line, character: 0 }),
    );
    assert.deepEqual([...lines], starts, JSON.stringify(text));
  }
});

test('files that no longer count are taken out', () => {
  const index = new WorkspaceIndex();
  for (const name of ['1.yaml', '2.yaml']) index.set(sight(`${FOLDER}/${name}`));
  index.retain((uri) => uri.endsWith('1.yaml'));
  assert.equal(seen(index), 1);
});

test('the folders that the user calls clusters are kept apart', () => {
  const index = new WorkspaceIndex();
  index.set(sight(`${FOLDER}/a/aws-node.yaml`));
  assert.equal(seen(index), 1);
  index.clusterOf = (path) => path.slice(0, path.lastIndexOf('/'));
  assert.equal(seen(index), 0);
});

test('what is in sight from a file does not depend on how the index came about', () => {
  const object = (kind: string, name: string, spec: string) =>
    `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, labels: { app: ${name} } }\n${spec}\n`;
  const eniConfig = (name: string, subnet: string) =>
    `apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: { name: ${name} }\nspec: { subnet: ${subnet} }\n`;
  const policy = (app: string) =>
    `apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata: { name: ${app} }\nspec: { podSelector: { matchLabels: { app: ${app} } } }\n`;
  const texts = [
    '',
    eniConfig('a', 'subnet-1'),
    eniConfig('a', 'subnet-2'),
    `${eniConfig('b', 'subnet-1')}---\n${policy('a')}`,
    policy('a'),
    policy('b'),
    object('Pod', 'a', 'spec: { containers: [{ name: a, image: a }] }'),
    object('Pod', 'b', 'spec: { hostNetwork: true, containers: [{ name: a, image: a }] }'),
    object('ServiceAccount', 'a', ''),
    TEXT,
    awsNode({ MAX_ENI: '"2"' }),
    'resources: [a.yaml, b/c.yaml]\n',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: a }\nnodeGroups: [{ name: a }]\n',
  ];
  const names = ['a.yaml', 'b/c.yaml', 'b/kustomization.yaml', 'd/e.yaml', 'kustomization.yaml'];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...texts)), { maxLength: 12 }),
      (edits) => {
        const index = new WorkspaceIndex();
        const now = new Map<string, string>();
        for (const [name, text] of edits) {
          index.set(sightIn(fileOf(`${FOLDER}/${name}`), text, DEFAULT_SETTINGS));
          now.set(name, text);
          const fresh = new WorkspaceIndex();
          for (const [each, said] of now)
            fresh.set(sightIn(fileOf(`${FOLDER}/${each}`), said, DEFAULT_SETTINGS));
          const own = index.sightOf(`${FOLDER}/${name}`)?.cluster ?? NO_CLUSTER;
          assert.deepEqual(
            index.neighboursOf(`${FOLDER}/${name}`, own),
            fresh.neighboursOf(`${FOLDER}/${name}`, own),
          );
        }
      },
    ),
    { seed: 11, numRuns: 300 },
  );
});
