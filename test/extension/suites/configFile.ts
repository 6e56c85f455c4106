import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import {
  type CompletionList,
  commands,
  DiagnosticSeverity,
  Position,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import {
  awsNode,
  finding,
  findings,
  noFinding,
  openFile,
  openText,
  ruleOf,
  until,
  whole,
} from '../editor.js';

suite('the configuration file', () => {
  const uriOf = (name: string): Uri => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder, 'a folder is open');
    return Uri.joinPath(folder.uri, name);
  };
  const write = (text: string) =>
    workspace.fs.writeFile(uriOf('.vpc-cni.yaml'), new TextEncoder().encode(text));

  const type = async (config: TextDocument, text: string) => {
    const edit = new WorkspaceEdit();
    edit.replace(config.uri, whole(config), text);
    await workspace.applyEdit(edit);
  };

  suiteTeardown(async () => {
    // The editor may keep the text of a file that is gone.
    const config = await openFile('.vpc-cni.yaml');
    await type(config, '');
    await config.save();
    await workspace.fs.delete(config.uri);
  });

  test('counts once it is written, and as it is typed', async () => {
    const manifest = await openText(awsNode({ ENABLE_PREFIX_DELEGATION: '"yes"' }));
    await finding(manifest, 'ignored-value');
    await write('rules:\n  ignored-value: off\n');
    await noFinding(manifest, 'ignored-value');
    const config = await openFile('.vpc-cni.yaml');
    assert.equal(config.languageId, 'yaml');
    await type(config, 'rules:\n  ignored-value: error\n');
    await until('the new severity', () =>
      findings(manifest).some(
        (each) => ruleOf(each) === 'ignored-value' && each.severity === DiagnosticSeverity.Error,
      ),
    );
  });

  test('shows what is wrong in it, and offers what is right', async () => {
    const config = await openFile('.vpc-cni.yaml');
    await type(config, 'rulez:\n  ignored-value: off\nmaxPodsCeiling: \n');
    const { message } = await finding(config, 'config-file');
    assert.equal(message, 'There is no setting "rulez"; did you mean rules?');
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      config.uri,
      new Position(2, 16),
    );
    assert.deepEqual(items.map(({ label }) => label).sort(), ['false', 'true']);
  });
});
