import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { writeWhole } from '../../server/src/node/writeWhole.js';

function folder(t: TestContext) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-write-')));
  t.after(() => rmSync(root, { recursive: true }));
  const at = (name: string) => path.join(root, name);
  return {
    at,
    write: (name: string, text: string) => writeFileSync(at(name), text),
    read: (name: string) => readFileSync(at(name), 'utf8'),
    names: () => readdirSync(root).sort(),
  };
}

/** Windows has no such links and modes for everyone. */
const onPosix: (name: string, run: (t: TestContext) => void) => void =
  process.platform === 'win32' ? () => {} : test;

test('a file of the name that a draft would have stays', (t) => {
  const { at, write, read, names } = folder(t);
  write('a', 'before');
  const draft = `a.${process.pid}.tmp`;
  write(draft, 'theirs');
  writeWhole(at('a'), 'after');
  assert.deepEqual([read('a'), read(draft), names()], ['after', 'theirs', ['a', draft]]);
});

test('where all names are taken nothing is written, and none of theirs is gone', (t) => {
  const { at, write, read, names } = folder(t);
  write('a', 'before');
  for (let n = 1; n <= 100; n++) write(`a.${process.pid}${n === 1 ? '' : `-${n}`}.tmp`, 'theirs');
  assert.throws(() => writeWhole(at('a'), 'after'), { code: 'EEXIST' });
  assert.deepEqual([read('a'), names().length], ['before', 101]);
});

test('a draft of ours is gone where it could not take its place', (t) => {
  const { at, names } = folder(t);
  mkdirSync(at('a'));
  assert.throws(() => writeWhole(at('a'), 'after'));
  assert.deepEqual(names(), ['a']);
});

onPosix('links lead on, also to what is not there yet', (t) => {
  const { at, read, names } = folder(t);
  mkdirSync(at('far'));
  symlinkSync('far', at('near'));
  symlinkSync('near/second', at('first'));
  symlinkSync('../made', at('far/second'));
  writeWhole(at('first'), 'one');
  assert.equal(read('made'), 'one');
  writeWhole(at('first'), 'two');
  assert.equal(read('made'), 'two');
  assert.ok(['first', 'far/second'].every((name) => lstatSync(at(name)).isSymbolicLink()));
  assert.deepEqual(names(), ['far', 'first', 'made', 'near']);
  symlinkSync('loop', at('loop'));
  assert.throws(() => writeWhole(at('loop'), ''), { code: 'ELOOP' });
  symlinkSync('no/such/folder', at('lost'));
  assert.throws(() => writeWhole(at('lost'), ''), { code: 'ENOENT' });
});

onPosix('what is no file is not made one', (t) => {
  const { at } = folder(t);
  assert.equal(spawnSync('mkfifo', [at('pipe')]).status, 0);
  symlinkSync('pipe', at('link'));
  for (const name of ['pipe', 'link']) assert.throws(() => writeWhole(at(name), ''), /not a regular file/);
  assert.ok(lstatSync(at('pipe')).isFIFO());
});

onPosix('the mode stays, whatever it is', (t) => {
  const { at, write } = folder(t);
  for (const mode of [0o600, 0o644, 0o666, 0o750]) {
    write('a', 'before');
    chmodSync(at('a'), mode);
    writeWhole(at('a'), 'after');
    assert.equal(statSync(at('a')).mode & 0o7777, mode);
  }
});
