import { commands, window } from 'vscode';
import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

export const RESTART_SERVER = 'vpcCni.restartServer';
export const SHOW_OUTPUT = 'vpcCni.showOutput';

/** So often it is started again by itself, in this time. */
const MOST_RESTARTS = 4;
const WITHIN_MS = 3 * 60_000;

/**
 * Starts a server again that ended by itself; it gets the open documents, with what is not saved. One that ends again and again is
 * left to the user.
 */
export function startAgain(): ErrorHandler {
  let ends: number[] = [];
  return {
    // A server that was killed is written to until its end is known. To shut down for that would be to stop for good.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed() {
      const now = Date.now();
      ends = [...ends.filter((end) => now - end < WITHIN_MS), now];
      const handled = true;
      if (ends.length <= MOST_RESTARTS) {
        const message = 'The language server ended, and is started again with the documents that are open.';
        return { action: CloseAction.Restart, message, handled };
      }
      const message = `The language server ended ${ends.length} times within ${WITHIN_MS / 60_000} minutes, and is not started again.`;
      // Once the user starts it, it is given as many tries as before.
      ends = [];
      void offerRestart(message);
      return { action: CloseAction.DoNotRestart, message, handled };
    },
  };
}

async function offerRestart(message: string): Promise<void> {
  const [restart, output] = ['Restart', 'Show Output'];
  const chosen = await window.showErrorMessage(`VPC CNI: ${message}`, restart, output);
  if (chosen === restart) await commands.executeCommand(RESTART_SERVER);
  if (chosen === output) await commands.executeCommand(SHOW_OUTPUT);
}
