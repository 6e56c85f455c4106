import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import { commands } from 'vscode';
import { extension, finding, openFile, until } from '../editor.js';

suite('activation', () => {
  test('waits for a document it could be about', async () => {
    await openFile('notes.txt');
    assert.equal(isRunning(), false);
  });

  test('comes with a manifest', async () => {
    const document = await openFile('aws-node.yaml');
    await until('the server', isRunning);
    await finding(document, 'ignored-value');
  });

  test('registers the commands of the manifest', async () => {
    const declared: { command: string }[] = extension().packageJSON.contributes.commands;
    const known = await commands.getCommands(true);
    for (const { command } of declared) assert.ok(known.includes(command), command);
  });

  test('declares that it runs in Restricted Mode', () => {
    assert.equal(extension().packageJSON.capabilities.untrustedWorkspaces.supported, true);
  });
});

/** Newer VS Code may activate the extension at once; its server is what counts. */
const isRunning = (): boolean => extension().isActive && extension().exports.isRunning();
