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
    'vscode-vfs://github/org/a.yaml',
    'file://[/repo/a.yaml',
    '',
  ])
    assert.ok(!wants(uri), uri);
  assert.ok(!foldersOf([]).wants('file:///a.yaml'));
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
