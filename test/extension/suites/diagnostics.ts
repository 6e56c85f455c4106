import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import {
  type CodeAction,
  commands,
  DiagnosticSeverity,
  Selection,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { awsNode, finding, noFinding, openText, rangeOf, until } from '../editor.js';

suite('diagnostics', () => {
  test('tell of a value the plugin ignores', async () => {
    const document = await openText(awsNode({ ENABLE_PREFIX_DELEGATION: '"yes"' }));
    const { severity, code, range } = await finding(document, 'ignored-value');
    assert.equal(severity, DiagnosticSeverity.Warning);
    assert.ok(typeof code === 'object' && code.target instanceof Uri);
    assert.ok(document.getText(range).includes('yes'));
  });

  test('tell of two values that exclude each other', async () => {
    const document = await openText(awsNode({ ENABLE_IPv4: '"true"', ENABLE_IPv6: '"true"' }));
    assert.equal((await finding(document, 'both-ip-families')).severity, DiagnosticSeverity.Error);
  });

  test('tell of a subnet that is not an id', async () => {
    const document = await openText(`apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: 10.0.0.0/24
`);
    await finding(document, 'subnet-not-an-id');
  });

  test('go when the quick fix is applied', async () => {
    const document = await openText(
      awsNode({ ENABLE_PREFIX_DELEGATION: '"yes"', WARM_PREFIX_TARGET: '"1"' }),
    );
    await finding(document, 'ignored-value');
    await applyFix(document, '"yes"', '"true"');
    assert.ok(document.getText().includes('value: "true"'));
    await noFinding(document, 'ignored-value');
  });

  test('go with all safe fixes at once', async () => {
    const document = await openText(awsNode({ ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' }));
    await finding(document, 'unquoted-value');
    // As on saving, or by the menu "Source Action": on the active editor.
    await commands.executeCommand('editor.action.sourceAction', {
      kind: 'source.fixAll.vpcCni',
      apply: 'first',
    });
    await noFinding(document, 'unquoted-value');
    const text = document.getText();
    assert.ok(text.includes('value: "true"') && text.includes('value: "1"'), text);
  });

  test('are allowed by a comment, whose reason is selected', async () => {
    const document = await openText(`apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: 10.0.0.0/24
`);
    const { range } = await finding(document, 'subnet-not-an-id');
    const editor = window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new Selection(range.start, range.start);
    const comment = '\n  # vpc-cni allow subnet-not-an-id: why\n  subnet: 10.0.0.0/24\n';
    let asked = 0;
    await until('the comment', async () => {
      if (document.getText().includes(comment)) return true;
      // On a busy machine the editor may not know of the selection yet: it is asked once more.
      if (asked++ % 40 === 0)
        await commands.executeCommand('editor.action.codeAction', { kind: 'quickfix', apply: 'first' });
      return false;
    });
    const selected = await until('a selection', () => document.getText(editor.selection) || undefined);
    assert.equal(selected, 'why');
    await commands.executeCommand('type', { text: 'set by the pipeline' });
    await noFinding(document, 'subnet-not-an-id');
  });

  test('come back with the next mistake', async () => {
    const document = await openText(awsNode({ ENABLE_PREFIX_DELEGATION: '"true"' }));
    await noFinding(document, 'ignored-value');
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.replace(rangeOf(document, '"true"'), '"on"'));
    await finding(document, 'ignored-value');
  });
});

/** Applies the quick fix at `text` whose title has `title` in it. */
async function applyFix(document: TextDocument, text: string, title: string): Promise<void> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    rangeOf(document, text),
    'quickfix',
    20,
  );
  const fix = actions.find((action) => action.title.includes(title));
  assert.ok(fix?.edit, `a fix with ${title} among: ${actions.map((action) => action.title)}`);
  await workspace.applyEdit(fix.edit);
}
