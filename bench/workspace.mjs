#!/usr/bin/env node
/**
 * workspace: what a large workspace costs the server: time until it is read, memory, and what typing feels like meanwhile.
 * Node >= 20; memory is read from /proc, on Linux only.
 *
 *   node build.mjs && node bench/workspace.mjs [--files 5000] [--beside FOLDER] [--settings JSON] [--keep] [--json]
 *
 * Writes that many manifests of ten clusters (workloads, ConfigMaps, Helm releases, CRDs and pipelines of others, and some of
 * ours) into a temporary folder, the same ones each time, with copies of FOLDER's files if it is given, and as many rendered
 * files again that .gitignore leaves out. Then the server in dist/ is started on it as an editor does it, and one ENIConfig is
 * typed in, a key every 100 ms with a pull of its diagnostics behind each, while the folder is read and for a while after.
 * --servers holds how it is started, as the extension does it (its last is taken), and --runtime the Node that runs it.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { asked } from './harness/asked.mjs';
import { readServers } from './harness/compare.mjs';
import { fileNames, manifests } from './manifests.mjs';

const options = asked(import.meta.url, {
  files: { type: 'string', default: '5000' },
  beside: { type: 'string' },
  settings: { type: 'string', default: '{}' },
  keep: { type: 'boolean', default: false },
  servers: { type: 'string', default: fileURLToPath(new URL('servers.json', import.meta.url)) },
  runtime: { type: 'string', default: process.execPath },
  json: { type: 'boolean', default: false },
});

const root = mkdtempSync(path.join(tmpdir(), 'vpc-cni-bench-'));
process.on('exit', () => options.keep || rmSync(root, { recursive: true }));
write(root, Number(options.files));
if (options.beside) cpSync(options.beside, path.join(root, 'beside'), { recursive: true });
if (options.keep) console.log(root);

const {
  words: [command, ...words],
  env,
} = readServers(options.servers, options.runtime).at(-1).fill(root);
const child = spawn(command, words, {
  stdio: ['pipe', 'pipe', 'inherit'],
  env: { ...process.env, ...env },
});
const connection = createMessageConnection(
  new StreamMessageReader(child.stdout),
  new StreamMessageWriter(child.stdin),
);
const settings = JSON.parse(options.settings);
connection.onRequest('workspace/configuration', ({ items }) =>
  items.map(({ section }) => (section === 'vpcCni' ? settings : null)),
);
connection.onRequest('client/registerCapability', () => null);
connection.onRequest('window/workDoneProgress/create', () => null);
for (const method of ['workspace/diagnostic/refresh', 'workspace/inlayHint/refresh'])
  connection.onRequest(method, () => null);
connection.onNotification('window/logMessage', ({ message }) => options.json || console.log(message));
const steps = [];
let isRead = false;
connection.onNotification('$/progress', ({ value }) => {
  steps.push(value);
  if (value.kind === 'end') isRead = true;
});
connection.listen();

const started = performance.now();
const uri = pathToFileURL(root).href;
await connection.sendRequest('initialize', {
  processId: process.pid,
  rootUri: uri,
  workspaceFolders: [{ uri, name: 'bench' }],
  capabilities: {
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeWatchedFiles: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
    },
    window: { workDoneProgress: true },
    textDocument: { diagnostic: {} },
  },
});
await connection.sendNotification('initialized', {});

const file = path.join(root, fileNames.typedIn);
const textDocument = { uri: pathToFileURL(file).href };
const text = readFileSync(file, 'utf8');
await connection.sendNotification('textDocument/didOpen', {
  textDocument: { ...textDocument, languageId: 'yaml', version: 1, text },
});
const line = text.split('\n').findIndex((each) => each.includes('subnet:'));
const character = text.split('\n')[line].length;
let version = 1;
async function key() {
  const before = performance.now();
  // A digit more and a digit less, in turn: what the file says of its cluster is never what it was.
  const isMore = version % 2 === 1;
  const range = { start: { line, character }, end: { line, character: character + (isMore ? 0 : 1) } };
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { ...textDocument, version: ++version },
    contentChanges: [{ range, text: isMore ? '1' : '' }],
  });
  await connection.sendRequest('textDocument/diagnostic', { textDocument });
  return performance.now() - before;
}

async function type(until) {
  const took = [];
  while (!until(took.length)) {
    took.push(await key());
    await sleep(100);
  }
  return took;
}
let cpuBefore = 0;
const meanwhile = await type(() => isRead);
const readAfter = performance.now() - started;
const cpuOfReading = cpu();
const atEnd = memory();
const later = await type((count) => count >= 60);
const cpuOfKeys = cpu() / later.length;
await sleep(3000);
const seconds = (ms) => (ms / 1000).toFixed(1);
const rows = {
  'read after': `${seconds(readAfter)} s, ${seconds(cpuOfReading)} s of CPU; progress shown ${steps.length} times`,
  'a key meanwhile': figures(meanwhile),
  'a key afterwards': `${figures(later)}, ${cpuOfKeys.toFixed(1)} ms of CPU each`,
  'memory, peak': `${memory('VmHWM')} MB`,
  'memory, just read': `${atEnd} MB`,
  'memory, later': `${memory()} MB`,
};
if (options.json) {
  console.log(
    JSON.stringify({ readAfter, cpuOfReading, meanwhile, later, cpuOfKeys, peak: memory('VmHWM') }),
  );
} else {
  for (const [title, value] of Object.entries(rows)) console.log(title.padEnd(22) + value);
}
await connection.sendRequest('shutdown');
await connection.sendNotification('exit');

function figures(took) {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)} ms (${sorted.length} keys)`;
}

/** Milliseconds that the server's main thread was on a CPU, since the last time: other programs do not count. */
function cpu() {
  const now =
    Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  const since = now - cpuBefore;
  cpuBefore = now;
  return since;
}

function memory(field = 'VmRSS') {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
}

function write(folder, count) {
  for (const [name, content] of manifests(count)) {
    for (const place of [name, path.join('rendered', name)]) {
      const target = path.join(folder, place);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
  writeFileSync(path.join(folder, '.gitignore'), '/rendered/\n');
}
