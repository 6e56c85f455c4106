import type { CancellationToken } from 'vscode-languageserver';

/** Keys that come faster than people type, as of one that is held down: where they lead to is looked at, not every step. */
export interface Bursts {
  /** A document has changed. */
  changed(uri: string): void;
  /** For how many milliseconds a document is not worth looking at. */
  left(uri: string): number;
  /** Resolves when it is, or when nobody asks any more. */
  ended(uri: string, token?: CancellationToken): Promise<void>;
  /** It is looked at now. */
  looked(uri: string): void;
}

/** A change so soon after another belongs to a burst, which ends when none has come for as long. */
const PAUSE_MS = 60;
/** While a burst goes on, it is looked at so often. */
const EVERY_MS = 500;

/** `now`: milliseconds of a clock that only goes forward. */
export function createBursts(now: () => number = () => performance.now()): Bursts {
  // One document is typed in at a time.
  let typedIn: string | undefined;
  let isBurst = false;
  let [last, looked] = [0, 0];

  const left = (uri: string): number =>
    uri === typedIn && isBurst ? Math.max(0, Math.min(last + PAUSE_MS, looked + EVERY_MS) - now()) : 0;

  return {
    changed(uri) {
      const time = now();
      isBurst = uri === typedIn && time - last < PAUSE_MS;
      if (!isBurst) looked = time;
      [typedIn, last] = [uri, time];
    },
    left,
    async ended(uri, token) {
      for (let ms = left(uri); ms > 0 && !token?.isCancellationRequested; ms = left(uri))
        await pause(ms, token);
    },
    looked(uri) {
      if (uri === typedIn) looked = now();
    },
  };
}

function pause(ms: number, token?: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      cancelling?.dispose();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const cancelling = token?.onCancellationRequested(end);
  });
}
