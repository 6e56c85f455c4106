import {
  BrowserMessageReader,
  BrowserMessageWriter,
  type Connection,
  createConnection,
} from 'vscode-languageserver/browser';

/** The worker: its client has the other end. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0] & { close(): void };

/** A browser has none. */
export const disk = undefined;

export function connect(): Connection {
  const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
  connection.onExit(() => self.close());
  return connection;
}
