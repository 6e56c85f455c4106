import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import { commands, type Hover } from 'vscode';
import { extension, finding, openFile, rangeOf, until } from '../editor.js';

suite('the packaged extension', () => {
  test('is installed, not under development', () => {
    const { extensionPath, packageJSON } = extension();
    assert.ok(extensionPath.endsWith(`vpc-cni-tools.vpc-cni-${packageJSON.version}`), extensionPath);
  });

  test('finds a mistake', async () => {
    await finding(await openFile('aws-node.yaml'), 'ignored-value');
  });

  test('explains a variable', async () => {
    const document = await openFile('aws-node.yaml');
    const at = rangeOf(document, 'ENABLE_PREFIX_DELEGATION').start;
    await until('a hover', () =>
      commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at),
    );
  });
});
