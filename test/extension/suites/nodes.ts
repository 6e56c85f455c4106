import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import { window } from 'vscode';
import { findings, hints, openFile, rangeOf, ruleOf, until } from '../editor.js';

suite('nodes', () => {
  test('pods at an instance type, under the aws-node of the cluster in a file that is not open', async () => {
    const document = await openFile('blue/cluster.yaml');
    await until('the pods', async () => (await hints(document)).some((hint) => hint.includes('110 pods')));
    await until('the room', async () =>
      (await hints(document)).some((hint) => /4,091 addresses · room for \d+ nodes/.test(hint)),
    );
  });

  test('a number above what the ENIs carry, once the aws-node says so', async () => {
    const document = await openFile('blue/cluster.yaml');
    const editor = await window.showTextDocument(document);
    const line = document.lineAt(rangeOf(document, 'privateNetworking').start.line);
    await editor.edit((edit) => edit.insert(line.range.end, '\n    maxPodsPerNode: 110'));
    await until('what the ENIs carry', async () =>
      (await hints(document)).some((hint) => hint.includes('ENIs carry 434')),
    );
    assert.deepEqual(
      findings(document).filter((each) => ruleOf(each) === 'max-pods-above-capacity'),
      [],
    );

    const cni = await openFile('blue/cni/aws-node.yaml');
    const turned = await window.showTextDocument(cni);
    const name = rangeOf(cni, 'ENABLE_PREFIX_DELEGATION').end;
    const value = cni.lineAt(name.line + 1).range;
    await turned.edit((edit) => edit.replace(value, '              value: "false"'));
    await window.showTextDocument(document);
    await until('the finding', () =>
      findings(document).some((each) => ruleOf(each) === 'max-pods-above-capacity'),
    );
  });
});
