import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Held } from './probe.js';

const PROBE = new URL('./probe.js', import.meta.url).href;

/** The bundled server as a child process, with the probe beside it. */
export class SoakedServer {
  readonly #process: ChildProcess;
  readonly connection: MessageConnection;
  /** What it wrote to standard error, and logged as warnings and errors. */
  readonly complaints: string[] = [];

  constructor(env: Readonly<Record<string, string>> = {}) {
    const flags = ['--expose-gc', '--trace-warnings', '--import', PROBE];
    this.#process = spawn(process.execPath, [...flags, 'dist/server.js', '--stdio'], {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env },
    });
    const { stdin, stdout, stderr } = this.#process;
    if (!stdin || !stdout) throw new Error('no pipes');
    stderr?.on('data', (text) => void this.complaints.push(String(text)));
    this.connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    for (const method of [
      'workspace/inlayHint/refresh',
      'workspace/diagnostic/refresh',
      'workspace/codeLens/refresh',
    ])
      this.connection.onRequest(method, () => null);
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onNotification('window/logMessage', ({ type, message }) => {
      if (type <= 2) this.complaints.push(message);
    });
    this.connection.listen();
  }

  /** `snapshot`: a file to write all that is on the heap into. */
  async measure(snapshot = ''): Promise<Held> {
    const answer = once(this.#process, 'message');
    this.#process.send(snapshot);
    const [held] = await answer;
    return held as Held;
  }

  async close(): Promise<number | null> {
    const left = once(this.#process, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [status] = await left;
    this.connection.dispose();
    return status;
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}
