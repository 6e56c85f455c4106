import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldersOf, keyOf } from '../../server/src/lsp/folders.js';

test('manifests of the workspace are wanted', () => {
  const { wants } = foldersOf(['file:///repo', 'file:///else/']);
  for (const uri of [
    'file:///repo/a.yaml',
    'file:///repo/a/b.yml',
    'file:///repo/a/b.json',
    'file:///repo/a/Kustomization',
    'file:///else/a.yaml',
    'file:/repo/a.yaml',
    'file:///repo/x/../a.yaml',
  ])
    assert.ok(wants(uri), uri);
});

test('nothing else is', () => {
  const { wants } = foldersOf(['file:///repo', 'vscode-vfs://github/org']);
  for (const uri of [
    'file:///repo',
    'file:///repository/a.yaml',
    'file:///a.yaml',
    'file:///repo/../a.yaml',
    'file:///repo/a.txt',
    'file:///repo/package-lock.json',
    'file:///repo/x/node_modules/y/a.yaml',
    'file:///repo/.terraform/a.yaml',
    'file:///repo/.hidden.yaml',
    'file:///repo/a.yaml?ref=HEAD',
    'file:///repo/a.yaml#W1',
    'git:/repo/a.yaml',
    'untitled:/repo/a.yaml',
    'vscode-vfs://github/organisation/a.yaml',
    'vscode-vfs://gitlab/org/a.yaml',
    'vscode-vfs://github/org/a.yaml?ref=HEAD',
    'github-old:/org/a.yaml',
    'file://[/repo/a.yaml',
    '',
  ])
    assert.ok(!wants(uri), uri);
  assert.ok(!foldersOf([]).wants('file:///a.yaml'));
});

test('workspaces that are on no disk have folders, too', () => {
  for (const [folder, uri, path] of [
    ['vscode-vfs://github/org', 'vscode-vfs://github/org/a b/%C3%A4.yaml', 'a b/ä.yaml'],
    ['vscode-vfs://github%2B7b22/org/', 'vscode-vfs://github+7b22/org/a.yaml', 'a.yaml'],
    ['memfs:/', 'memfs:/a.yaml', 'a.yaml'],
    ['vscode-test-web://mount', 'vscode-test-web://mount/a/b.yaml', 'a/b.yaml'],
  ] as const) {
    const folders = foldersOf([folder]);
    assert.ok(folders.wants(uri), uri);
    assert.deepEqual(
      folders.placesOf(keyOf(uri)).map((each) => each.path),
      [path],
    );
  }
  // A name and no path.
  assert.ok(!foldersOf(['untitled:Untitled-1', 'memfs:/']).wants('untitled:Untitled-1/a.yaml'));
});

test('a text of another name is told about the files near it, and tells them nothing', () => {
  const { holds, wants } = foldersOf(['file:///repo']);
  assert.deepEqual(
    ['cluster.yaml.tmpl', 'node_modules/a.tmpl'].map((name) => [
      holds(`file:///repo/${name}`),
      wants(`file:///repo/${name}`),
    ]),
    [
      [true, false],
      [false, false],
    ],
  );
});

test('only what is below the folder counts, not where the folder is', () => {
  assert.ok(foldersOf(['file:///x/node_modules/.y']).wants('file:///x/node_modules/.y/a.yaml'));
  assert.ok(foldersOf(['file:///']).wants('file:///a.yaml'));
});

test('a file has one key, however its uri is written', () => {
  for (const [a, b] of [
    ['file:///c%3A/a%20b/%28c%29.yaml', 'file:///C:/a b/(c).yaml'],
    ['file:///w%31/a.yaml', 'file:///w1/a.yaml'],
    ['FILE:///%C3%A4.yaml', 'file:///ä.yaml'],
  ] as const)
    assert.equal(keyOf(a), keyOf(b));
  for (const [a, b] of [
    ['file:///w%2531/a.yaml', 'file:///w%31/a.yaml'],
    ['file:///A/a.yaml', 'file:///a/a.yaml'],
    ['git:/a.yaml', 'file:///a.yaml'],
  ] as const)
    assert.notEqual(keyOf(a), keyOf(b));
  assert.equal(keyOf('file:///a%zz.yaml'), 'file:///a%zz.yaml');
});

test('what the user leaves out is neither wanted nor entered, but still told about its neighbours', () => {
  const asked: string[] = [];
  const { holds, wants, enters } = foldersOf(['file:///repo', 'file:///repo/b'], (folder, path, isFolder) => {
    asked.push(`${folder} ${path} ${isFolder}`);
    return folder === 'file:///repo' && path.startsWith('b');
  });
  assert.ok(!wants('file:///repo/bb.yaml'));
  assert.ok(holds('file:///repo/bb.yaml'));
  assert.ok(!enters('file:///repo/bb/'));
  assert.deepEqual(asked, ['file:///repo bb.yaml false', 'file:///repo bb true']);
  // A folder of its own, which does not.
  assert.ok(wants('file:///repo/b/a%20b.yaml'));
  assert.ok(enters('file:///repo/b/c'));
});

test('folders that are entered', () => {
  const { enters } = foldersOf(['file:///repo/']);
  for (const uri of ['file:///repo', 'file:///repo/', 'file:///repo/a', 'file:///repo/a/b/'])
    assert.ok(enters(uri), uri);
  for (const uri of ['file:///', 'file:///repository', 'file:///repo/.git', 'file:///repo/a/node_modules'])
    assert.ok(!enters(uri), uri);
});

test('.gitignore files in folders that are entered', () => {
  const { isGitIgnore } = foldersOf(['file:///repo']);
  for (const uri of ['file:///repo/.gitignore', 'file:///repo/a/.gitignore'])
    assert.ok(isGitIgnore(uri), uri);
  for (const uri of [
    'file:///.gitignore',
    'file:///repo/node_modules/a/.gitignore',
    'file:///repo/x.gitignore',
    'file:///repo/.gitignore/a',
  ])
    assert.ok(!isGitIgnore(uri), uri);
});

test('where a path is in each folder around it', () => {
  const { placesOf } = foldersOf(['file:///repo', 'file:///repo/a/']);
  assert.deepEqual(
    ['file:///repo', 'file:///repo/a', 'file:///repo/a/b', 'file:///repository'].map((key) =>
      placesOf(key).map(({ path }) => path),
    ),
    [[''], ['', 'a'], ['b', 'a/b'], []],
  );
});
