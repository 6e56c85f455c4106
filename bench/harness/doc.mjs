/** One open document: types at the caret, and says which version a publish reflects. */
import { setTimeout as sleep } from 'node:timers/promises';

export class Doc {
  version = 1;
  typed = 1;
  lengths = new Map();
  attribution = undefined;
  /** Newest diagnostics of this document. */
  last = [];

  constructor(client, sc, uri, text, pull) {
    Object.assign(this, { client, sc, uri, pull });
    const match = new RegExp(sc.caret, 'm').exec(text);
    if (!match) throw new Error(`${sc.name}: caret not found`);
    const before = text.slice(0, match.index + match[0].length);
    this.line = before.split('\n').length - 1;
    this.column = before.length - before.lastIndexOf('\n') - 1;
    this.keyColumn = /\S/.exec(text.split('\n')[this.line]).index + 1;
    const open = before + sc.typed[0] + text.slice(before.length); // Wrong from the start.
    const lines = open.split('\n').length;
    this.view = {
      start: { line: Math.max(0, this.line - 30), character: 0 },
      end: { line: Math.min(lines - 1, this.line + 30), character: 0 },
    };
    client.onRefresh = () => this.diagnose();
    const languageId = client.server.languageId ?? sc.languageId;
    client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text: open } });
    this.diagnose();
  }

  get caret() {
    return { line: this.line, character: this.column + this.typed };
  }

  get latest() {
    return this.client.publishes.findLast((p) => p.uri === this.uri);
  }

  edit(range, text, delta) {
    this.typed += delta;
    this.version++;
    this.lengths.set(this.caret.character, this.version);
    this.client.notify('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: [{ range, text }],
    });
    const t = performance.now();
    this.diagnose();
    return { version: this.version, t };
  }

  type() {
    const key = this.sc.typed[this.typed % this.sc.typed.length];
    return this.edit({ start: this.caret, end: this.caret }, key, 1);
  }

  /** Takes back what was typed, outside the measurements. */
  async reset() {
    const start = { line: this.line, character: this.column + 1 };
    if (this.typed > 1) this.edit({ start, end: this.caret }, '', 1 - this.typed);
    await this.client.quiet(60_000);
    this.lengths.clear();
  }

  /** A pull client asks after each change and drops the question before. */
  diagnose() {
    if (!this.pull) return;
    if (this.asked && this.client.pending.has(this.asked))
      this.client.notify('$/cancelRequest', { id: this.asked });
    const version = this.version;
    const answer = this.client.request('textDocument/diagnostic', { textDocument: { uri: this.uri } });
    this.asked = answer.id;
    answer
      .then(({ result, t }) =>
        this.client.publish({ uri: this.uri, version, diagnostics: result?.items ?? this.last, t }),
      )
      .catch(() => {});
  }

  here(p) {
    return p.diagnostics.filter((d) => d.range.end.line === this.line).map((d) => d.range.end.character);
  }

  /** Version a publish reflects: its own, or by the diagnostic that ends at the caret, or the newest sent. */
  reflects(p) {
    if (p.uri !== this.uri) return 0;
    this.last = p.diagnostics;
    if (typeof p.version === 'number') return p.version;
    if (this.attribution === 'range')
      return Math.max(0, ...this.here(p).map((end) => this.lengths.get(end + this.offset) ?? 0));
    return this.version;
  }

  /** Types two characters slowly to warm up and to learn how this server's diagnostics can be told apart. */
  async calibrate() {
    const ends = [];
    for (let i = 0; i < 2; i++) {
      this.type();
      await sleep(50);
      await this.client.quiet();
      ends.push(this.latest ? this.here(this.latest) : []);
    }
    const moved = ends[1].find((end) => ends[0].includes(end - 1));
    const hasVersion = typeof this.latest?.version === 'number';
    this.attribution = this.pull ? 'pull' : hasVersion ? 'version' : moved === undefined ? 'order' : 'range';
    this.offset = moved === undefined ? 0 : this.caret.character - moved;
    await this.reset();
  }

  /**
   * Types `n` characters `pause` ms apart and waits for the diagnostics; returns the changes with `.ms` where reflected.
   * Where nothing is ever found, there is nothing to wait for.
   */
  async series(n, pause, deadline) {
    const sent = [];
    // Stays until the next series: a second publish for the last change still counts as .full.
    this.client.listen = (p) => {
      const upTo = this.reflects(p);
      const covered = sent.filter((s) => s.version <= upTo);
      for (const s of covered) s.ms ??= p.t - s.t;
      if (covered.length) covered.at(-1).full = p.t - covered.at(-1).t;
    };
    for (let i = 0; i < n && (i < 2 || performance.now() < deadline) && !this.client.dead; i++) {
      sent.push(this.type());
      if (i < n - 1) await sleep(pause);
    }
    const end = performance.now() + 60_000;
    const isWaiting = () => !this.sc.isSilent && sent.at(-1)?.ms === undefined;
    while (isWaiting() && performance.now() < end && !this.client.dead) await sleep(5);
    return sent;
  }
}

const at = (d) => ({ textDocument: { uri: d.uri } });

/** By name: capability, method, parameters. */
export const REQUESTS = {
  hover: [
    'hoverProvider',
    'textDocument/hover',
    (d) => ({ ...at(d), position: { line: d.line, character: d.keyColumn } }),
  ],
  completion: [
    'completionProvider',
    'textDocument/completion',
    (d) => ({ ...at(d), position: d.caret, context: { triggerKind: 1 } }),
  ],
  completionKey: [
    'completionProvider',
    'textDocument/completion',
    (d) => ({
      ...at(d),
      position: { line: d.line, character: d.keyColumn - 1 },
      context: { triggerKind: 1 },
    }),
  ],
  documentSymbol: ['documentSymbolProvider', 'textDocument/documentSymbol', at],
  inlayHint: ['inlayHintProvider', 'textDocument/inlayHint', (d) => ({ ...at(d), range: d.view })],
  codeAction: [
    'codeActionProvider',
    'textDocument/codeAction',
    (d) => ({
      ...at(d),
      range: { start: d.caret, end: d.caret },
      context: { triggerKind: 1, diagnostics: d.last.filter((x) => x.range.start.line === d.line) },
    }),
  ],
  semanticTokens: ['semanticTokensProvider', 'textDocument/semanticTokens/full', at],
};
