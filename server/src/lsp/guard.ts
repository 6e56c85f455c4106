import {
  type CancellationToken,
  LSPErrorCodes,
  type RemoteConsole,
  ResponseError,
} from 'vscode-languageserver';
import { unlessCancelled } from './turns.js';
import { createUnhurried } from './unhurried.js';

/**
 * Fences requests: a bug of ours costs one answer, is logged, and the session goes on. Most are answered at once, so that they
 * can only be cancelled while they wait their turn. Those of `later` make way for these. `whenReady`: what is to be waited for
 * before a request is answered; undefined: nothing.
 */
export function guard(
  console: RemoteConsole,
  whenReady: (params: unknown) => Promise<void> | undefined = () => undefined,
) {
  const unhurried = createUnhurried();

  const log = logTo(console);

  const now =
    <P, R>(name: string, nothing: R, answer: (params: P) => R) =>
    (params: P, token?: CancellationToken): Answer<R> => {
      unhurried.arrived();
      const given = (): R | ResponseError<never> => {
        if (token?.isCancellationRequested) return cancelled();
        try {
          return answer(params);
        } catch (error) {
          log(name, error);
          return nothing;
        }
      };
      const ready = token?.isCancellationRequested ? undefined : whenReady(params);
      // As a rule there is nothing to wait for, and what came first is answered first.
      return ready ? unlessCancelled(ready, token).then(given) : given();
    };

  /**
   * For requests that may take long, and that people wait for. An answer may also be an error. `asOf`: what the request is about;
   * once it is another than when the request came, there is no answer.
   */
  const later =
    <P, R>(
      name: string,
      nothing: R,
      answer: (params: P) => R | Promise<R>,
      asOf: (params: P) => unknown = () => undefined,
    ) =>
    async (params: P, token?: CancellationToken): Promise<R | ResponseError<never>> => {
      unhurried.arrived();
      try {
        const then = asOf(params);
        const ready = whenReady(params);
        if (ready) await unlessCancelled(ready, token);
        await unhurried.turn(token);
        if (token?.isCancellationRequested) return cancelled();
        if (asOf(params) !== then)
          return new ResponseError(LSPErrorCodes.ContentModified, 'changed meanwhile');
        const answered = await answer(params);
        return token?.isCancellationRequested ? cancelled() : answered;
      } catch (error) {
        if (error instanceof ResponseError) return error as ResponseError<never>;
        log(name, error);
        return nothing;
      }
    };

  return Object.assign(now, { later });
}

/** A mistake of ours, by the name of where it came up. */
export const logTo =
  (console: RemoteConsole) =>
  (name: string, error: unknown): void =>
    console.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);

type Answer<R> = R | ResponseError<never> | Promise<R | ResponseError<never>>;

const cancelled = (): ResponseError<never> => new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
