import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

/** The bundled server as a child process, spoken to over stdio as any editor does. */
export class Client {
  readonly #process: ChildProcess;
  readonly connection: MessageConnection;
  /** Diagnostics pushed so far, the latest last. */
  readonly pushed: { uri: string; version?: number; diagnostics: Diagnostic[] }[] = [];
  /** All that the server sent, answers and log messages included. */
  readonly received: Received[] = [];
  #woken: (() => void)[] = [];

  /** Ends with the test, whatever becomes of it. `command`: what starts the server, in the folder `cwd`. */
  constructor(
    t: TestContext,
    command: readonly string[] = ['dist/server.js', '--stdio'],
    cwd: string = process.cwd(),
  ) {
    const stdio = ['pipe', 'pipe', 'inherit'] as const;
    this.#process = spawn(process.execPath, command, { stdio: [...stdio], cwd });
    t.after(() => this.#process.kill('SIGKILL'));
    const { stdin, stdout } = this.#process;
    if (!stdin || !stdout) throw new Error('no pipes');
    const reader = new StreamMessageReader(stdout);
    // A timer that looks after half a message for ever would keep the tests from ending, where a server is killed in the middle of one.
    reader.partialMessageTimeout = 0;
    this.connection = createMessageConnection(reader, new StreamMessageWriter(stdin), undefined, {
      messageStrategy: {
        handleMessage: (message, next) => {
          this.received.push(message as Received);
          next(message);
          for (const wake of this.#woken.splice(0)) wake();
        },
      },
    });
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      this.pushed.push(params);
    });
    this.connection.listen();
  }

  async initialize(
    capabilities: object = {},
    options: object = {},
  ): Promise<{ capabilities: Record<string, unknown> }> {
    const result = await this.connection.sendRequest<{ capabilities: Record<string, unknown> }>(
      'initialize',
      {
        processId: process.pid,
        rootUri: null,
        capabilities,
        ...options,
      },
    );
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  open(text: string, uri = 'file:///aws-node.yaml', languageId = 'yaml'): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  change(version: number, contentChanges: object[], uri = 'file:///aws-node.yaml'): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  /** Several messages in one write: the server receives them together. */
  together(messages: readonly { id?: string; method: string; params: object }[]): void {
    const frames = messages.map((message) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    });
    this.#process.stdin?.write(frames.join(''));
  }

  request<T>(method: string, params: object = {}, uri = 'file:///aws-node.yaml'): Promise<T> {
    return this.connection.sendRequest<T>(method, { textDocument: { uri }, ...params });
  }

  /** The first push that fits, now or later. */
  push(fits: (push: Client['pushed'][number]) => boolean): Promise<Client['pushed'][number]> {
    return this.#first(this.pushed, fits);
  }

  /** The first message that fits, now or later. */
  receive(fits: (message: Received) => boolean): Promise<Received> {
    return this.#first(this.received, fits);
  }

  /** The test runner's own limit ends a wait for nothing. */
  async #first<T>(list: readonly T[], fits: (each: T) => boolean): Promise<T> {
    for (;;) {
      const found = list.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => this.#woken.push(resolve));
    }
  }

  /** What the server logged so far. */
  get log(): readonly string[] {
    return this.received.flatMap(({ method, params }) =>
      method === 'window/logMessage' ? [params?.message ?? ''] : [],
    );
  }

  /** As a system does that is short of memory. */
  async kill(): Promise<void> {
    const left = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await left;
    this.connection.dispose();
  }

  /** Shuts the server down in good order and returns its exit status. */
  async close(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    return this.exit();
  }

  /** Its exit status. */
  async exit(): Promise<number | null> {
    const left = once(this.#process, 'exit');
    await this.connection.sendNotification('exit');
    const [status] = await left;
    this.connection.dispose();
    return status;
  }
}

/** A message as it came over the wire. */
export interface Received {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly message?: string };
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}
export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Diagnostic {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly message: string;
  readonly code: string;
  readonly source: string;
  readonly severity: number;
  readonly codeDescription?: { readonly href: string };
  readonly tags?: readonly number[];
}

/** Position of a text in another. */
export function positionOf(text: string, needle: string, add = 0): Position {
  const before = text.slice(0, text.indexOf(needle) + add).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
