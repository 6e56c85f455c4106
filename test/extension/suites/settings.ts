import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import { commands, DiagnosticSeverity, workspace } from 'vscode';
import { awsNode, finding, findings, hints, openText, ruleOf, until } from '../editor.js';

suite('settings', () => {
  test('the instance type decides the pods', async () => {
    const document = await openText(awsNode({ AWS_VPC_K8S_CNI_LOGLEVEL: '"DEBUG"' }));
    const shows = (pods: string) =>
      until(`a hint of ${pods}`, async () => (await hints(document)).some((hint) => hint.includes(pods)));
    await shows('29 pods');
    await set('instanceType', 'm5.xlarge');
    await shows('58 pods');
    // The first row of the list is "Automatic".
    const done = commands.executeCommand('vpcCni.selectInstanceType');
    await until('the choice to be written', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return workspace.getConfiguration('vpcCni').get('instanceType') === '';
    });
    await done;
    await shows('29 pods');
  });

  test('a rule can be given another severity', async () => {
    const document = await openText(awsNode({ ENABLE_PREFIX_DELEGATION: '"yes"' }));
    assert.equal((await finding(document, 'ignored-value')).severity, DiagnosticSeverity.Warning);
    await set('rules', { 'ignored-value': 'information' });
    await until('the new severity', () =>
      findings(document).some(
        (each) => ruleOf(each) === 'ignored-value' && each.severity === DiagnosticSeverity.Information,
      ),
    );
    await set('rules', undefined);
  });

  test('the server comes back after a restart', async () => {
    await commands.executeCommand('vpcCni.restartServer');
    await finding(await openText(awsNode({ ENABLE_PREFIX_DELEGATION: '"yes"' })), 'ignored-value');
  });
});

const set = (name: string, value: unknown): Thenable<void> =>
  workspace.getConfiguration('vpcCni').update(name, value, false);
