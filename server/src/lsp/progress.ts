import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** Shows how far a reading is. Nothing waits for the client, which may refuse that or never answer. */
export function showProgress(connection: Connection, cancel: () => void) {
  let shown: WorkDoneProgressServerReporter | undefined;
  let isDone = false;
  connection.window
    .createWorkDoneProgress()
    .then((created) => {
      created.begin('VPC CNI', 0, 'reading manifests', true);
      created.token.onCancellationRequested(cancel);
      if (isDone) created.done();
      else shown = created;
    })
    .catch((error) => connection.console.warn(`progress: ${String(error)}`));
  return {
    report: (done: number, all: number) => shown?.report((100 * done) / all, `${done} of ${all} manifests`),
    done: () => {
      isDone = true;
      shown?.done();
    },
  };
}
