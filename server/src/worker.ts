import {
  BrowserMessageReader,
  BrowserMessageWriter,
  type Connection,
  createConnection,
} from 'vscode-languageserver/browser';
import { lifecycle } from './lsp/lifecycle.js';

/** The worker: its client has the other end. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0] & { close(): void };

/** A browser has none. */
export const disk = undefined;

/** What it compiled is the browser's to keep. */
export const onWarm = (): void => {};

export function connect(): Connection {
  const writer = new BrowserMessageWriter(self);
  const connection = createConnection(new BrowserMessageReader(self), writer, lifecycle(writer));
  connection.onExit(() => self.close());
  return connection;
}
