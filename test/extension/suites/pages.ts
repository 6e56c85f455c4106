import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import {
  commands,
  type DocumentLink,
  type Location,
  type TextDocument,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { openFile, rangeOf, until } from '../editor.js';

suite('pages and navigation', () => {
  test('the effective configuration is a page with links into the manifests', async () => {
    await openFile('green/nodes.yaml');
    const page = await opened('vpcCni.showEffectiveConfiguration', (text) =>
      text.includes('ENABLE_PREFIX_DELEGATION'),
    );
    assert.match(page.getText(), /ENABLE_PREFIX_DELEGATION +true +.*values\.yaml:\d+/);
    const links = await until('links', () =>
      commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', page.uri),
    );
    assert.ok(
      links.some(({ target }) => target?.path.endsWith('/green/values.yaml')),
      JSON.stringify(links),
    );

    const values = await openFile('green/values.yaml');
    const editor = await window.showTextDocument(values);
    await editor.edit((edit) =>
      edit.replace(rangeOf(values, 'ENABLE_PREFIX_DELEGATION: "true"'), 'ENABLE_PREFIX_DELEGATION: "false"'),
    );
    await until('the page follows', () => /ENABLE_PREFIX_DELEGATION +false/.test(page.getText()));
  });

  test('an upgrade is previewed to a release that one picks', async () => {
    await openFile('green/values.yaml');
    const asked = commands.executeCommand('vpcCni.previewUpgrade');
    // The list has the newest release first.
    await until('the page', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return workspace.textDocuments.some(
        (document) =>
          document.uri.scheme === 'vpc-cni' && /from release 1\.20\.1 to 1\.23\.1/.test(document.getText()),
      );
    });
    await asked;
  });

  test('a zone leads to its ENIConfig, which is renamed wherever it is named', async () => {
    const nodes = await openFile('green/nodes.yaml');
    const at = rangeOf(nodes, 'pods-a').start.translate(0, 1);
    const locations = await until('the ENIConfig', () =>
      commands.executeCommand<Location[]>('vscode.executeDefinitionProvider', nodes.uri, at),
    );
    assert.ok(
      locations.some(({ uri }) => uri.path.endsWith('/green/values.yaml')),
      JSON.stringify(locations),
    );
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      nodes.uri,
      at,
      'pods-1',
    );
    assert.deepEqual(
      edit
        .entries()
        .map(([uri]) => uri.path.split('/').at(-1))
        .sort(),
      ['nodes.yaml', 'values.yaml'],
    );
    assert.ok(await workspace.applyEdit(edit));
    assert.ok(nodes.getText().includes('pods-1'));
  });
});

/** The page that a command opens, once it says what is expected. */
async function opened(command: string, isExpected: (text: string) => boolean): Promise<TextDocument> {
  await commands.executeCommand(command);
  return until('the page', () =>
    workspace.textDocuments.find(({ uri, getText }) => uri.scheme === 'vpc-cni' && isExpected(getText())),
  );
}
