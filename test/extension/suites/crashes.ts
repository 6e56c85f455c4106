import assert from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { commands, type Hover, WorkspaceEdit, workspace } from 'vscode';
import { State } from 'vscode-languageclient';
import { extension, finding, findings, noFinding, openFile, rangeOf, until } from '../editor.js';

suite('a server that is killed', () => {
  // In a browser files are saved a second after the last key, unless they are not to be.
  const saving = (how: string | undefined) =>
    workspace.getConfiguration('files').update('autoSave', how, true);
  suiteSetup(() => saving('off'));
  suiteTeardown(() => saving(undefined));

  test('comes back, and knows what is not saved', async () => {
    const document = await openFile('aws-node.yaml');
    await finding(document, 'ignored-value');
    const edit = new WorkspaceEdit();
    const wrong = rangeOf(document, '"yes"');
    edit.replace(document.uri, wrong, '"nonsense, and not saved"');
    assert.ok(await workspace.applyEdit(edit));
    const told = () => findings(document).some(({ message }) => message.includes('nonsense'));
    await until('a finding in the text that is not saved', told);

    const first = pid();
    process.kill(first, 'SIGKILL');
    await until('another process', () => isRunning() && pid() !== first);
    await until('the finding again', told);
    const [hover] = await until('a hover', () =>
      commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, wrong.start),
    );
    assert.ok(hover);

    // A busy editor goes on writing to a process whose end it does not know of yet.
    const second = pid();
    process.kill(second, 'SIGKILL');
    const dead = Date.now() + 100;
    while (Date.now() < dead);
    for (let i = 0; i < 20; i++)
      void client()
        .sendNotification('$/setTrace', { value: 'off' })
        .catch(() => {});
    await until('another process', () => isRunning() && pid() !== second);
    await until('the finding again', told);

    // And one that has not said anything yet. These are all the times that it is started by itself.
    process.kill(pid(), 'SIGKILL');
    const starting = await startingPid();
    process.kill(starting, 'SIGKILL');
    await until('another process', () => isRunning() && pid() !== starting);
    await until('the finding again', told);

    // The new process follows what is typed from then on.
    const mend = new WorkspaceEdit();
    mend.replace(document.uri, rangeOf(document, '"nonsense, and not saved"'), '"true"');
    assert.ok(await workspace.applyEdit(mend));
    await noFinding(document, 'ignored-value');
    assert.ok(document.isDirty);
    await commands.executeCommand('workbench.action.files.revert');
    await finding(document, 'ignored-value');
  });
});

const client = () =>
  extension().exports as ReturnType<typeof extension>['exports'] & {
    readonly serverProcess?: { readonly pid?: number };
  };
const isRunning = (): boolean => client().isRunning();
function pid(): number {
  const id = client().serverProcess?.pid;
  assert.ok(id, 'the server is a process');
  return id;
}
/** Of the next server, at a time when it has not answered yet. */
async function startingPid(): Promise<number> {
  await until(
    'a start',
    () =>
      new Promise<boolean>((resolve) => {
        const following = client().onDidChangeState(({ newState }) => {
          if (newState !== State.Starting) return;
          following.dispose();
          resolve(true);
        });
      }),
  );
  while (client().serverProcess === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(client().state, State.Starting);
  return pid();
}
