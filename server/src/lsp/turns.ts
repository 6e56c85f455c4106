import type { CancellationToken } from 'vscode-languageserver';

/** Calls back after what waits its turn already, such as messages of the client. */
export type InTurn = (callback: () => void) => void;

/** Only Node has it built in. */
export const inTurn: InTurn = typeof setImmediate === 'function' ? setImmediate : postedTurns();

export const turn = (): Promise<void> => new Promise((resolve) => inTurn(resolve));

/** A timer would do in a browser, too, but waits for 4 ms each time. */
export function postedTurns({ port1, port2 } = new MessageChannel()): InTurn {
  const waiting: (() => void)[] = [];
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  return (callback) => {
    waiting.push(callback);
    port2.postMessage(undefined);
  };
}

/** Resolves with `ready`, and at once where the request is cancelled. */
export const unlessCancelled = (ready: Promise<void>, token?: CancellationToken): Promise<void> =>
  new Promise((resolve) => {
    const cancelling = token?.onCancellationRequested(() => resolve());
    void ready.finally(() => cancelling?.dispose()).then(resolve, resolve);
  });
