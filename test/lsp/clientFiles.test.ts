import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { createClientFiles } from '../../server/src/lsp/clientFiles.js';
import { foldersOf, MAX_BYTES } from '../../server/src/lsp/folders.js';
import { turn } from '../../server/src/lsp/turns.js';
import { READ_FOLDER } from '../../server/src/protocol.js';

const TOP = 'vscode-vfs://github/org/repo';

/** A client that has these texts, by their paths in the workspace. */
function clientOf(texts: Record<string, string>, top = TOP) {
  const asked: string[] = [];
  const pathOf = (uri: string) => decodeURIComponent(uri.slice(top.replace(/\/$/, '').length + 1));
  const sendRequest = async (method: string, { uri }: { uri: string }) => {
    const path = pathOf(uri);
    asked.push(path);
    if (method !== READ_FOLDER) return texts[path] ?? null;
    const below = Object.keys(texts).filter((each) => path === '' || each.startsWith(`${path}/`));
    const parts = below.map((each) => each.slice(path === '' ? 0 : path.length + 1).split('/'));
    const entries = new Map(parts.map(([name = '', ...more]) => [name, more.length > 0]));
    return entries.size > 0 ? [...entries].map(([name, isFolder]) => ({ name, isFolder })) : null;
  };
  const files = createClientFiles({ sendRequest } as Parameters<typeof createClientFiles>[0]);
  const folders = foldersOf([top], files.isIgnored);
  const list = async (folder = top) => {
    const { uris, isComplete } = await files.list(folder, folders);
    assert.ok(isComplete);
    return uris.map(pathOf);
  };
  return { asked, files, folders, list };
}

test('manifests are listed, those near the top first', async () => {
  const { asked, files, list } = clientOf({
    'a/deep/1.yaml': '',
    'a/100% ü/2.yml': 'kind: ENIConfig\n',
    'b.yaml': '',
    'c.txt': '',
    'node_modules/x/d.yaml': '',
    '.hidden/e.yaml': '',
  });
  assert.deepEqual(await list(), ['b.yaml', 'a/deep/1.yaml', 'a/100% ü/2.yml']);
  assert.deepEqual(asked, ['', 'a', 'a/deep', 'a/100% ü']);
  assert.equal(await files.read(`${TOP}/a/100%25%20%C3%BC/2.yml`), 'kind: ENIConfig\n');
  assert.equal(await files.read(`${TOP}/none.yaml`), undefined);
  // It may be there, and not be told to us.
  assert.deepEqual(await files.list(`${TOP}/none`, foldersOf([TOP])), { uris: [], isComplete: false });
});

for (const top of [TOP, 'memfs:/'])
  test(`folders that .gitignore leaves out of ${top} are not asked for`, async () => {
    const { asked, folders, list } = clientOf(
      {
        '.gitignore': 'rendered/\n*.gen.yaml\n',
        'a.yaml': '',
        'rendered/a.yaml': '',
        'b/.gitignore': '!keep.gen.yaml\n/only.yaml\n',
        'b/keep.gen.yaml': '',
        'b/x.gen.yaml': '',
        'b/only.yaml': '',
        'b/c/only.yaml': '',
        'inner/.git/HEAD': '',
        'inner/a.gen.yaml': '',
      },
      top,
    );
    assert.deepEqual(await list(), ['a.yaml', 'b/keep.gen.yaml', 'inner/a.gen.yaml', 'b/c/only.yaml']);
    assert.ok(!asked.includes('rendered'));
    assert.ok(!folders.wants(`${top.replace(/\/$/, '')}/rendered/new.yaml`));
  });

test('what .gitignore says is known until the folder is listed again', async () => {
  const texts: Record<string, string> = { '.gitignore': 'a.yaml\n', 'a.yaml': '', 'b/c.yaml': '' };
  const { files, folders, list } = clientOf(texts);
  assert.ok(folders.wants(`${TOP}/a.yaml`));
  assert.deepEqual(await list(), ['b/c.yaml']);
  files.forgetIgnored();
  assert.ok(!folders.wants(`${TOP}/a.yaml`));
  // A folder that was moved here is listed alone.
  texts['b/.gitignore'] = 'c.yaml\n';
  assert.deepEqual(await list(`${TOP}/b`), []);
  delete texts['.gitignore'];
  assert.deepEqual(await list(), ['a.yaml']);
});

test('a client that does not know of it is asked once', async () => {
  let asked = 0;
  const sendRequest = async () => {
    asked++;
    throw new ResponseError(ErrorCodes.MethodNotFound, 'no such method');
  };
  const files = createClientFiles({ sendRequest } as Parameters<typeof createClientFiles>[0]);
  assert.deepEqual(await files.list(TOP, foldersOf([TOP])), { uris: [], isComplete: false });
  assert.equal(await files.read(`${TOP}/a.yaml`), undefined);
  assert.equal(asked, 1);
});

test('a file that cannot be read leaves the others', async () => {
  let asked = 0;
  const sendRequest = async () => {
    if (asked++ === 0) throw new Error('offline');
    return 'kind: ENIConfig\n';
  };
  const files = createClientFiles({ sendRequest } as Parameters<typeof createClientFiles>[0]);
  assert.equal(await files.read(`${TOP}/a.yaml`), undefined);
  assert.equal(await files.read(`${TOP}/b.yaml`), 'kind: ENIConfig\n');
});

test('answers that are none are no answers', async () => {
  const large = 'x'.repeat(MAX_BYTES + 1);
  const junk: unknown[] = [5, {}, true, [], ['x'], [null], [{ name: 5, isFolder: true }], large];
  for (const answer of junk) {
    const sendRequest = async () => answer;
    const files = createClientFiles({ sendRequest } as Parameters<typeof createClientFiles>[0]);
    const isEmptyFolder = Array.isArray(answer) && answer.length === 0;
    assert.deepEqual(await files.list(TOP, foldersOf([TOP])), { uris: [], isComplete: isEmptyFolder });
    assert.equal(await files.read(`${TOP}/a.yaml`), undefined);
  }
});

test('a client that is silent is not asked again before it answers', async () => {
  const answers: ((text: string) => void)[] = [];
  const sendRequest = () => new Promise<string>((resolve) => answers.push(resolve));
  const files = createClientFiles({ sendRequest } as Parameters<typeof createClientFiles>[0], 1);
  assert.equal(await files.read(`${TOP}/a.yaml`), undefined);
  assert.equal(await files.read(`${TOP}/b.yaml`), undefined);
  assert.equal(answers.length, 1);
  answers[0]?.('late');
  await turn();
  const again = files.read(`${TOP}/a.yaml`);
  answers[1]?.('in time');
  assert.equal(await again, 'in time');
});
