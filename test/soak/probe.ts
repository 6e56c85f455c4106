// Run before the server, by whose side it tells its parent what the process holds. Needs --expose-gc and a channel of IPC.
import { getHeapCodeStatistics, writeHeapSnapshot } from 'node:v8';

export interface Held {
  /** Bytes in use once all that nobody holds is gone, without machine code. */
  readonly heap: number;
  /** The latter: more and more, as functions are called more often. */
  readonly code: number;
  readonly rss: number;
  /** What keeps the event loop alive: timers, pipes, sockets, watchers. */
  readonly resources: readonly string[];
  /** Listeners of the process and its streams. */
  readonly listeners: number;
}

const { gc } = globalThis as { gc?: () => void };
const streams = () => [process, process.stdin, process.stdout, process.stderr];
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A message is the name of a file for a snapshot of the heap; empty: none is wanted. */
process.on('message', async (file: string) => {
  // Weak references and their callbacks take a turn or two.
  for (let i = 0; i < 4; i++) {
    gc?.();
    await turn();
  }
  if (file) writeHeapSnapshot(file);
  const { heapUsed, external, rss } = process.memoryUsage();
  const compiled = getHeapCodeStatistics();
  const code = compiled.code_and_metadata_size + compiled.bytecode_and_metadata_size;
  const held: Held = {
    heap: heapUsed + external - code,
    code,
    rss,
    // Not what is done in a moment, such as a file that is being read.
    resources: process
      .getActiveResourcesInfo()
      .filter((each) => !/^(FSReq|Immediate)/.test(each))
      .sort(),
    listeners: streams()
      .flatMap((stream) => stream.eventNames().map((name) => stream.listenerCount(name as 'exit')))
      .reduce((sum, count) => sum + count, 0),
  };
  process.send?.(held);
});

// A server that holds on to what it is sent is found out.
if (process.env.SOAK_LEAK) {
  const kept: unknown[] = [];
  const { stdin } = process;
  const emit = stdin.emit.bind(stdin) as (name: string, ...rest: unknown[]) => boolean;
  Object.assign(stdin, {
    kept,
    emit: (name: string, ...rest: unknown[]) => {
      if (name === 'data') kept.push(rest, Array(500).fill(rest));
      return emit(name, ...rest);
    },
  });
}
