import { createConnection, createProtocolConnection, type WatchDog } from 'vscode-languageserver';
import {
  type Connection,
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { lifecycle } from '../lsp/lifecycle.js';

/** A message is taken out of what came, decoded and handled in turns of the event loop of their own: after so many without one there is none. */
const TURNS_PER_MESSAGE = 8;

/**
 * Speaks to the client as the arguments say; undefined: they do not. The library's own way looks after the client's process every
 * three seconds. Here nothing wakes up: pipes, sockets and channels are closed by the system when the process at the other end is
 * gone, however it went, and the server goes with them.
 */
export function connectAs(args: readonly string[]): Connection | undefined {
  const ends = endsOf(args);
  if (!ends) return undefined;
  const [input, writer] = ends;
  const watchDog: WatchDog = {
    initialize: () => {},
    shutdownReceived: false,
    exit: (status) => process.exit(status),
  };
  const leave = () => watchDog.exit(watchDog.shutdownReceived ? 0 : 1);
  let messages = 0;
  const onMessage = () => void messages++;
  const reader = patient(input, () => messages);
  reader.onClose(leave);
  process.on('disconnect', leave);
  return createConnection(
    (logger) => createProtocolConnection(reader, writer, logger, lifecycle(writer, onMessage)),
    watchDog,
  );
}

/** Tells of its end once what came before it is handled; `handled`: how many messages are. */
function patient(reader: MessageReader, handled: () => number): MessageReader {
  const later = (tell: () => void, turns = TURNS_PER_MESSAGE, seen = handled()): void => {
    if (seen !== handled()) later(tell);
    else if (turns > 0) setImmediate(later, tell, turns - 1, seen);
    else tell();
  };
  return {
    onError: reader.onError,
    onPartialMessage: reader.onPartialMessage,
    onClose: (listener) => reader.onClose(() => later(() => listener())),
    listen: (callback) => reader.listen(callback),
    dispose: () => reader.dispose(),
  };
}

function endsOf(args: readonly string[]): readonly [MessageReader, MessageWriter] | undefined {
  for (const [i, arg] of args.entries()) {
    const [name, value = args[i + 1] ?? ''] = arg.split(/=(.*)/s);
    if (name === '--stdio') return standard();
    if (name === '--node-ipc' && process.send)
      return [new IPCMessageReader(process), new IPCMessageWriter(process)];
    if (name === '--socket' && Number(value) > 0) return createServerSocketTransport(Number(value));
    if (name === '--pipe' && value !== '') return createServerPipeTransport(value);
  }
  return undefined;
}

function standard(): readonly [MessageReader, MessageWriter] {
  // The other one belongs to the protocol.
  for (const name of ['log', 'info', 'debug', 'dir', 'table'] as const) console[name] = console.error;
  // Where it is a file, its end does not close it.
  process.stdin.once('end', () => process.stdin.destroy());
  return [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
}
