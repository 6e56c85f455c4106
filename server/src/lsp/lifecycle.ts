import {
  ErrorCodes,
  Message,
  type MessageStrategy,
  type MessageWriter,
  ResponseError,
} from 'vscode-languageserver';

/**
 * Lets nothing through before `initialize` and behind `shutdown`: requests are refused, as the protocol says, and notifications
 * dropped, but for `exit`. The library would answer some of them with null, as if there were nothing to say. `onMessage`: called with each.
 */
export function lifecycle(
  writer: MessageWriter,
  onMessage: () => void = () => {},
): { readonly messageStrategy: MessageStrategy } {
  let refusal: ResponseError<void> | undefined = NOT_YET;
  return {
    messageStrategy: {
      handleMessage: (message, next) => {
        onMessage();
        if (Message.isRequest(message)) {
          if (message.method === 'initialize' && refusal === NOT_YET) refusal = undefined;
          if (refusal) {
            const { jsonrpc, id } = message;
            return void writer.write({ jsonrpc, id, error: refusal.toJson() } as Message);
          }
          if (message.method === 'shutdown') refusal = NO_LONGER;
        } else if (refusal && Message.isNotification(message) && message.method !== 'exit') return;
        next(message);
      },
    },
  };
}

const NOT_YET = new ResponseError<void>(ErrorCodes.ServerNotInitialized, '`initialize` comes first');
const NO_LONGER = new ResponseError<void>(ErrorCodes.InvalidRequest, 'nothing follows `shutdown` but `exit`');
