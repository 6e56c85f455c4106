import assert from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { commands, type Hover, WorkspaceEdit, workspace } from 'vscode';
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

    for (let kill = 0; kill < 2; kill++) {
      const before = pid();
      process.kill(before, 'SIGKILL');
      await until('another process', () => isRunning() && pid() !== before);
      await until('the finding again', told);
      const [hover] = await until('a hover', () =>
        commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, wrong.start),
      );
      assert.ok(hover);
    }

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
