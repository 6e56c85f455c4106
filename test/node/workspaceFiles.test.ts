import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { MAX_FILES } from '../../server/src/lsp/walk.js';
import { createWorkspaceFiles } from '../../server/src/node/workspaceFiles.js';

function folder(t: TestContext, names: readonly string[] = []) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-files-')));
  t.after(() => rmSync(root, { recursive: true }));
  const at = (name: string) => path.join(root, name);
  const write = (name: string, text: string | Buffer = '') => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  };
  for (const name of names) write(name);
  return { at, write, uriOf: (name = '') => pathToFileURL(at(name)).href };
}

const ALL = { enters: () => true, wants: () => true };

test('manifests are listed, those near the top first; neither others nor what is hidden', async (t) => {
  const { uriOf, at } = folder(t, [
    'a/deep/1.yaml',
    'a/2.yml',
    'b.yaml',
    'a b/Kustomization',
    'b.txt',
    'package-lock.json',
    '.hidden.yaml',
    '.git/x.yaml',
    'a/node_modules/x.yaml',
    'a/.terraform/x.json',
  ]);
  symlinkSync(at('a'), at('link'));
  const { uris, isComplete } = await createWorkspaceFiles().list(uriOf(), ALL);
  const wanted = ['b.yaml', 'a/2.yml', 'a b/Kustomization', 'a/deep/1.yaml'].map(uriOf);
  assert.deepEqual([...uris].sort(), [...wanted].sort());
  assert.equal(uris[0], wanted[0]);
  assert.equal(uris.at(-1), wanted.at(-1));
  assert.ok(isComplete);
});

test('only folders that are entered and files that are wanted', async (t) => {
  const { uriOf } = folder(t, ['a/1.yaml', 'b/2.yaml', 'b/3.yaml']);
  const asked: string[] = [];
  const { uris } = await createWorkspaceFiles().list(uriOf(), {
    enters: (uri) => !uri.endsWith('/a'),
    wants: (uri) => asked.push(uri) > 0 && !uri.endsWith('3.yaml'),
  });
  assert.deepEqual(uris, [uriOf('b/2.yaml')]);
  assert.deepEqual(asked.sort(), [uriOf('b/2.yaml'), uriOf('b/3.yaml')]);
});

test('a listing that is cut short, or too long, is not complete', async (t) => {
  const { uriOf } = folder(t, ['a/1.yaml', 'a/b/2.yaml']);
  const files = createWorkspaceFiles();
  const none = await files.list(uriOf(), { ...ALL, signal: AbortSignal.abort() });
  assert.deepEqual(none, { uris: [], isComplete: false });
  const many = folder(
    t,
    Array.from({ length: MAX_FILES + 1 }, (_, i) => `${i % 2 ? '' : 'a/'}${i}.yaml`),
  );
  const { uris, isComplete } = await files.list(many.uriOf(), ALL);
  assert.ok(uris.length > MAX_FILES || !isComplete);
});

test('what is no folder has no files', async (t) => {
  const { uriOf } = folder(t, ['a.yaml']);
  const files = createWorkspaceFiles();
  for (const uri of [uriOf('a.yaml'), uriOf('nothing'), 'untitled:a', 'file://[/'])
    assert.deepEqual(await files.list(uri, ALL), { uris: [], isComplete: true }, uri);
});

test('files are read as their byte order mark says; what is no file, or too large, is not', async (t) => {
  const { uriOf, write, at } = folder(t);
  write('8.yaml', '\uFEFFkind: ä\n');
  write('16.yaml', Buffer.from('\uFEFFkind: ä\n', 'utf16le'));
  write('large.yaml', ' '.repeat(1_500_001));
  mkdirSync(at('folder.yaml'));
  const { read } = createWorkspaceFiles();
  assert.equal(await read(uriOf('8.yaml')), 'kind: ä\n');
  assert.equal(await read(uriOf('16.yaml')), 'kind: ä\n');
  for (const uri of [uriOf('large.yaml'), uriOf('folder.yaml'), uriOf('no.yaml'), 'untitled:a', 'file://[/'])
    assert.equal(await read(uri), undefined, uri);
});

test('what .gitignore says is remembered until it is forgotten', (t) => {
  const { uriOf, write } = folder(t, ['a/1.yaml']);
  write('.gitignore', 'a/*.yaml\n');
  const files = createWorkspaceFiles();
  const isIgnored = () => files.isIgnored(uriOf(), 'a/1.yaml', false);
  assert.ok(isIgnored());
  write('.gitignore', '');
  assert.ok(isIgnored());
  files.forgetIgnored();
  assert.ok(!isIgnored());
  assert.ok(!files.isIgnored('untitled:a', 'a/1.yaml', false));
});
