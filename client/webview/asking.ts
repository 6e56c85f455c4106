/** One kind of question: one of them is under way at a time, and of those wanted meanwhile only the last is asked. */
export interface Asking {
  /** Asks now, or once the present answer is there. */
  now(): void;
  /** Asks a little later, and once for all that is wanted until then. */
  soon(): void;
  /** An answer came; false: it is not the one that is waited for. */
  answered(turn: number): boolean;
  /** An answer to the last question is still to come. */
  isWaiting(): boolean;
}

/** `ask` is called with the number of the question, which its answer brings back. */
export function createAsking(ask: (turn: number) => void, delayMs: number): Asking {
  let turn = 0;
  let isUnderWay = false;
  let isWantedAgain = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(timer);
    if (isUnderWay) {
      isWantedAgain = true;
      return;
    }
    isUnderWay = true;
    ask(++turn);
  };
  return {
    now,
    soon() {
      clearTimeout(timer);
      timer = setTimeout(now, delayMs);
    },
    answered(answer) {
      if (answer !== turn || !isUnderWay) return false;
      isUnderWay = false;
      if (isWantedAgain) {
        isWantedAgain = false;
        now();
      }
      return true;
    },
    isWaiting: () => isUnderWay,
  };
}
