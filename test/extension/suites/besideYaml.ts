import assert from 'node:assert/strict';
import {
  type CompletionList,
  commands,
  extensions,
  type Hover,
  languages,
  type MarkdownString,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { extension, findings, openFile, rangeOf, ruleOf, until, whole } from '../editor.js';

const FILE = 'eniconfig-beside.yaml';

/** Findings of the YAML server. */
const theirs = ({ uri }: TextDocument) =>
  languages.getDiagnostics(uri).filter(({ source }) => source?.toLowerCase().startsWith('yaml'));

const rules = (document: TextDocument) => findings(document).map(ruleOf);

suite('beside the YAML server', () => {
  let document: TextDocument;

  suiteSetup(async () => {
    document = await openFile(FILE);
    await extensions.getExtension('redhat.vscode-yaml')?.activate();
    await extension().activate();
  });

  const write = async (text: string): Promise<void> => {
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, whole(document), text);
    await workspace.applyEdit(edit);
  };

  test('what its schema refuses is said once', async () => {
    await write(eniConfig('  securityGroups: sg-0123456789abcdef0\n  subnet: subnet-12345\n'));
    const [found] = await until('a finding of the schema', () => theirs(document));
    assert.match(String(found?.source), /^yaml-schema/);
    assert.match(String(found?.message), /array/);
    await until('ours to stand back', () => !rules(document).includes('wrong-type'));
    // What only we know stays.
    assert.ok(rules(document).length > 0, 'the id of the subnet is still wrong');
  });

  test('what it does not know is said by us', async () => {
    await write(eniConfig('  securityGroups: [sg-0123456789abcdef0]\n  subnet: subnet-12345\n'));
    await until('nothing of the schema', () => theirs(document).length === 0);
    await until('ours', () => rules(document).includes('subnet-not-an-id'));
  });

  test('broken YAML is said once', async () => {
    await write(eniConfig('  securityGroups: [sg-0123456789abcdef0\n  subnet: "subnet\n'));
    await until('an error of its own', () => theirs(document).some(({ source }) => source === 'YAML'));
    await until('ours to stand back', () => !rules(document).includes('not-yaml'));
  });

  test('a field has one hover', async () => {
    await write(eniConfig('  securityGroups: [sg-0123456789abcdef0]\n  subnet: subnet-0123456789abcdef0\n'));
    const texts = await until('a hover', async () => {
      const found = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        rangeOf(document, 'securityGroups').start,
      );
      // It answers without a text, too, which the editor does not show.
      return found
        .map(({ contents }) => contents.map((part) => (part as MarkdownString).value).join(''))
        .filter((text) => text !== '');
    });
    assert.equal(texts.length, 1);
  });

  test('a key is offered once', async () => {
    await write(eniConfig('  \n'));
    const labels = await until('completions', async () => {
      const { items } = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        rangeOf(document, '  \n').end.translate(-1, 2),
      );
      const names = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return names.includes('securityGroups') && names;
    });
    const offered = labels.filter((label) => label === 'securityGroups');
    assert.deepEqual(offered, ['securityGroups']);
    assert.deepEqual(labels, [...new Set(labels)]);
  });
});

const eniConfig = (spec: string): string =>
  `apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata:\n  name: us-west-2a\nspec:\n${spec}`;
