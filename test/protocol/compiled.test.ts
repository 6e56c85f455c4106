import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
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
import { setTimeout as pause } from 'node:timers/promises';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client } from './client.js';

const TIMEOUT = { timeout: 60_000 };
const WRONG = awsNode({ AWS_VPC_ENI_MTU: '9001' });

/** A copy of the server, and a folder for what is compiled of it. */
function programs(t: TestContext) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc cni ')));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ['start.js', 'server.js']) cpSync(`dist/${name}`, path.join(root, name));
  const folder = path.join(root, 'some', 'folder');
  const kept = path.join(folder, 'server.js.v8');
  /** Starts it, has a manifest looked at, and ends it; `wrote`: what was compiled has been kept anew by then. */
  async function run(flags: readonly string[] = [], wrote = false): Promise<void> {
    const before = writtenAt();
    const client = new Client(t, [...flags, path.join(root, 'start.js'), `--compiled=${folder}`, '--stdio']);
    await client.initialize();
    await client.open(WRONG);
    const { diagnostics } = await client.push(() => true);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['unquoted-value'],
    );
    // Each takes some turns of the event loop, and a warm-up is over after thirty of them. The runner's limit ends a wait for nothing.
    const question = { position: { line: 0, character: 0 } };
    for (let i = 0; i < 40; i++) await client.request('textDocument/hover', question);
    while (wrote && writtenAt() === before) await pause(20);
    assert.equal(await client.connection.sendRequest('shutdown'), null);
    assert.equal(await client.exit(), 0);
    if (!wrote) assert.equal(writtenAt(), before);
  }
  const writtenAt = (): number | undefined => (existsSync(kept) ? statSync(kept).ino : undefined);
  return { root, folder, kept, run };
}

test('what was compiled is kept once, and later starts take it', TIMEOUT, async (t) => {
  const { kept, run } = programs(t);
  await run([], true);
  const first = readFileSync(kept);
  await run();
  assert.ok(readFileSync(kept).equals(first));
});

const DAMAGES: Readonly<Record<string, (bytes: Buffer) => Uint8Array>> = {
  'a byte in it is wrong': (bytes) => {
    const damaged = Buffer.from(bytes);
    damaged[100_000] = (damaged[100_000] ?? 0) ^ 0x55;
    return damaged;
  },
  'half of it is gone': (bytes) => bytes.subarray(0, bytes.length / 2),
  'it is empty': () => new Uint8Array(),
  'it is something else': () => Buffer.from('kind: ENIConfig'),
};

for (const [name, damaged] of Object.entries(DAMAGES)) {
  test(`where ${name}, the server starts all the same, and it is kept anew`, TIMEOUT, async (t) => {
    const { kept, run } = programs(t);
    await run([], true);
    writeFileSync(kept, damaged(readFileSync(kept)));
    await run([], true);
    await run();
  });
}

test('of another program, or for another V8, it is kept anew', TIMEOUT, async (t) => {
  const { root, kept, run } = programs(t);
  await run([], true);
  const file = path.join(root, 'server.js');
  const text = readFileSync(file, 'utf8');
  // As long as it was.
  writeFileSync(file, text.replace('"vpc-cni"', '"vpc-cnj"'));
  assert.notEqual(readFileSync(file, 'utf8'), text);
  await run([], true);
  assert.ok(readFileSync(kept).includes('"vpc-cnj"'));
  await run(['--no-lazy-feedback-allocation'], true);
  await run([], true);
});

test('where nothing can be kept, the server runs', TIMEOUT, async (t) => {
  const { root, run } = programs(t);
  writeFileSync(path.join(root, 'some'), '');
  await run();
});

const skip = process.platform === 'win32' && 'the system has no FIFOs';
test('what is no file of its own is neither read nor written', { ...TIMEOUT, skip }, async (t) => {
  const { root, folder, kept, run } = programs(t);
  mkdirSync(folder, { recursive: true });
  // Whoever opens it waits for somebody who writes.
  assert.equal(spawnSync('mkfifo', [kept]).status, 0);
  await run();
  rmSync(kept);
  const others = path.join(root, 'others');
  writeFileSync(others, 'theirs');
  symlinkSync(others, kept);
  await run();
  assert.equal(readFileSync(others, 'utf8'), 'theirs');
});
