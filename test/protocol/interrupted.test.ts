import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { commandLine } from '../support/commandLine.js';

const CLI = path.resolve('dist/cli.js');

test('Ctrl-C ends a long lint, and leaves the terminal as it was', { timeout: 60_000 }, async (t) => {
  // A terminal, as util-linux makes one.
  if (spawnSync('script', ['--version']).status !== 0) return t.diagnostic('no script here');
  const text = awsNode({ ENABLE_PREFIX_DELEGATION: 'true' });
  const { root } = commandLine(
    t,
    Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${i}/a.yaml`, text])),
  );
  const shell = spawn('script', ['-qec', `exec '${process.execPath}' '${CLI}' lint .`, '/dev/null'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm' },
  });
  let shown = '';
  let isPressed = false;
  // It stands there for some time, so that it is set up for interruptions.
  shell.stdout.on('data', (part) => {
    shown += part;
    if (isPressed || !shown.includes('80 files read')) return;
    isPressed = true;
    shell.stdin.write('\u0003');
  });
  const [status] = await once(shell, 'close');
  assert.ok(isPressed, shown);
  assert.equal(status, 130);
  assert.doesNotMatch(shown, /nothing to report|errors?\b/);
  const [hidden, visible] = ['\u001b[?25l', '\u001b[?25h'].map((code) => shown.lastIndexOf(code));
  assert.ok((visible ?? -1) >= (hidden ?? -1), 'the cursor is back');
});
