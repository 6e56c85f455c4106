import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sightIn } from '../../server/src/core/analysis.js';
import { NO_CLUSTER } from '../../server/src/core/model/cluster.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { fileOf, type WorkspaceFiles, WorkspaceIndex } from '../../server/src/lsp/workspaceIndex.js';

const TEXT = awsNode({});
const sight = (uri: string) => sightIn(fileOf(uri), TEXT, DEFAULT_SETTINGS);
const FOLDER = 'file:///repo';
const uris = (count: number) => Array.from({ length: count }, (_, i) => `${FOLDER}/${i}.yaml`);

/** Files that all say the same; `onRead` is called while one is being read. */
const filesOf = (count: number, onRead: (uri: string) => void = () => {}): WorkspaceFiles => ({
  list: async () => uris(count),
  read: async (uri) => {
    onRead(uri);
    return TEXT;
  },
});

const seen = (index: WorkspaceIndex): number =>
  index.neighboursOf(`${FOLDER}/here.yaml`, NO_CLUSTER).installs.length;

function scan(
  index: WorkspaceIndex,
  files: WorkspaceFiles,
  options: Partial<Parameters<WorkspaceIndex['scan']>[3]> = {},
) {
  const { signal } = new AbortController();
  return index.scan([FOLDER, `${FOLDER}/`], files, DEFAULT_SETTINGS, {
    signal,
    wants: () => true,
    progress: () => {},
    ...options,
  });
}

test('all that is wanted is read, each file once', async () => {
  const index = new WorkspaceIndex();
  const read: string[] = [];
  const files = filesOf(3, (uri) => read.push(uri));
  await scan(index, files, { wants: (uri) => !uri.endsWith('1.yaml') });
  assert.deepEqual(read, [`${FOLDER}/0.yaml`, `${FOLDER}/2.yaml`]);
  assert.equal(seen(index), 2);
});

test('what is read when the reading ends is not taken', async () => {
  const index = new WorkspaceIndex();
  const own = new AbortController();
  const files = filesOf(5, (uri) => uri.endsWith('1.yaml') && own.abort());
  await scan(index, files, { signal: own.signal });
  assert.equal(seen(index), 1);
});

test('a file that is opened while it is read is not taken', async () => {
  const index = new WorkspaceIndex();
  const open = new Set<string>();
  await scan(
    index,
    filesOf(3, (uri) => open.add(uri)),
    { wants: (uri) => !open.has(uri) },
  );
  assert.equal(seen(index), 0);
});

test('the event loop turns between two files', async () => {
  const index = new WorkspaceIndex();
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await scan(index, filesOf(50));
  isOver = true;
  assert.ok(turns >= 50, `${turns} turns`);
});

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
