/** A server with one open text, in which a number counts up: what its answers cost in CPU. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '../harness/client.mjs';
import { writeFiles } from '../harness/compare.mjs';
import { cpuMs } from '../harness/processes.mjs';

const DIGITS = 6;
const LIMIT_MS = 30_000;

export class Typist {
  version = 1;

  /** `server` as `readServers` has them. */
  constructor(server, scenario) {
    this.workspace = mkdtempSync(path.join(tmpdir(), 'vpc-cni-gate-'));
    writeFiles(scenario.files, this.workspace);
    this.scenario = scenario;
    this.client = new Client(server.fill(this.workspace), this.workspace, 300);
    this.client.listen = ({ uri, version }) => {
      if (uri === this.uri && version >= this.version) this.answered?.();
    };
  }

  /** From its start until its diagnostics are out and all is quiet: ms of CPU. */
  async open() {
    await this.client.initialize(this.workspace, false);
    const [name, text] = Object.entries(this.scenario.files)[0];
    const match = new RegExp(this.scenario.caret, 'm').exec(text);
    const before = text.slice(0, match.index + match[0].length);
    const line = before.split('\n').length - 1;
    const character = before.length - before.lastIndexOf('\n') - 1;
    this.range = { start: { line, character }, end: { line, character: character + DIGITS } };
    this.uri = pathToFileURL(path.join(this.workspace, name)).href;
    const open = `${before}${'0'.repeat(DIGITS)}${text.slice(before.length)}`;
    const textDocument = { uri: this.uri, languageId: 'yaml', version: 1, text: open };
    await this.#answer(() => this.client.notify('textDocument/didOpen', { textDocument }));
    await this.client.quiet(LIMIT_MS);
    return cpuMs(this.client.pid);
  }

  /** ms of CPU per key: each key waits for the diagnostics of the one before. No text comes twice, so none is remembered. */
  async type(keys) {
    const before = cpuMs(this.client.pid);
    for (let i = 0; i < keys; i++) {
      const text = String(++this.version).padStart(DIGITS, '0');
      const textDocument = { uri: this.uri, version: this.version };
      const contentChanges = [{ range: this.range, text }];
      await this.#answer(() =>
        this.client.notify('textDocument/didChange', { textDocument, contentChanges }),
      );
    }
    return (cpuMs(this.client.pid) - before) / keys;
  }

  async close() {
    await this.client.close();
    rmSync(this.workspace, { recursive: true, force: true });
  }

  #answer(send) {
    return new Promise((resolve, reject) => {
      const fail = (why) => reject(new Error(`no diagnostics (${this.scenario.name}): ${why}`));
      const timer = setTimeout(fail, LIMIT_MS, `after ${LIMIT_MS / 1000} s`);
      this.answered = () => {
        clearTimeout(timer);
        resolve();
      };

      send();
    });
  }
}
