import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Held } from './probe.js';
import { randomFrom } from './random.js';
import { SoakedServer } from './server.js';
import { weightOf } from './weight.js';

export interface SoakOptions {
  readonly edits: number;
  /** Times that a document is opened, asked about, and closed. */
  readonly cycles: number;
  readonly seed: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Whoever waits has given up. */
  readonly signal?: AbortSignal;
  readonly onPart?: (part: number, held: Held) => void;
}

export interface Soaked {
  /** Once all was done a number of times, and at the end, with the same documents open and the same texts in them. */
  readonly before: Weighed;
  readonly after: Weighed;
  /** Resident memory in bytes: of the parts that follow the warm-up, and of as many at the end, the one in the middle. A snapshot takes much of it. */
  readonly resident: { readonly before: number; readonly after: number };
  readonly complaints: readonly string[];
  readonly status: number | null;
}

/** `weight`: bytes of objects, texts and the like. */
export type Weighed = Held & { readonly weight: number };

/** All runs through the same parts, each ending where it began; the first ones warm the engine up. */
const PARTS = 20;
const WARMING = 4;
/** Resident memory moves with what the engine and the C library have not given back yet: so many parts are looked at. */
const COMPARED = 5;
/** After so many edits, a text is put back. */
const MOST_EDITS = 60;
const CAPABILITIES = {
  textDocument: {
    diagnostic: {},
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
  workspace: {
    workspaceFolders: true,
    inlayHint: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  window: { workDoneProgress: true },
};
/** What is typed and pasted. */
const TYPED = [
  'x',
  '"',
  ' ',
  '\n',
  '5',
  ': ',
  '- ',
  '---\n',
  '# é 😀\r\n',
  '{{ .Values.x }}',
  '            - name: WARM_IP_TARGET\n              value: "2"\n',
  'kind: ENIConfig\n',
];

/** A day of editing: several files of a workspace that see each other, on a server that is never started again. */
export async function soak({ edits, cycles, seed, env, signal, onPart }: SoakOptions): Promise<Soaked> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-soak-')));
  const server = new SoakedServer(env);
  signal?.addEventListener('abort', () => server.kill());
  try {
    cpSync('examples', root, { recursive: true });
    const { connection } = server;
    const folder = pathToFileURL(root).href;
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: folder,
      workspaceFolders: [{ uri: folder, name: 'soak' }],
      capabilities: CAPABILITIES,
    });
    await connection.sendNotification('initialized', {});
    const day = new Day(server, root, randomFrom(seed));
    await day.begin();
    const snapshot = path.join(root, 'soaked.heapsnapshot');
    const weighed: Weighed[] = [];
    const resident: number[] = [];
    for (let part = 0; part < PARTS; part++) {
      await day.part(edits / PARTS, cycles / PARTS);
      const isWeighed = part === WARMING - 1 || part === PARTS - 1;
      const held = await server.measure(isWeighed ? snapshot : '');
      onPart?.(part, held);
      resident.push(held.rss);
      if (isWeighed) weighed.push({ ...held, weight: weightOf(snapshot) });
    }
    const status = await server.close();
    const [before, after] = weighed;
    if (!before || !after) throw new Error('nothing was measured');
    return {
      before,
      after,
      resident: {
        before: middle(resident.slice(WARMING, WARMING + COMPARED)),
        after: middle(resident.slice(-COMPARED)),
      },
      complaints: server.complaints,
      status,
    };
  } finally {
    server.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

interface Open {
  readonly uri: string;
  readonly original: string;
  text: string;
  version: number;
  edits: number;
}

class Day {
  readonly #server: SoakedServer;
  readonly #root: string;
  readonly #random: () => number;
  readonly #files: readonly string[];
  #open: Open[] = [];
  #cycles = 0;

  constructor(server: SoakedServer, root: string, random: () => number) {
    this.#server = server;
    this.#root = root;
    this.#random = random;
    this.#files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .sort();
  }

  async begin(): Promise<void> {
    this.#open = [];
    for (const file of this.#files.slice(0, 8))
      this.#open.push(await this.#opened(this.#uriOf(file), this.#textOf(file)));
  }

  /** Ends with the texts that it began with. */
  async part(edits: number, cycles: number): Promise<void> {
    const all = Math.max(edits, cycles);
    for (let i = 0; i < all; i++) {
      if ((i * edits) % all < edits) await this.#edit(this.#one(this.#open));
      if ((i * cycles) % all < cycles) await this.#cycle();
    }
    for (const open of this.#open) await this.#putBack(open);
    for (const open of this.#open) await this.#ask(open, 'textDocument/diagnostic');
  }

  async #edit(open: Open): Promise<void> {
    if (open.edits >= MOST_EDITS) return this.#putBack(open);
    const start = Math.floor(this.#random() * (open.text.length + 1));
    const end =
      this.#random() < 0.4 ? Math.min(open.text.length, start + Math.floor(this.#random() * 40)) : start;
    const text = this.#random() < 0.8 ? this.#one(TYPED) : '';
    await this.#change(open, {
      range: { start: positionIn(open.text, start), end: positionIn(open.text, end) },
      text,
    });
    open.text = open.text.slice(0, start) + text + open.text.slice(end);
    open.edits++;
    await this.#ask(open, this.#one(QUESTIONS));
  }

  async #putBack(open: Open): Promise<void> {
    await this.#change(open, { text: open.original });
    open.text = open.original;
    open.edits = 0;
  }

  async #change({ uri, ...open }: Open, change: object): Promise<void> {
    await this.#server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: open.version + 1 },
      contentChanges: [change],
    });
  }

  /** A file that is not open, one on disk that another program has written, or one that is nowhere. */
  async #cycle(): Promise<void> {
    const file = this.#one(this.#files);
    const number = this.#cycles++;
    const kind = number % 4;
    const text = this.#textOf(file);
    if (kind === 3) {
      writeFileSync(path.join(this.#root, file), text);
      await this.#server.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: this.#uriOf(file), type: 2 }],
      });
    }
    const isNew = this.#open.some(({ uri }) => uri === this.#uriOf(file));
    const uri =
      kind === 0
        ? `untitled:Untitled-${number}`
        : isNew
          ? this.#uriOf(`new-${number}-${path.basename(file)}`)
          : this.#uriOf(file);
    const open = await this.#opened(uri, text);
    await this.#ask(open, 'textDocument/diagnostic');
    await this.#edit(open);
    await this.#server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async #opened(uri: string, text: string): Promise<Open> {
    await this.#server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    return { uri, original: text, text, version: 1, edits: 0 };
  }

  async #ask({ uri, text }: Open, method: string): Promise<void> {
    const position = positionIn(text, Math.floor(this.#random() * text.length));
    const range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
    const context = { diagnostics: [], includeDeclaration: true, triggerKind: 1 };
    const isOurs = method.startsWith('vpcCni/');
    const params = isOurs
      ? { uri, to: '1.20.0', tried: { MAX_ENI: '3' } }
      : { textDocument: { uri }, position, range, context };
    await this.#server.connection.sendRequest(
      method,
      method === 'workspace/symbol' ? { query: 'us' } : params,
    );
  }

  #one<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }

  #uriOf(file: string): string {
    return pathToFileURL(path.join(this.#root, file)).href;
  }

  #textOf(file: string): string {
    return readFileSync(path.join(this.#root, file), 'utf8');
  }
}

/** Diagnostics as often as all else, as in an editor. */
const QUESTIONS = [
  ...Array<string>(12).fill('textDocument/diagnostic'),
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/codeAction',
  'textDocument/inlayHint',
  'textDocument/codeLens',
  'textDocument/documentSymbol',
  'textDocument/documentLink',
  'textDocument/definition',
  'textDocument/references',
  'workspace/symbol',
  'vpcCni/status',
  'vpcCni/effectiveConfiguration',
  'vpcCni/previewUpgrade',
  'vpcCni/explore',
  'vpcCni/costs',
  'vpcCni/apply',
];

function positionIn(text: string, offset: number): { readonly line: number; readonly character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
