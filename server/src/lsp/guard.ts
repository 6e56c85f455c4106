import type { RemoteConsole } from 'vscode-languageserver';

/**
 * Fences a request: a bug of ours costs one answer, is logged, and the session goes on. Answers are computed at once;
 * a request cancelled while it waits its turn is dropped by the connection and never gets here.
 */
export const guard =
  (console: RemoteConsole) =>
  <P, R>(name: string, nothing: R, answer: (params: P) => R) =>
  (params: P): R => {
    try {
      return answer(params);
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return nothing;
    }
  };
