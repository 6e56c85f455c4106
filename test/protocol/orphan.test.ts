import assert from 'node:assert/strict';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';

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

/** What a server answers, and its exit status, given all that it will ever be told. */
async function told(t: TestContext, input: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vpc-cni-input-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'input');
  writeFileSync(file, input);
  const from = openSync(file, 'r');
  const answers = [];
  for (const stdin of [from, 'pipe'] as const) {
    const server = spawn(process.execPath, ['dist/server.js', '--stdio'], {
      stdio: [stdin, 'pipe', 'inherit'],
    });
    t.after(() => server.kill('SIGKILL'));
    server.stdin?.end(input);
    let output = '';
    server.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    const [status] = await once(server, 'close');
    answers.push({ status, ids: [...output.matchAll(/"id":(\d+),"result"/g)].map(([, id]) => Number(id)) });
  }
  closeSync(from);
  return answers;
}

const framed = (message: object): string => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
const textDocument = { uri: 'file:///a.yaml', languageId: 'yaml', version: 1, text: TEXT };
const SESSION = [
  { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
  { method: 'initialized', params: {} },
  { method: 'textDocument/didOpen', params: { textDocument } },
  { id: 2, method: 'textDocument/documentSymbol', params: { textDocument } },
]
  .map(framed)
  .join('');

test(
  'what came before the end of the input is answered, also where it ends within a message',
  TIMEOUT,
  async (t) => {
    const ended = { status: 1, ids: [1, 2] };
    assert.deepEqual(await told(t, SESSION), [ended, ended]);
    assert.deepEqual(await told(t, `${SESSION}Content-Length: 100\r\n\r\n{"jsonrpc"`), [ended, ended]);
    const left = { ...ended, status: 0 };
    const goodbye = framed({ id: 3, method: 'shutdown' }) + framed({ method: 'exit' });
    for (const { status, ids } of await told(t, SESSION + goodbye)) {
      // What leaves at once may do so before it says yes.
      assert.deepEqual({ status, ids: ids.filter((id) => id < 3) }, left);
    }
  },
);

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
