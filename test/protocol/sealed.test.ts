import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client as Assistant } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client, type Diagnostic } from './client.js';

const TIMEOUT = { timeout: 60_000 };
const REFUSE = pathToFileURL(path.resolve('out/test/protocol/preload/refuse.js')).href;
const SEALED = ['--import', REFUSE];
const CLI = path.resolve('dist/cli.js');

/** A workspace, and what programs in it tried that they may not. */
function workspace(t: TestContext) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-sealed-')));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  cpSync('examples', root, { recursive: true });
  const log = path.join(root, 'refused.log');
  return {
    root,
    log,
    tried: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}

const TRIALS = {
  'net.connect': `require('node:net').connect(1)`,
  'net.Socket.connect': `new (require('node:net').Socket)().connect(1)`,
  'net.createServer': `require('net').createServer()`,
  'tls.connect': `require('tls').connect(1)`,
  'dgram.createSocket': `require('dgram').createSocket('udp4')`,
  'dns.lookup': `require('dns').lookup('a', () => {})`,
  'dns.promises.lookup': `require('dns/promises').lookup('a')`,
  'http.request': `require('http').request('http://127.0.0.1')`,
  'https.get': `require('https').get('https://127.0.0.1')`,
  'http2.connect': `require('http2').connect('http://127.0.0.1')`,
  fetch: `fetch('http://127.0.0.1')`,
  'child_process.spawn': `require('child_process').spawn('true')`,
  'child_process.execFileSync': `require('child_process').execFileSync('true')`,
  'worker_threads.Worker': `new (require('worker_threads').Worker)('0', { eval: true })`,
  'cluster.fork': `require('cluster').fork()`,
};

test('these tests see what a program tries', TIMEOUT, (t) => {
  const { log, tried } = workspace(t);
  for (const code of Object.values(TRIALS)) {
    const { status, stderr } = spawnSync(process.execPath, [...SEALED, '-e', code], {
      env: { ...process.env, REFUSED: log },
      encoding: 'utf8',
    });
    assert.equal(status, 1, code);
    assert.match(stderr, /refused: /, code);
  }
  assert.deepEqual(tried(), Object.keys(TRIALS));
});

test('the server opens no socket and starts nothing, whatever it is asked', TIMEOUT, async (t) => {
  const { root, log, tried } = workspace(t);
  const before = process.env.REFUSED;
  process.env.REFUSED = log;
  const client = new Client(t, [...SEALED, 'dist/server.js', '--stdio']);
  process.env.REFUSED = before ?? '';
  const folder = pathToFileURL(root).href;
  await client.initialize(
    { textDocument: { diagnostic: {} }, window: { workDoneProgress: true } },
    { rootUri: folder, workspaceFolders: [{ uri: folder, name: 'w' }] },
  );
  const uri = `${folder}/mistakes/aws-node.yaml`;
  const text = readFileSync(path.join(root, 'mistakes/aws-node.yaml'), 'utf8');
  await client.open(text, uri);
  const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {}, uri);
  assert.ok(items.length > 0);
  const range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const context = { diagnostics: [], includeDeclaration: true };
  for (const method of [
    'hover',
    'completion',
    'definition',
    'references',
    'documentHighlight',
    'prepareRename',
  ])
    for (let line = 0; line < text.split('\n').length; line++)
      await client.request(`textDocument/${method}`, { position: { line, character: 20 }, context }, uri);
  for (const method of ['codeAction', 'inlayHint', 'codeLens', 'documentSymbol', 'documentLink'])
    await client.request(`textDocument/${method}`, { range, context }, uri);
  const asked = { uri, to: '1.20.0', tried: { MAX_ENI: '3' } };
  for (const method of ['status', 'instanceTypes', 'releases', 'effectiveConfiguration', 'previewUpgrade'])
    await client.connection.sendRequest(`vpcCni/${method}`, asked);
  for (const method of ['explore', 'costs', 'apply'])
    await client.connection.sendRequest(`vpcCni/${method}`, asked);
  await client.connection.sendRequest('workspace/symbol', { query: 'us' });
  assert.equal(await client.close(), 0);
  assert.deepEqual(tried(), []);
});

const COMMANDS = [
  ['lint', '.'],
  ['lint', '--fix', '--format', 'sarif', '.'],
  ['max-pods', 'm5.large'],
  ['explain', 'WARM_IP_TARGET'],
  ['--version'],
  ['--help'],
];

test('the command line opens no socket and starts nothing', TIMEOUT, (t) => {
  const { root, log, tried } = workspace(t);
  for (const args of COMMANDS) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [...SEALED, CLI, ...args], {
      cwd: root,
      env: { ...process.env, REFUSED: log },
      encoding: 'utf8',
    });
    assert.ok(status !== null && status < 2 && stdout !== '', `${args.join(' ')}: ${stderr}`);
  }
  assert.deepEqual(tried(), []);
});

test('nor does it for an assistant', TIMEOUT, async (t) => {
  const { root, log, tried } = workspace(t);
  const assistant = new Assistant({ name: 'test', version: '1' });
  const transport = { command: process.execPath, args: [...SEALED, CLI, 'mcp', root], env: { REFUSED: log } };
  await assistant.connect(new StdioClientTransport(transport));
  t.after(() => assistant.close());
  const { tools } = await assistant.listTools();
  assert.ok(tools.length > 0);
  const { isError } = await assistant.callTool({ name: 'validate', arguments: { paths: ['.'] } });
  assert.ok(!isError);
  assert.deepEqual(tried(), []);
});

test('without any network the answers are the same', TIMEOUT, (t) => {
  // A network of one's own with nothing in it, as Linux gives it to everybody on most machines.
  if (spawnSync('unshare', ['-rn', 'true']).status !== 0) return t.diagnostic('no unshare here');
  const { root } = workspace(t);
  const printed = (command: string, ...args: string[]) => {
    const { stdout, status } = spawnSync(command, [...args, process.execPath, CLI, 'lint', '.'], {
      cwd: root,
      encoding: 'utf8',
    });
    return { stdout, status };
  };
  const alone = printed('unshare', '-rn');
  assert.deepEqual(alone, printed('env'));
  assert.equal(alone.status, 1);
});
