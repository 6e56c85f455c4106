import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import { commands, type Hover, languages, type TextDocument } from 'vscode';
import { awsNode, finding, hints, openFile, openText, rangeOf } from '../editor.js';

suite('files of others', () => {
  for (const name of ['docker-compose.yaml', 'deployment.yaml']) {
    test(`${name} is left alone`, async () => {
      const document = await openFile(name);
      // The server works in order: what it had to say about the first file is there with the second.
      await finding(await openText(awsNode({ ENABLE_PREFIX_DELEGATION: '"yes"' })), 'ignored-value');
      assert.deepEqual(languages.getDiagnostics(document.uri), []);
      assert.deepEqual(await hints(document), []);
      assert.deepEqual(await hoversAt(document, 'WARM_IP_TARGET'), []);
    });
  }
});

const hoversAt = (document: TextDocument, text: string): Thenable<Hover[]> =>
  commands.executeCommand('vscode.executeHoverProvider', document.uri, rangeOf(document, text).start);
