// After any edits a server that has seen them all answers as one that is started on what came of them.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { inputsFrom } from '../fuzz/inputs.js';
import { type Act, acted, acts, difference } from '../support/editing.js';
import { Client, type Position } from './client.js';

const NAMES = ['aws-node.yaml', 'cluster.yaml', 'karpenter.yaml'];
const START = NAMES.map((name) => readFileSync(`examples/nodes/${name}`, 'utf8'));

const SETTINGS = [
  {},
  { codeLens: true, instanceType: 'm5.large', cniVersion: '1.11.0' },
  { maxPodsCeiling: false, unmanagedEnis: 1, rules: { 'fatal-value': 'hint' } },
];

const CAPABILITIES = {
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
  textDocument: { diagnostic: {} },
};

/** A server with the files of one folder open. */
class Session {
  readonly #client: Client;
  readonly #folder: string;
  readonly #texts = new Map<string, string>();
  #version = 1;

  constructor(t: TestContext, folder: string) {
    this.#client = new Client(t);
    this.#folder = folder;
  }

  async start(settings: object): Promise<void> {
    await this.#client.initialize(CAPABILITIES, {
      rootUri: this.#folder,
      initializationOptions: settings,
    });
  }

  uri = (name: string): string => `${this.#folder}/${name}`;

  async open(name: string, text: string): Promise<void> {
    this.#texts.set(name, text);
    await this.#client.open(text, this.uri(name));
  }

  async close(name: string): Promise<void> {
    await this.#client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: this.uri(name) },
    });
  }

  set(vpcCni: object): Promise<void> {
    return this.#client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { vpcCni },
    });
  }

  /** Tells of a change in one of the ways that clients have. */
  async change(name: string, next: string, way: number): Promise<void> {
    const before = this.#texts.get(name) ?? '';
    this.#texts.set(name, next);
    await this.#client.change(++this.#version, changesTo(before, next, way), this.uri(name));
  }

  /** All that is known of all files, at places that are parts of 65536. */
  async answers(places: readonly number[]): Promise<object[]> {
    const ask = (method: string, name: string, params: object = {}) =>
      this.#client.request<unknown>(`textDocument/${method}`, params, this.uri(name));
    return Promise.all(
      [...this.#texts].map(async ([name, text]) => {
        const document = TextDocument.create(name, 'yaml', 1, text);
        const range = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
        const whole = await Promise.all([
          ask('diagnostic', name),
          ask('documentSymbol', name),
          ask('documentLink', name),
          ask('codeLens', name),
          ask('inlayHint', name, { range }),
          ask('codeAction', name, { range, context: { diagnostics: [] } }),
        ]);
        const at = places.map(async (place) => {
          const position = document.positionAt(Math.floor((place * (text.length + 1)) / 65_536));
          return Promise.all([
            ask('hover', name, { position }),
            ask('completion', name, { position }),
            ask('definition', name, { position }),
          ]);
        });
        return { name, whole, at: await Promise.all(at) };
      }),
    );
  }

  end(): Promise<number | null> {
    return this.#client.close();
  }
}

/** How a client may tell that a text has become another. */
function changesTo(before: string, after: string, way: number): object[] {
  const document = TextDocument.create('', 'yaml', 1, before);
  const { start, end, text } = difference(before, after);
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  switch (way % 5) {
    case 0:
      return [{ text: after }];
    case 1: {
      // First what goes, then what comes, in two parts.
      const [one, two] = [text.slice(0, text.length >> 1), text.slice(text.length >> 1)];
      const at = { start: range.start, end: range.start };
      if (isCut(one, two, before.slice(0, start), before.slice(end))) return [{ range, text }];
      return [
        { range, text: '' },
        { range: at, text: two },
        { range: at, text: one },
      ];
    }
    case 2:
      // Beyond the end of a line is its end, and beyond the last line that of the text.
      return [{ range: { start: range.start, end: beyond(document, end) }, text }];
    case 3:
      return [{ range, text: 'something else: [\n' }, { text: before }, { range, text }];
    default:
      return [{ range, rangeLength: end - start, text }];
  }
}

/** The parts of a character, or of a line end, are not sent one by one, nor come together meanwhile. */
const isCut = (...parts: readonly string[]): boolean =>
  parts.some((part) => /^[\n\udc00-\udfff]|[\r\ud800-\udbff]$/.test(part));

function beyond(document: TextDocument, offset: number): Position {
  const position = document.positionAt(offset);
  if (offset === document.getText().length) return { line: position.line + 7, character: 3 };
  const isAtEnd = /^[\r\n]/.test(document.getText().slice(offset, offset + 1));
  return isAtEnd ? { ...position, character: 2_147_483_647 } : position;
}

const inputs = inputsFrom([]);

async function isTheSame(t: TestContext, script: readonly Act[], places: readonly number[]): Promise<void> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-equivalence-')));
  const uri = pathToFileURL(folder).href;
  try {
    const session = new Session(t, uri);
    let settings = SETTINGS[0] as object;
    await session.start(settings);
    const texts = new Map(NAMES.map((name, i) => [name, START[i] ?? '']));
    for (const [name, text] of texts) await session.open(name, text);
    for (const act of script) {
      const name = NAMES[act.file] ?? '';
      const text = acted(texts.get(name) ?? '', act, inputs);
      texts.set(name, text);
      await session.change(name, text, act.choice);
      const what = act.choice % 11;
      if (what === 0) {
        settings = SETTINGS[act.choice % 3] as object;
        await session.set(settings);
      }
      if (what === 1) {
        await session.close(name);
        await session.open(name, text);
      }
      // Sometimes nobody waits for an answer.
      if (what > 6) await session.answers([act.choice]);
    }
    const fresh = new Session(t, uri);
    await fresh.start(settings);
    for (const [name, text] of texts) await fresh.open(name, text);
    const seen = await session.answers(places);
    let expected = await fresh.answers(places);
    // Until it has looked through the folder, which is empty, a server may know less.
    for (let tries = 0; tries < 100 && !isDeepStrictEqual(seen, expected); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      expected = await fresh.answers(places);
    }
    assert.deepStrictEqual(seen, expected);
    assert.deepEqual(await Promise.all([session.end(), fresh.end()]), [0, 0]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('after any edits a server answers as one that has just been started', {
  timeout: 110_000,
}, async (t) => {
  const places = fc.array(fc.noBias(fc.nat(65_535)), { minLength: 2, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(acts(10), places, (script, asked) => isTheSame(t, script, asked)),
    { numRuns: 12, interruptAfterTimeLimit: 100_000 },
  );
});
