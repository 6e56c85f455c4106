import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { GitIgnore } from '../../server/src/node/gitIgnore.js';

/** Folders with these `.gitignore` files, by the folder; '' is the top, a repository if the name is not `bare`. */
function repository(t: TestContext, lists: Readonly<Record<string, string>>, git = '.git') {
  const top = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-ignore-')));
  t.after(() => rmSync(top, { recursive: true }));
  if (git) mkdirSync(path.join(top, git));
  for (const [folder, list] of Object.entries(lists)) {
    mkdirSync(path.join(top, folder), { recursive: true });
    writeFileSync(path.join(top, folder, '.gitignore'), list);
  }
  /** Those of the files that are left out, seen from a folder. */
  return (files: readonly string[], from = '') => {
    const ignored = new GitIgnore(path.join(top, from));
    return files.filter((file) => ignored.leavesOut(path.join(top, file), file.endsWith('/')));
  };
}

test('patterns of one file: the last one that fits decides', (t) => {
  const ignored = repository(t, {
    '': '# comment\n\n/rendered/\n*.gen.yaml\n!keep.gen.yaml\ncharts/*/charts\nspace\\ \n\\#x.yaml\n/\n',
  });
  const files = [
    'rendered/',
    'rendered/deep/a.yaml',
    'sub/a.gen.yaml',
    'charts/blue/charts/a.yaml',
    'space /a.yaml',
    '#x.yaml',
  ];
  const others = [
    'a.yaml',
    'sub/rendered/a.yaml',
    'rendered',
    'keep.gen.yaml',
    'charts/charts/a.yaml',
    '# comment',
  ];
  assert.deepEqual(ignored([...files, ...others]), files);
});

test('files further down are heard last, and reach no further than their folder', (t) => {
  const ignored = repository(t, {
    '': 'build/\n*.json\n',
    a: '!build/\n/only.yaml\nall.yaml\n',
    'a/b': '!*.json\n',
    'odd [x]* name': 'x.yaml\n',
  });
  const files = [
    'build/a.yaml',
    'x.json',
    'a/x.json',
    'a/only.yaml',
    'a/b/all.yaml',
    'odd [x]* name/deep/x.yaml',
  ];
  const others = [
    'a/build/a.yaml',
    'a/b/x.json',
    'a/b/only.yaml',
    'only.yaml',
    'all.yaml',
    'x.yaml',
    'odd x* name/x.yaml',
  ];
  assert.deepEqual(ignored([...files, ...others]), files);
});

test('nothing comes back that is in a folder that is left out', (t) => {
  const ignored = repository(t, { '': 'out\n!out/keep.yaml\n', 'out/deep': '!*\n' });
  assert.deepEqual(ignored(['out/keep.yaml', 'out/deep/a.yaml']), ['out/keep.yaml', 'out/deep/a.yaml']);
});

test('files above a folder count as far as its repository goes', (t) => {
  const ignored = repository(t, { '': 'top.yaml\n', sub: '', 'sub/inner': '', 'sub/inner/.git': '' });
  assert.deepEqual(ignored(['sub/top.yaml'], 'sub'), ['sub/top.yaml']);
  assert.deepEqual(ignored(['sub/inner/top.yaml'], 'sub/inner'), []);
  // Seen from above, too, it is a repository of its own.
  assert.deepEqual(ignored(['sub/inner/top.yaml', 'sub/top.yaml']), ['sub/top.yaml']);
});

test('a repository inside another may be left out by it', (t) => {
  const ignored = repository(t, { '': 'vendor/\n', 'vendor/lib/.git': '', 'vendor/lib': 'x.yaml\n' });
  assert.deepEqual(ignored(['vendor/lib/a.yaml']), ['vendor/lib/a.yaml']);
});

test('without a repository only what is in the folder counts', (t) => {
  const ignored = repository(t, { '': 'top.yaml\n', sub: 'sub.yaml\n' }, '');
  assert.deepEqual(ignored(['sub/top.yaml', 'sub/sub.yaml'], 'sub'), ['sub/sub.yaml']);
});

test('a folder that is left out goes by its own files once it is asked about itself', (t) => {
  const ignored = repository(t, { '': 'out/\n*.json\n', out: 'x.yaml\n' });
  assert.deepEqual(ignored(['out/x.yaml', 'out/a.yaml', 'out/a.json'], 'out'), ['out/x.yaml']);
});

test('what is no list of patterns is passed over', (t) => {
  const ignored = repository(t, { '': 'a.yaml\n', 'sub/.gitignore': '' });
  assert.deepEqual(ignored(['sub/a.yaml', 'sub/b.yaml']), ['sub/a.yaml']);
});

test('line ends and byte order marks are no part of patterns', (t) => {
  const ignored = repository(t, { '': '\uFEFFa.yaml\r\n!b.yaml\r\nc.yaml' });
  assert.deepEqual(ignored(['a.yaml', 'b.yaml', 'c.yaml']), ['a.yaml', 'c.yaml']);
});
