import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import {
  type CompletionList,
  commands,
  type DocumentSymbol,
  type Hover,
  MarkdownString,
  type TextDocument,
} from 'vscode';
import { awsNode, hints, openText, rangeOf, until } from '../editor.js';

suite('language features', () => {
  test('hover explains a variable and tells the pods', async () => {
    const document = await openText(awsNode({ ENABLE_PREFIX_DELEGATION: '"true"' }));
    const text = await until('a hover', () => hoverAt(document, 'ENABLE_PREFIX_DELEGATION'));
    assert.match(text, /ENABLE_PREFIX_DELEGATION/);
    assert.match(text, /pods/i);
  });

  test('an inlay hint tells the pods of a node', async () => {
    const document = await openText(awsNode({ AWS_VPC_K8S_CNI_LOGLEVEL: '"DEBUG"' }));
    await until('a hint', async () => (await hints(document)).some((hint) => hint.includes('29 pods')));
  });

  test('completion offers variables', async () => {
    const document = await openText(awsNode({ ENABLE_P: '"true"' }));
    const labels = await until('completions', () => completionsAfter(document, 'name: ENABLE_P'));
    assert.ok(labels.includes('ENABLE_PREFIX_DELEGATION'), String(labels));
  });

  test('symbols outline the variables', async () => {
    const document = await openText(awsNode({ WARM_IP_TARGET: '"2"' }));
    const names = await until('symbols', () => symbols(document));
    assert.ok(
      names.some((name) => name.includes('WARM_IP_TARGET')),
      String(names),
    );
  });
});

async function hoverAt(document: TextDocument, text: string): Promise<string | undefined> {
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    rangeOf(document, text).start.translate(0, 1),
  );
  const parts = hovers.flatMap(({ contents }) => contents);
  return (
    parts.map((part) => (part instanceof MarkdownString ? part.value : String(part))).join('\n') || undefined
  );
}

async function completionsAfter(document: TextDocument, text: string): Promise<string[]> {
  const { items } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    rangeOf(document, text).end,
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

async function symbols(document: TextDocument): Promise<string[]> {
  const found = await commands.executeCommand<DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const names = (list: DocumentSymbol[] = []): string[] =>
    list.flatMap(({ name, children }) => [name, ...names(children)]);
  return names(found);
}
