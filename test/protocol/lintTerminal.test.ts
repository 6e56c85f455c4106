import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { commandLine } from '../support/commandLine.js';

const CLI = path.resolve('dist/cli.js');
const isHere = spawnSync('script', ['--version']).status === 0;

/** In a terminal, as `script` of util-linux makes one. */
function onTerminal(cwd: string, args: readonly string[], env: Record<string, string> = {}) {
  const command = [process.execPath, CLI, ...args].map((part) => `'${part}'`).join(' ');
  const { stdout, status } = spawnSync('script', ['-qec', `stty cols 72; ${command}`, '/dev/null'], {
    cwd,
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm', ...env },
    encoding: 'utf8',
  });
  return { status, coloured: stdout, text: stripVTControlCharacters(stdout).replaceAll('\r\n', '\n') };
}

const BAD = awsNode({ AWS_VPC_ENI_MTU: '9001' });
const LINE = BAD.slice(0, BAD.indexOf('9001')).split('\n').length;

test('on a terminal, the lines are shown file by file', { skip: !isHere }, (t) => {
  const { root } = commandLine(t, { 'a.yaml': BAD, 'b/c.yaml': BAD });
  const { status, text, coloured } = onTerminal(root, ['lint', '.']);
  assert.equal(status, 1);
  const block = (file: string): string => `${file}
  error unquoted-value ${LINE}:22
    `;
  assert.ok(text.startsWith(block('a.yaml')), text);
  assert.ok(text.includes(`\n\n${block('b/c.yaml')}`), text);
  assert.ok(
    text.includes(`
    ${LINE} |               value: 9001
       |                      ^^^^
    --fix: Write "9001"
`),
    text,
  );
  assert.ok(text.endsWith('\n\n2 files: 2 errors\n'), text);
  for (const line of text.split('\n')) assert.ok(line.length <= 72, line);
  assert.match(coloured, /\[31merror/);
  assert.doesNotMatch(onTerminal(root, ['lint', '.'], { NO_COLOR: '1' }).coloured, /\[31m/);
});

test('of a long line as much is shown as there is room for', { skip: !isHere }, (t) => {
  const policy = {
    apiVersion: 'vpcresources.k8s.aws/v1beta1',
    kind: 'SecurityGroupPolicy',
    metadata: { name: 'web', namespace: 'x'.repeat(200) },
    spec: { podSelector: {}, securityGroups: { groupIds: ['sg-1'] } },
    more: 'y'.repeat(200),
  };
  const { root } = commandLine(t, { 'a.json': JSON.stringify(policy) });
  const { text } = onTerminal(root, ['lint', 'a.json', '--severity', 'warning']);
  const lines = text.split('\n');
  const shown = lines.findIndex((line) => line.includes('"sg-1"') && line.includes('1 |'));
  assert.ok(shown > 0, text);
  assert.match(lines[shown] ?? '', /1 \| ….*…$/);
  const carets = lines[shown + 1] ?? '';
  assert.equal(lines[shown]?.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), '"sg-1"');
  for (const line of lines) assert.ok(line.length <= 72, line);
});

test('files are counted on a terminal while they are read, but not in CI', { skip: !isHere }, (t) => {
  const files = Array.from({ length: 80 }, (_, i) => [`${i}.yaml`, 'a: 1\n']);
  const { root } = commandLine(t, Object.fromEntries(files));
  assert.match(onTerminal(root, ['lint', '.']).coloured, /60 files read/);
  assert.doesNotMatch(onTerminal(root, ['lint', '.'], { CI: '1' }).coloured, /files read/);
});
