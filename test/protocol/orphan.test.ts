import assert from 'node:assert/strict';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

const TIMEOUT = { timeout: 20_000 };
const TEXT = 'apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata:\n  name: a\n';

/** Starts a server over a pipe or a channel, says its process id once that has answered, and stays. */
const CLIENT = `
const { fork, spawn } = require('node:child_process');
const { once } = require('node:events');
const message = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } };
const own = '--clientProcessId=' + process.pid;
if (process.argv[1] === 'ipc') {
  const server = fork('dist/server.js', ['--node-ipc', own]);
  server.on('message', ({ id }) => id === 1 && console.log(server.pid));
  server.send(message);
} else {
  const server = spawn(process.execPath, ['dist/server.js', '--stdio', own]);
  server.stdout.once('data', () => console.log(server.pid));
  const body = JSON.stringify(message);
  server.stdin.write('Content-Length: ' + body.length + '\\r\\n\\r\\n' + body);
}
`;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

for (const transport of ['stdio', 'ipc'])
  test(`a server over ${transport} goes when its client is killed`, TIMEOUT, async (t) => {
    const client = spawn(process.execPath, ['-e', CLIENT, transport], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => client.kill('SIGKILL'));
    const [said] = await once(client.stdout, 'data');
    const pid = Number(said);
    assert.ok(isAlive(pid));
    client.kill('SIGKILL');
    // The test runner's own limit ends a wait for nothing.
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  });

test('a server whose input ends in the middle of a message goes', TIMEOUT, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vpc-cni-half-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const half = path.join(folder, 'half');
  writeFileSync(half, 'Content-Length: 100\r\n\r\n{"jsonrpc"');
  const input = openSync(half, 'r');
  const server = spawn(process.execPath, ['dist/server.js', '--stdio'], {
    stdio: [input, 'ignore', 'inherit'],
  });
  t.after(() => server.kill('SIGKILL'));
  closeSync(input);
  assert.deepEqual(await once(server, 'exit'), [1, null]);
});

/** The first message that fits, before or after. */
async function from(server: ChildProcess, received: Message[], fits: (message: Message) => boolean) {
  for (;;) {
    const found = received.find(fits);
    if (found) return found;
    await once(server, 'message');
  }
}

test(
  'a server over ipc answers, waits for nothing but its client, and ends as it is told',
  TIMEOUT,
  async (t) => {
    const execArgv = ['--import', './out/test/protocol/preload/resources.js'];
    const server = fork('dist/server.js', ['--node-ipc', `--clientProcessId=${process.pid}`], { execArgv });
    t.after(() => server.kill('SIGKILL'));
    const received: Message[] = [];
    server.on('message', (message: Message) => received.push(message));
    const send = (message: object) => void server.send({ jsonrpc: '2.0', ...message });
    const params = { processId: process.pid, rootUri: null, capabilities: {} };
    send({ id: 1, method: 'initialize', params });
    await from(server, received, ({ id }) => id === 1);
    send({ method: 'initialized', params: {} });
    const textDocument = { uri: 'file:///a.yaml', languageId: 'yaml', version: 1, text: TEXT };
    send({ method: 'textDocument/didOpen', params: { textDocument } });
    await from(server, received, ({ method }) => method === 'textDocument/publishDiagnostics');
    send({ method: '$/resources' });
    const { resources } = await from(server, received, (message) => message.resources !== undefined);
    assert.ok(!resources?.includes('Timeout'), String(resources));
    const left = once(server, 'exit');
    send({ id: 2, method: 'shutdown' });
    await from(server, received, ({ id }) => id === 2);
    send({ method: 'exit' });
    assert.deepEqual(await left, [0, null]);
  },
);

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly resources?: readonly string[];
}
