import type { CancellationToken } from 'vscode-languageserver';
import { type InTurn, inTurn } from './turns.js';

/** Work that people wait for anyway makes way for what they feel: it begins once the messages already received are through. */
export interface Unhurried {
  /** A request has been taken in. */
  arrived(): void;
  /**
   * Resolves when it is time, one after the other, and others are let in between two; at once where the request is cancelled. What
   * is to be done without being disturbed follows at once.
   */
  turn(token?: CancellationToken): Promise<void>;
}

/** A client that never stops asking does not keep the rest waiting for ever. */
const MOST_TURNS = 1000;

/** `after`: how a turn of the event loop is waited for. */
export function createUnhurried(after: InTurn = inTurn): Unhurried {
  const waiting: (() => void)[] = [];
  let arrivals = 0;
  let isWaiting = false;

  function wait(left: number): void {
    const seen = arrivals;
    // The connection takes one message a turn, and may take it behind us in the next one.
    after(() =>
      after(() => {
        if (waiting.length > 0 && seen !== arrivals && left > 0) return wait(left - 1);
        const begin = waiting.shift();
        begin?.();
        isWaiting = waiting.length > 0;
        if (isWaiting) wait(MOST_TURNS);
      }),
    );
  }

  return {
    arrived() {
      arrivals++;
    },
    turn: (token) =>
      new Promise((resolve) => {
        if (token?.isCancellationRequested) return resolve();
        const cancelling = token?.onCancellationRequested(() => {
          waiting.splice(0, waiting.length, ...waiting.filter((each) => each !== begin));
          begin();
        });
        const begin = () => {
          cancelling?.dispose();
          resolve();
        };
        waiting.push(begin);
        if (isWaiting) return;
        isWaiting = true;
        wait(MOST_TURNS);
      }),
  };
}
