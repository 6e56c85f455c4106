import {
  type CancellationToken,
  LSPErrorCodes,
  type RemoteConsole,
  ResponseError,
} from 'vscode-languageserver';

/**
 * Fences a request: a bug of ours costs one answer, is logged, and the session goes on. Answers are computed at once, so
 * a request can only be cancelled while it waits its turn.
 */
export const guard =
  (console: RemoteConsole) =>
  <P, R>(name: string, nothing: R, answer: (params: P) => R) =>
  (params: P, token?: CancellationToken): R | ResponseError<never> => {
    if (token?.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    try {
      return answer(params);
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return nothing;
    }
  };
