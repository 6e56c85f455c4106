import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { commandLine } from '../support/commandLine.js';

const BAD = awsNode({ AWS_VPC_ENI_MTU: '9001' });
const GOOD = awsNode({ AWS_VPC_ENI_MTU: '"9001"' });
const LINE = BAD.slice(0, BAD.indexOf('9001')).split('\n').length;
const FIXED = `a.yaml:${LINE}:22: fixed unquoted-value: Write "9001"\n`;

test('what is safe to mend is mended, and told', (t) => {
  const { run, read, root } = commandLine(t, { 'a.yaml': BAD, 'b.yaml': GOOD });
  assert.deepEqual(run(['lint', '--fix', '.']), {
    status: 0,
    stdout: `${FIXED}2 files: 1 fixed, nothing left\n`,
    stderr: '',
  });
  assert.equal(read('a.yaml'), GOOD);
  assert.deepEqual(readdirSync(root).sort(), ['a.yaml', 'b.yaml']);
  assert.equal(run(['lint', '--fix', '.']).stdout, '2 files: nothing to report\n');
});

test('what is left is told as ever', (t) => {
  const { run } = commandLine(t, {
    'a.yaml': BAD.replace('"9001"', '9001') + awsNode({ POD_MTU: '"x"' }).replace(/^/, '---\n'),
  });
  const { status, stdout } = run(['lint', '--fix', '--format', 'json', 'a.yaml']);
  assert.equal(status, 1);
  const { fixed, findings } = JSON.parse(stdout);
  assert.deepEqual(fixed, [
    {
      file: 'a.yaml',
      line: LINE,
      column: 22,
      endLine: LINE,
      endColumn: 26,
      rule: 'unquoted-value',
      title: 'Write "9001"',
    },
  ]);
  assert.ok(findings.some(({ rule }: { rule: string }) => rule === 'fatal-value'));
  assert.ok(findings.every(({ rule }: { rule: string }) => rule !== 'unquoted-value'));
});

test('a value that is read at last is mended in turn', (t) => {
  const { run, read } = commandLine(t, {
    'a.yaml': awsNode({ ENABLE_PREFIX_DELEGATION: 'yes', WARM_PREFIX_TARGET: '"1"' }),
  });
  const { fixed } = JSON.parse(run(['lint', '--fix', '--format', 'json', 'a.yaml']).stdout);
  assert.ok(fixed.length > 0);
  assert.match(read('a.yaml'), /ENABLE_PREFIX_DELEGATION\n\s+value: "true"/);
});

test('byte order marks, line ends, encodings, modes and links stay', (t) => {
  const wide = (text: string, order: 'le' | 'be'): Buffer => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return order === 'le' ? bytes : bytes.swap16();
  };
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  const { run, at } = commandLine(t, {
    'mark.yaml': `\ufeff${crlf(BAD)}`,
    'le.yaml': wide(BAD, 'le'),
    'be.yaml': wide(BAD, 'be'),
    'real/target.yaml': BAD,
  });
  const isPosix = process.platform !== 'win32';
  if (isPosix) {
    chmodSync(at('mark.yaml'), 0o640);
    symlinkSync('real/target.yaml', at('link.yaml'));
  }
  assert.equal(run(['lint', '--fix', '.']).status, 0);
  assert.equal(readFileSync(at('mark.yaml'), 'utf8'), `\ufeff${crlf(GOOD)}`);
  assert.deepEqual(readFileSync(at('le.yaml')), wide(GOOD, 'le'));
  assert.deepEqual(readFileSync(at('be.yaml')), wide(GOOD, 'be'));
  assert.equal(readFileSync(at('real/target.yaml'), 'utf8'), GOOD);
  if (!isPosix) return;
  assert.equal(statSync(at('mark.yaml')).mode & 0o777, 0o640);
  assert.ok(lstatSync(at('link.yaml')).isSymbolicLink());
});

test('a file that is not text through and through is left alone, and that is an error', (t) => {
  const bytes = Buffer.concat([Buffer.from(`${BAD}# `), Buffer.from([0xe9, 0x0a])]);
  const { run, at } = commandLine(t, { 'a.yaml': bytes });
  const { status, stderr, stdout } = run(['lint', '--fix', 'a.yaml']);
  assert.equal(status, 2);
  assert.equal(stderr, 'vpc-cni: a.yaml: not fixed: it holds bytes that are not text\n');
  assert.match(stdout, /error unquoted-value/);
  assert.deepEqual(readFileSync(at('a.yaml')), bytes);
});

test('a file without anything to mend is not touched', (t) => {
  const { run, at } = commandLine(t, { 'a.yaml': GOOD });
  const before = statSync(at('a.yaml'));
  run(['lint', '--fix', '.']);
  const after = statSync(at('a.yaml'));
  assert.deepEqual([after.mtimeMs, after.ino], [before.mtimeMs, before.ino]);
});

test('standard input goes mended to standard output, the report beside it', (t) => {
  const { run } = commandLine(t);
  const crlf = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;
  const { status, stdout, stderr } = run(['lint', '--fix', '-'], { input: crlf(BAD) });
  assert.equal(status, 0);
  assert.equal(stdout, crlf(GOOD));
  assert.equal(stderr, `${FIXED.replace('a.yaml', '<stdin>')}1 file: 1 fixed, nothing left\n`);
  assert.equal(run(['lint', '--fix', '-'], { input: GOOD }).stdout, GOOD);
});

test('what a comment allows is not mended', (t) => {
  const allowed = BAD.replace('9001', '9001 # vpc-cni allow unquoted-value: as it is');
  const { run, read } = commandLine(t, { 'a.yaml': allowed });
  assert.equal(run(['lint', '--fix', 'a.yaml']).status, 0);
  assert.equal(read('a.yaml'), allowed);
});

test('a file that may not be written is left alone, though its folder would let it be replaced', (t) => {
  // Elsewhere nobody can be somebody else, or modes mean nothing.
  if (process.platform === 'win32' || process.getuid?.() !== 0) return;
  const { root, at, read } = commandLine(t, { 'a.yaml': BAD });
  chmodSync(root, 0o777);
  chmodSync(at('a.yaml'), 0o444);
  copyFileSync('dist/cli.js', at('cli.js'));
  const asNobody = 'data:text/javascript,process.setgid(65534);process.setuid(65534)';
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', asNobody, 'cli.js', 'lint', '--fix', 'a.yaml'],
    { cwd: root, encoding: 'utf8' },
  );
  assert.equal(status, 2);
  assert.equal(stderr, 'vpc-cni: a.yaml: not fixed: permission denied\n');
  assert.equal(read('a.yaml'), BAD);
  assert.deepEqual(readdirSync(root).sort(), ['a.yaml', 'cli.js']);
});

test('what aws-node runs with stays as it is', (t) => {
  const text = awsNode({
    ENABLE_PREFIX_DELEGATION: '"yes"',
    AWS_VPC_K8S_CNI_EXTERNALSNAT: '"Yes"',
    ENABLE_POD_ENI: '"on"',
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"enabled"',
    WARM_IP_TARGET: '" 5"',
    AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/8, 192.168.0.0/255.255.0.0"',
  });
  const { run, read } = commandLine(t, { 'a.yaml': text });
  const { stdout } = run(['lint', '--fix', 'a.yaml']);
  assert.equal(read('a.yaml'), text);
  assert.match(stdout, /warning ignored-value: "yes" is not a boolean/);
});
