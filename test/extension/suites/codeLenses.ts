import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import { type CodeLens, commands, type TextDocument, workspace } from 'vscode';
import { awsNode, openText, until } from '../editor.js';

suite('code lenses', () => {
  test('are there once they are switched on, and explore what they are about', async () => {
    const document = await openText(awsNode({ ENABLE_IPv4: '"true"' }));
    assert.deepEqual(await lenses(document), []);
    await set(true);
    const [lens] = await until('a lens', () => lenses(document));
    assert.match(lens?.command?.title ?? '', /^m5\.large: 29 pods · holds \d+ addresses idle, 27 full · \$/);
    assert.equal(lens?.command?.command, 'vpcCni.explorePodDensity');
    assert.deepEqual(lens?.command?.arguments, [{ uri: document.uri.toString(), types: ['m5.large'] }]);
    await set(undefined);
    await until('no lens', async () => (await lenses(document)).length === 0);
  });
});

const lenses = ({ uri }: TextDocument): Thenable<CodeLens[]> =>
  commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri);

const set = (value: boolean | undefined): Thenable<void> =>
  workspace.getConfiguration('vpcCni').update('codeLens', value, false);
