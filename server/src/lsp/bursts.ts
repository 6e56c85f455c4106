import type { CancellationToken } from 'vscode-languageserver';
import { unlessCancelled } from './turns.js';

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

  /** The end that is waited for: all who do are told at once. */
  let end: Promise<void> | undefined;

  const left = (uri: string): number =>
    uri === typedIn && isBurst ? Math.max(0, Math.min(last + PAUSE_MS, looked + EVERY_MS) - now()) : 0;

  async function endOf(uri: string): Promise<void> {
    for (let ms = left(uri); ms > 0; ms = left(uri)) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  return {
    changed(uri) {
      const time = now();
      isBurst = uri === typedIn && time - last < PAUSE_MS;
      if (!isBurst) looked = time;
      [typedIn, last] = [uri, time];
    },
    left,
    async ended(uri, token) {
      if (left(uri) === 0) return;
      end ??= endOf(uri).finally(() => {
        end = undefined;
      });
      await unlessCancelled(end, token);
    },
    looked(uri) {
      if (uri === typedIn) looked = now();
    },
  };
}
