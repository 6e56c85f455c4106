import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { eniConfig } from '../support/allowed.js';
import { whole } from '../support/manifest.js';
import { Client } from './client.js';

const URI = 'file:///aws-node.yaml';

const lint = (input: string, ...args: string[]) =>
  spawnSync(process.execPath, ['dist/cli.js', 'lint', ...args, '-'], { input, encoding: 'utf8' });

const unquoted = (comment: string): string => whole(`- name: AWS_VPC_ENI_MTU\n${comment}  value: 9001\n`);
const COMMENT = '  # vpc-cni allow unquoted-value: quoted by a tool of ours\n';

test('an allowed error is none to lint', () => {
  assert.equal(lint(unquoted('')).status, 1);
  const { status, stdout } = lint(unquoted(COMMENT));
  assert.equal(status, 0);
  assert.equal(stdout, '1 file: nothing to report\n');
  assert.equal(lint(unquoted(COMMENT), '--fix').stdout, unquoted(COMMENT));
});

test('a comment without a reason changes nothing but that it is told', () => {
  const { status, stdout } = lint(unquoted('  # vpc-cni allow unquoted-value:\n'));
  assert.equal(status, 1);
  assert.match(stdout, /error unquoted-value: /);
  assert.match(stdout, /warning allow-without-reason: /);
});

test('allowed findings are there for those who ask', () => {
  const found = (...args: string[]) =>
    JSON.parse(lint(unquoted(COMMENT), '--format', 'json', ...args).stdout).findings;
  assert.equal(found().length, 0);
  const [finding] = found('--with-allowed');
  assert.equal(finding.rule, 'unquoted-value');
  assert.equal(lint(unquoted(COMMENT), '--with-allowed', '--format', 'json').status, 0);
});

interface Action {
  readonly title: string;
  readonly isPreferred?: boolean;
  readonly diagnostics?: readonly { readonly code: string }[];
  readonly edit: { readonly changes: Record<string, { readonly newText: string }[]> };
}

test('the editor is offered a comment behind all fixes, and shows nothing that is allowed', async (t) => {
  const client = new Client(t);
  await client.initialize();
  const text = eniConfig('  - sg-0a1b2c3d4e5f60718\n');
  await client.open(text, URI);
  const lines = text.split('\n').length;
  const actions = await client.request<Action[]>('textDocument/codeAction', {
    range: { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } },
    context: { diagnostics: [] },
  });
  const quick = actions.filter(({ diagnostics }) => diagnostics);
  const last = quick.at(-1);
  assert.equal(last?.title, 'Allow duplicate-security-group here, with a reason…');
  assert.equal(last.isPreferred, undefined);
  assert.ok(quick.length > 1);
  assert.equal(last.edit.changes[URI]?.[0]?.newText, '  # vpc-cni allow duplicate-security-group: why\n');
});

test('the reason is selected by editors that can', async (t) => {
  const client = new Client(t);
  await client.initialize({
    workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
  });
  await client.open(eniConfig('  - sg-later\n'), URI);
  const line = eniConfig('').split('\n').length - 1;
  const actions = await client.request<{ edit: unknown }[]>('textDocument/codeAction', {
    range: { start: { line, character: 0 }, end: { line, character: 12 } },
    context: { diagnostics: [] },
  });
  const start = { line, character: 0 };
  const value = `  # vpc-cni allow security-group-not-an-id: \${1:why}\n`;
  assert.deepEqual(actions.at(-1)?.edit, {
    documentChanges: [
      {
        textDocument: { uri: URI, version: null },
        edits: [{ range: { start, end: start }, snippet: { kind: 'snippet', value } }],
      },
    ],
  });
});

test('completion in the comment', async (t) => {
  const client = new Client(t);
  await client.initialize();
  const text = eniConfig('  - sg-later # vpc-cni allow \n');
  await client.open(text, URI);
  const line = text.split('\n').length - 2;
  const items = await client.request<{ label: string; sortText: string }[]>('textDocument/completion', {
    position: { line, character: '  - sg-later # vpc-cni allow '.length },
  });
  const [first] = items.sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
  assert.equal(first?.label, 'security-group-not-an-id');
});
