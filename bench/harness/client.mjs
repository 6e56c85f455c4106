/** A small client of the Language Server Protocol over stdio, without packages. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { cpuMs, rssMb } from './processes.mjs';

export class Client {
  publishes = [];
  dynamic = new Set();
  pending = new Map();
  nextId = 1;
  chunks = [];
  size = 0;
  need = 0;
  peak = 0;

  /** `server`: `{ words, env, settings, initializationOptions, languageId }`, all filled in; `quietMs` is what counts as settled. */
  constructor(server, workspace, quietMs) {
    this.server = server;
    this.quietMs = quietMs;
    this.t0 = performance.now();
    const [command, ...args] = server.words;
    this.child = spawn(command, args, { cwd: workspace, env: { ...process.env, ...server.env } });
    this.pid = this.child.pid;
    this.child.stdout.on('data', (chunk) => this.#feed(chunk));
    this.child.stderr.on('data', (chunk) => {
      this.stderr = ((this.stderr ?? '') + chunk).slice(-2000);
    });
    this.child.stdin.on('error', () => {});
    const ended = (why) => {
      this.dead ??= why;
      for (const p of this.pending.values()) p.reject(new Error(this.dead));
    };
    this.child.on('error', (e) => ended(e.message));
    this.child.on('exit', (code, signal) => ended(`server ended (${signal ?? code}) ${this.stderr ?? ''}`));
  }

  /** Keeps looking how much memory it takes. */
  watchMemory() {
    this.sampler = setInterval(() => {
      this.peak = Math.max(this.peak, rssMb(this.pid));
    }, 200);
  }

  #feed(chunk) {
    const t = performance.now();
    this.chunks.push(chunk);
    this.size += chunk.length;
    while (this.size && this.size >= this.need) {
      const all = this.chunks.length > 1 ? Buffer.concat(this.chunks) : this.chunks[0];
      const head = all.indexOf('\r\n\r\n');
      const length =
        head < 0 ? Infinity : Number(/content-length: *(\d+)/i.exec(all.toString('latin1', 0, head))[1]);
      this.chunks = [all];
      if (all.length < head + 4 + length) {
        this.need = head < 0 ? 0 : head + 4 + length;
        return;
      }
      const body = all.toString('utf8', head + 4, head + 4 + length);
      this.chunks = [all.subarray(head + 4 + length)];
      this.size = this.chunks[0].length;
      this.need = 0;
      this.#receive(JSON.parse(body), t);
    }
  }

  #receive(message, t) {
    const { id, method, params } = message;
    if (method && id !== undefined) return this.#send({ id, result: this.#answer(message) });
    if (method === 'textDocument/publishDiagnostics') return this.publish({ ...params, t });
    const waiting = this.pending.get(id);
    if (!waiting || method) return undefined;
    this.pending.delete(id);
    return message.error
      ? waiting.reject(Object.assign(new Error(message.error.message), message.error))
      : waiting.resolve({ result: message.result, t });
  }

  #answer({ method, params }) {
    if (method === 'workspace/configuration')
      return params.items.map(({ section }) => this.#setting(section));
    if (method === 'client/registerCapability')
      for (const each of params.registrations) this.dynamic.add(each.method);
    if (method === 'workspace/diagnostic/refresh') this.onRefresh?.();
    return method === 'workspace/applyEdit' ? { applied: false } : null;
  }

  #setting(section = '') {
    const keys = section.split('.').filter(Boolean);
    return keys.reduce((value, key) => value?.[key], this.server.settings) ?? null;
  }

  #send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    if (!this.dead) this.child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  /** A promise of `{ result, t }` that carries its id. */
  request(method, params) {
    const id = this.nextId++;
    const answer = new Promise((resolve, reject) =>
      this.dead ? reject(new Error(this.dead)) : this.pending.set(id, { resolve, reject }),
    );
    this.#send({ id, method, params });
    return Object.assign(answer, { id });
  }

  publish(p) {
    this.publishes.push(p);
    this.listen?.(p);
  }

  /** Resolves to the ms from the start of the process to the answer. */
  async initialize(workspace, pull) {
    const uri = pathToFileURL(workspace).href;
    const { result, t } = await this.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      locale: 'en',
      clientInfo: { name: 'lsp-bench' },
      initializationOptions: this.server.initializationOptions,
      capabilities: capabilities(pull),
    });
    this.capabilities = result.capabilities;
    this.notify('initialized', {});
    this.notify('workspace/didChangeConfiguration', { settings: this.server.settings ?? {} });
    return t - this.t0;
  }

  /** No publish and (nearly) no CPU for a while. */
  async quiet(limitMs = 120_000) {
    const until = performance.now() + limitMs;
    let cpu = cpuMs(this.pid);
    for (let since = performance.now(); performance.now() < until && !this.dead; ) {
      await sleep(100);
      const now = cpuMs(this.pid);
      if (now - cpu > 10 || (this.publishes.at(-1)?.t ?? 0) > since) since = performance.now();
      cpu = now;
      if (performance.now() - since >= this.quietMs) return;
    }
  }

  async close() {
    clearInterval(this.sampler);
    const asked = this.request('shutdown').then(
      () => this.notify('exit'),
      () => {},
    );
    await Promise.race([asked, sleep(2000)]);
    if (!this.dead) await Promise.race([new Promise((r) => this.child.once('exit', r)), sleep(1000)]);
    this.child.kill('SIGKILL');
  }
}

const capabilities = (pull) => ({
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: {},
    ...(pull && { diagnostics: { refreshSupport: true } }),
  },
  window: { workDoneProgress: true },
  textDocument: {
    synchronization: {},
    hover: { contentFormat: ['markdown', 'plaintext'] },
    inlayHint: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    completion: {
      contextSupport: true,
      completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] },
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } },
      dataSupport: true,
    },
    publishDiagnostics: { versionSupport: true, relatedInformation: true },
    ...(pull && { diagnostic: { relatedDocumentSupport: true } }),
  },
});
