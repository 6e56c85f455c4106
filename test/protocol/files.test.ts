import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';

const BAD = awsNode({ AWS_VPC_ENI_MTU: '9001' });
/** Types that cannot delegate prefixes. */
const NODES = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: us-east-1
managedNodeGroups:
  - name: old
    instanceType: m4.large
`;
/** Windows has no such links and modes for everyone. */
const onPosix: (name: string, run: (t: TestContext) => void) => void =
  process.platform === 'win32' ? () => {} : test;

/** Modes do not keep root out. */
const AS_NOBODY =
  process.getuid?.() === 0
    ? ['--import', 'data:text/javascript,process.setgid(65534);process.setuid(65534)']
    : [];

/** A folder that everyone can look into, and that is the current one of the runs. */
function folder(t: TestContext) {
  const root = mkdtempSync(path.join(tmpdir(), 'vpc-cni-'));
  chmodSync(root, 0o755);
  t.after(() => rmSync(root, { recursive: true }));
  // The checkout may be closed to others.
  copyFileSync('dist/cli.js', path.join(root, 'cli.js'));
  return {
    at: (name: string) => path.join(root, name),
    lint: (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [...AS_NOBODY, 'cli.js', 'lint', ...args],
        {
          cwd: root,
          encoding: 'utf8',
          // A pipe would be waited for.
          timeout: 20_000,
        },
      );
      return { status, stdout, complaints: stderr.split('\n').filter(Boolean) };
    },
  };
}

onPosix('what cannot be read is a complaint each, and the rest is linted', (t) => {
  const { at, lint } = folder(t);
  writeFileSync(at('bad.yaml'), BAD);
  writeFileSync(at('secret.yaml'), BAD, { mode: 0 });
  mkdirSync(at('forbidden'), { mode: 0 });
  symlinkSync('loop', at('loop'));
  const long = 'x'.repeat(5000);
  const given = [
    'loop',
    'bad.yaml/x',
    long,
    'secret.yaml',
    'forbidden/a.yaml',
    'forbidden/*.yaml',
    'no*.yaml',
  ];
  const { status, stdout, complaints } = lint(...given, 'bad.yaml');
  assert.equal(status, 2);
  assert.match(stdout, /^bad\.yaml:\d+:22: error unquoted-value/);
  assert.match(stdout, /\n1 file: 1 error\n$/);
  assert.deepEqual(complaints, [
    'vpc-cni: loop: too many symbolic links encountered',
    'vpc-cni: bad.yaml/x: not a directory',
    `vpc-cni: ${long}: name too long`,
    'vpc-cni: secret.yaml: permission denied',
    'vpc-cni: forbidden/a.yaml: permission denied',
    'vpc-cni: forbidden: permission denied',
    'vpc-cni: no*.yaml: no such file or folder',
  ]);
});

onPosix('folders that cannot be looked into are complaints', (t) => {
  const { at, lint } = folder(t);
  mkdirSync(at('all/forbidden'), { recursive: true });
  chmodSync(at('all/forbidden'), 0);
  writeFileSync(at('all/bad.yaml'), BAD);
  for (const given of ['all', 'all/**/*.yaml']) {
    const { status, stdout, complaints } = lint(given);
    assert.equal(status, 2, given);
    assert.match(stdout, /^all\/bad\.yaml:\d+:22: error unquoted-value/);
    assert.deepEqual(complaints, ['vpc-cni: all/forbidden: permission denied']);
  }
  const { status, stdout, complaints } = lint('all/forbidden');
  assert.equal(status, 2);
  assert.equal(stdout, '');
  assert.deepEqual(complaints, ['vpc-cni: all/forbidden: permission denied']);
});

onPosix('links to files are read, links to folders are not entered, broken ones are complaints', (t) => {
  const { at, lint } = folder(t);
  mkdirSync(at('all'));
  writeFileSync(at('elsewhere.txt'), BAD);
  symlinkSync('../elsewhere.txt', at('all/bad.yaml'));
  symlinkSync('.', at('all/again.yaml'));
  symlinkSync('nowhere', at('all/notes'));
  const whole = lint('all');
  assert.equal(whole.status, 1);
  assert.match(whole.stdout, /^all\/bad\.yaml:\d+:22: error unquoted-value.*\n1 file: 1 error\n$/);
  symlinkSync('nowhere', at('all/broken.yaml'));
  for (const given of ['all', 'all/*.yaml']) {
    const { status, stdout, complaints } = lint(given);
    assert.equal(status, 2, given);
    assert.match(stdout, /\n1 file: 1 error\n$/);
    assert.deepEqual(complaints, ['vpc-cni: all/broken.yaml: no such file or folder']);
  }
});

test('byte order marks tell how a file is encoded', (t) => {
  const { at, lint } = folder(t);
  const little = Buffer.from(`\uFEFF${BAD}`, 'utf16le');
  writeFileSync(at('8.yaml'), `\uFEFF${BAD}`);
  writeFileSync(at('16be.yaml'), Buffer.from(little).swap16());
  writeFileSync(at('16le.yaml'), little);
  writeFileSync(at('plain.yaml'), BAD);
  const { stdout } = lint('.');
  const found = stdout.split('\n').filter((line) => line.includes('unquoted-value'));
  assert.equal(found.length, 4);
  assert.equal(new Set(found.map((line) => line.slice(line.indexOf(':')))).size, 1);
});

test('what is not a text is a complaint where it is named, and passed over in folders', (t) => {
  const { at, lint } = folder(t);
  writeFileSync(at('encrypted.yaml'), '\0GITCRYPT\0');
  writeFileSync(at('good.yaml'), awsNode({}));
  for (const given of ['.', '*.yaml'])
    assert.deepEqual(lint(given), { status: 0, stdout: '1 file: nothing to report\n', complaints: [] });
  assert.deepEqual(lint('.', 'encrypted.yaml'), {
    status: 2,
    stdout: '1 file: nothing to report\n',
    complaints: ['vpc-cni: encrypted.yaml: not a text file'],
  });
});

test('folders are read without what .gitignore leaves out, files and globs as they are named', (t) => {
  const { at, lint } = folder(t);
  mkdirSync(at('repo/.git'), { recursive: true });
  mkdirSync(at('repo/src/rendered'), { recursive: true });
  writeFileSync(at('repo/.gitignore'), '*.json\nrendered/\n');
  writeFileSync(at('repo/src/.gitignore'), '!keep.json\n');
  for (const name of ['a.yaml', 'b.json', 'keep.json', 'rendered/c.yaml'])
    writeFileSync(at(`repo/src/${name}`), BAD);
  const filesIn = (...args: string[]) => {
    const { stdout, complaints } = lint(...args);
    assert.deepEqual(complaints, []);
    const lines = stdout.split('\n').filter((line) => line.includes('unquoted-value'));
    return lines.map((line) => line.slice('repo/src/'.length, line.indexOf(':')));
  };
  assert.deepEqual(filesIn('repo'), ['a.yaml', 'keep.json']);
  assert.deepEqual(filesIn('repo/src'), ['a.yaml', 'keep.json']);
  assert.deepEqual(filesIn('--no-ignore', 'repo'), ['a.yaml', 'b.json', 'keep.json', 'rendered/c.yaml']);
  assert.deepEqual(filesIn('repo/src/rendered'), ['rendered/c.yaml']);
  assert.deepEqual(filesIn('repo/src/b.json'), ['b.json']);
  assert.deepEqual(filesIn('repo/src/*.json'), ['b.json', 'keep.json']);
});

test('folders that are called clusters are not seen with each other', (t) => {
  const { at, lint } = folder(t);
  for (const name of ['repo/blue/inner', 'repo/green']) mkdirSync(at(name), { recursive: true });
  writeFileSync(
    at('repo/blue/aws-node.yaml'),
    awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }),
  );
  writeFileSync(at('repo/blue/inner/cluster.yaml'), NODES);
  writeFileSync(at('repo/green/cluster.yaml'), NODES);
  const findings = (...args: string[]) =>
    lint(...args, '--', 'repo').stdout.match(
      /^\S+cluster\.yaml(?=:\d+:\d+: information prefix-delegation-on-xen-type)/gm,
    ) ?? [];
  const inner = ['repo/blue/inner/cluster.yaml'];
  assert.deepEqual(findings(), inner);
  assert.deepEqual(findings('--cluster', 'repo/*'), inner);
  assert.deepEqual(findings('--cluster', 'repo/blue', './repo/green/'), inner);
  assert.deepEqual(findings('--cluster', 'repo/blue', '--cluster', 'repo/blue/inner'), []);
  const { status, complaints } = lint('repo', '--cluster', 'repo/red', 'repo/g*');
  assert.deepEqual([status, complaints], [2, ['vpc-cni: --cluster repo/red: no such folder']]);
});

onPosix('pipes and what the system makes up are not read but by their names', (t) => {
  const { at, lint } = folder(t);
  mkdirSync(at('all'));
  writeFileSync(at('all/bad.yaml'), BAD);
  assert.equal(spawnSync('mkfifo', [at('all/pipe.yaml')]).status, 0);
  symlinkSync('pipe.yaml', at('all/link.yaml'));
  symlinkSync('/dev/zero', at('all/zero.yaml'));
  for (const given of ['all', 'all/*.yaml', 'all/{bad,pipe,link,zero}.yaml']) {
    const { status, stdout, complaints } = lint(given);
    assert.deepEqual([status, complaints], [1, []], given);
    assert.match(stdout, /\n1 file: 1 error\n$/);
  }
});
