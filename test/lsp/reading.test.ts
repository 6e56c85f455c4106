import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { type ReadOptions, readFolders, type WorkspaceFiles } from '../../server/src/lsp/reading.js';
import { MAX_FILES } from '../../server/src/lsp/walk.js';

const TEXT = awsNode({});
const FOLDER = 'file:///repo';
const uris = (count: number) => Array.from({ length: count }, (_, i) => `${FOLDER}/${i}.yaml`);

/** Files that all say the same; `onRead` is called while one is being read. */
const filesOf = (count: number, onRead: (uri: string) => void = () => {}, text = TEXT): WorkspaceFiles => ({
  list: async (_, { wants }) => ({ uris: uris(count).filter(wants), isComplete: count < MAX_FILES }),
  read: async (uri) => {
    onRead(uri);
    return text;
  },
  isIgnored: () => false,
  forgetIgnored: () => {},
});

async function read(files: WorkspaceFiles, options: Partial<ReadOptions> = {}) {
  const { found, later, isComplete } = await readFolders(
    [FOLDER, `${FOLDER}/`],
    files,
    () => DEFAULT_SETTINGS,
    {
      signal: new AbortController().signal,
      enters: () => true,
      wants: () => true,
      mayRead: () => true,
      wantsAll: () => false,
      progress: () => {},
      ...options,
    },
  );
  return { names: found.map(({ sight }) => sight.name.slice(FOLDER.length + 1)), later, isComplete };
}

test('all that is wanted is read, each file once', async () => {
  const asked: string[] = [];
  const files = filesOf(30, (uri) => asked.push(uri));
  const { names, isComplete } = await read(files, { wants: (uri) => !uri.endsWith('1.yaml') });
  const wanted = uris(30).filter((uri) => !uri.endsWith('1.yaml'));
  assert.deepEqual(asked, wanted);
  assert.deepEqual(
    names,
    wanted.map((uri) => uri.slice(FOLDER.length + 1)),
  );
  assert.ok(isComplete);
});

test('what says nothing is not kept', async () => {
  const { names, isComplete } = await read(filesOf(3, () => {}, 'kind: Ingress\n'));
  assert.deepEqual([names, isComplete], [[], true]);
});

test('a reading that ends early has what was read, and is not whole', async () => {
  const own = new AbortController();
  let reads = 0;
  const files = filesOf(100, () => {
    if (++reads === 50) own.abort();
  });
  const { names, isComplete } = await read(files, { signal: own.signal });
  assert.ok(names.length < 60, `${names.length} files`);
  assert.ok(!isComplete);
});

test('open files are not read, nor does that leave out anything', async () => {
  const { names, isComplete } = await read(filesOf(3), { mayRead: (uri) => !uri.endsWith('1.yaml') });
  assert.deepEqual([names, isComplete], [['0.yaml', '2.yaml'], true]);
});

test('of a workspace that is too large a part is read', async () => {
  const { names, isComplete } = await read(filesOf(MAX_FILES, () => {}, 'env:\n'));
  assert.deepEqual([names, isComplete], [[], false]);
});

test('the event loop turns between two files, and between two documents of one', async () => {
  for (const [count, text] of [
    [50, TEXT],
    [1, `${TEXT}---\n`.repeat(50)],
  ] as const) {
    let turns = 0;
    let isOver = false;
    const turned = () => {
      turns++;
      if (!isOver) setImmediate(turned);
    };
    setImmediate(turned);
    await read(filesOf(count, () => {}, text));
    isOver = true;
    assert.ok(turns >= 50, `${turns} turns`);
  }
});

test('progress goes from nothing to all', async () => {
  const seen: (readonly number[])[] = [];
  await read(filesOf(120), { progress: (done, all) => seen.push([done, all]) });
  assert.deepEqual(seen, [
    [1, 120],
    [51, 120],
    [101, 120],
  ]);
});

test('what only policies ask for is left for later where there are none', async () => {
  const workload = 'kind: Deployment\nspec: { template: { spec: { containers: [] } } }\n';
  const left = await read(filesOf(3, () => {}, workload));
  assert.deepEqual(left, { names: [], later: uris(3), isComplete: true });
  const all = await read(
    filesOf(3, () => {}, workload),
    { wantsAll: () => true },
  );
  assert.deepEqual(all, { names: ['0.yaml', '1.yaml', '2.yaml'], later: [], isComplete: true });
});
