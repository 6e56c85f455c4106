import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' });

const LONG_RUNS = ['bench', 'cli', 'gate', 'lsp-bench', 'workspace'].map((name) => `bench/${name}.mjs`);

test('every long run says what it is for, and measures nothing', () => {
  for (const program of [...LONG_RUNS, 'out/test/soak/run.js', 'out/test/fuzz/run.js']) {
    const { stdout, stderr, status } = run(program, '--help');
    assert.deepEqual({ stderr, status }, { stderr: '', status: 0 }, program);
    assert.match(stdout, /^\S.*\n[\s\S]*--\w+/, program);
  }
});

test('an option that a benchmark does not have is refused in a line', () => {
  for (const program of LONG_RUNS) {
    const { stderr, status } = run(program, '--nope');
    assert.deepEqual(
      { stderr, status },
      { stderr: "Unknown option '--nope'\nSee --help.\n", status: 2 },
      program,
    );
  }
});

test('fuzzing runs as many cases as it is asked for', () => {
  const { stdout, status } = run(
    'out/test/fuzz/run.js',
    '--cases',
    '203',
    '--out',
    'out/fuzz/few',
    '--jobs',
    '1',
  );
  assert.match(stdout, /^203 cases of seed 1: 0 kinds of failure$/m);
  assert.equal(status, 0);
});
