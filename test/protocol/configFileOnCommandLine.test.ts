import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { repository } from './repository.js';

const MISTAKE = awsNode({ AWS_VPC_ENI_MTU: '9001' });
const OFF = 'rules:\n  unquoted-value: off\n';

test('lint takes severities from the nearest file', (t) => {
  const { write, run } = repository(t);
  write('a/b/aws-node.yaml', MISTAKE);
  assert.equal(run(['lint', '.']).status, 1);
  write('.vpc-cni.yaml', OFF);
  for (const folder of ['.', 'a', 'a/b']) {
    const { status, stdout } = run(['lint', '.'], folder);
    assert.deepEqual([status, stdout], [0, '1 file: nothing to report\n'], folder);
  }
  write('a/.vpc-cni.yaml', 'rules: { unquoted-value: hint }\n');
  assert.match(run(['lint', '.'], 'a/b').stdout, / hint unquoted-value: /);
  assert.equal(run(['lint', '.']).stdout, '1 file: nothing to report\n');
});

test('the search ends at the root of the repository', (t) => {
  const { write, run } = repository(t);
  write('.vpc-cni.yaml', OFF);
  write('vendored/aws-node.yaml', MISTAKE);
  assert.equal(run(['lint', '.'], 'vendored').status, 0);
  // In the folder of a submodule or a worktree it is a file.
  write('vendored/.git', 'gitdir: ../.git/modules/vendored\n');
  assert.equal(run(['lint', '.'], 'vendored').status, 1);
});

test('another file, or none', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', MISTAKE);
  write('.vpc-cni.yaml', 'rules: { unquoted-value: warning }\n');
  write('ci/strict.yaml', OFF);
  assert.match(run(['lint', 'aws-node.yaml']).stdout, / warning unquoted-value: /);
  assert.equal(run(['lint', '--config', 'ci/strict.yaml', 'aws-node.yaml']).status, 0);
  assert.match(run(['lint', '--no-config', 'aws-node.yaml']).stdout, / error unquoted-value: /);
  const { status, stdout, stderr } = run(['lint', '--config', 'none.yaml', 'aws-node.yaml']);
  assert.deepEqual([status, stdout, stderr], [2, '', 'vpc-cni: none.yaml: no such file or folder\n']);
  assert.match(run(['lint', '--config', 'ci', '.']).stderr, /^vpc-cni: ci: not a file\n$/);
});

test('a file of another name is not read, which is told', (t) => {
  const { write, run } = repository(t);
  write('.vpc-cni.yml', OFF);
  write('sub/aws-node.yaml', MISTAKE);
  const message = 'Settings are read from .vpc-cni.yaml, not from .vpc-cni.yml: rename the file.';
  const { status, stderr } = run(['lint', '.']);
  assert.deepEqual([status, stderr], [1, `vpc-cni: .vpc-cni.yml: ${message}\n`]);
  assert.match(run(['lint', '.'], 'sub').stderr, /\.vpc-cni\.yml: Settings are read/);
  assert.equal(run(['lint', '--no-config', '.']).stderr, '');
  write('.vpc-cni.yaml', OFF);
  assert.equal(run(['lint', '.']).stderr, '');
});

test('paths of a file that is named start at the working directory', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({}));
  write('testdata/aws-node.yaml', MISTAKE);
  write('ci/vpc.yaml', 'ignore: [testdata]\n');
  assert.equal(run(['lint', '.']).status, 1);
  assert.deepEqual(run(['lint', '--config', 'ci/vpc.yaml', '.']), {
    status: 0,
    stdout: '2 files: nothing to report\n',
    stderr: '',
  });
});

test('a glob of clusters that names no folder is told where all was read', (t) => {
  const { write, run } = repository(t);
  write('all/one/aws-node.yaml', awsNode({}));
  write('.vpc-cni.yaml', 'clusters: ["all/*", "nope/*", "*/*/*.yaml"]\n');
  const complaint =
    'vpc-cni: clusters: no file lies in nope/*\nvpc-cni: clusters: no file lies in */*/*.yaml\n';
  const { status, stderr } = run(['lint', '.']);
  assert.deepEqual([status, stderr], [0, complaint]);
  assert.equal(run(['lint', 'all']).stderr, '');
  assert.equal(run(['lint', '.'], 'all').stderr, '');
  assert.equal(run(['lint', '..'], 'all').stderr, complaint);
  assert.equal(run(['lint', '--cluster', 'all/one', '--', '.']).stderr, '');
  write('.vpc-cni.yaml', 'clusters: [".", "all/"]\n');
  assert.equal(run(['lint', '.']).stderr, '');
});

test('instance types in any case', (t) => {
  const { write, run } = repository(t);
  const same = (...args: string[]) => {
    const { status, stdout } = run(args);
    assert.deepEqual(
      { status, stdout, stderr: '' },
      run(args.map((arg) => arg.replace('M5.Large', 'm5.large'))),
    );
    assert.match(stdout, /m5\.large/);
  };
  same('max-pods', 'M5.Large', 'M5.Large');
  same('pool', 'M5.Large', '--pods', '3', '--format', 'json');
  same('plan', '--cidr', '10.0.0.0/24', '--type', 'M5.Large', '--pods-per-node', '3', '--format', 'json');
  write('aws-node.yaml', awsNode({}));
  assert.equal(run(['lint', '--instance-type', 'M5.Large', '.']).status, 0);
  assert.match(
    run(['max-pods', 'M5.Larg']).stdout,
    /^m5\.larg: unknown instance type; did you mean m5\.large/,
  );
});

test('a link that leads nowhere is no missing file', (t) => {
  const { root, write, run } = repository(t);
  write('sub/aws-node.yaml', awsNode({}));
  symlinkSync('shared/vpc-cni.yaml', path.join(root, '.vpc-cni.yaml'));
  const { status, stdout, stderr } = run(['lint', '.'], 'sub');
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^vpc-cni: \S*\.vpc-cni\.yaml: a link that leads nowhere\n$/);
  assert.equal(run(['lint', '--no-config', '.'], 'sub').status, 0);
  write('shared/vpc-cni.yaml', 'podsPerNode: 3\n');
  assert.equal(run(['lint', '.'], 'sub').status, 0);
});

test('a template in place of a name', (t) => {
  const { write, run } = repository(t);
  write('.vpc-cni.yaml', 'rules: {{ x }}\n');
  assert.match(
    run(['max-pods', 'm5.large']).stderr,
    /^vpc-cni: \.vpc-cni\.yaml:1:\d+: rules: the name of a rule is missing \(templates are not filled in here\)\.\n$/,
  );
});

test('what is wrong in the file is an error of every command that reads it', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({}));
  write('.vpc-cni.yaml', '# Ours.\nrules:\n  unquoted-valu: off\npodsPerNode: "3"\n');
  const complaints = [
    'vpc-cni: ../.vpc-cni.yaml:3:3: rules: there is no rule "unquoted-valu"; did you mean unquoted-value?',
    'vpc-cni: ../.vpc-cni.yaml:4:14: podsPerNode should be a whole number from 1 to 10000.\n',
  ].join('\n');
  write('sub/aws-node.yaml', awsNode({}));
  for (const args of [
    ['lint', '.'],
    ['config', '.'],
    ['max-pods', 'm5.large'],
    ['pool', 'm5.large', '--pods', '3'],
    ['plan', '--cidr', '10.0.0.0/24', '--type', 'm5.large', '--pods-per-node', '3'],
  ]) {
    const { status, stdout, stderr } = run(args, 'sub');
    assert.deepEqual([status, stdout], [2, ''], args[0]);
    assert.equal(stderr.replaceAll(/vpc-cni: \S*\.vpc-cni\.yaml/g, 'vpc-cni: ../.vpc-cni.yaml'), complaints);
    assert.equal(run([...args, '--no-config'], 'sub').stderr, '', args[0]);
  }
});

test('a key that is written twice is told, and no error', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({}));
  write('.vpc-cni.yaml', 'podsPerNode: 3\npodsPerNode: 4\n');
  const { status, stderr } = run(['lint', '.']);
  assert.equal(status, 0);
  assert.match(stderr, /^vpc-cni: \.vpc-cni\.yaml:1:1: "podsPerNode" is written again/);
});

test('options of the command line count more', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({ ENABLE_MULTI_NIC: '"true"' }).replace(/image: .*/g, 'image: cni'));
  write('.vpc-cni.yaml', 'cniVersion: 1.15.0\n');
  const without = run(['lint', '.']).stdout;
  const own = run(['lint', '--cni-version', '1.21.0', '.']).stdout;
  assert.match(without, /variable-too-new/);
  assert.doesNotMatch(own, /variable-too-new/);
  assert.match(
    run(['lint', '--instance-type', 'm5.larg', '.']).stderr,
    /^vpc-cni: --instance-type m5\.larg: unknown instance type; did you mean m5\.large/,
  );
});

test('files that are ignored are not read, whoever names them', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({}));
  write('testdata/deep/aws-node.yaml', MISTAKE);
  write('sub/testdata/aws-node.yaml', MISTAKE);
  write('.vpc-cni.yaml', 'ignore: ["**/testdata"]\n');
  assert.deepEqual(run(['lint', '.']), { status: 0, stdout: '1 file: nothing to report\n', stderr: '' });
  assert.deepEqual(run(['lint', 'testdata/deep/aws-node.yaml']), {
    status: 0,
    stdout: '',
    stderr: 'vpc-cni: testdata/deep/aws-node.yaml is ignored by .vpc-cni.yaml\n',
  });
  assert.match(run(['lint', 'testdata']).stderr, /no YAML or JSON files in testdata, or they are ignored/);
  assert.equal(run(['lint', '.'], 'sub').status, 0);
  assert.equal(run(['lint', '*/**/*.yaml']).status, 0);
  assert.equal(run(['lint', '--no-ignore', '.']).status, 1);
  assert.equal(run(['lint', '-'], '.', MISTAKE).status, 1);
});

const GROUP = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: blue, region: us-east-1 }
managedNodeGroups:
  - { name: general, instanceType: m5.large, maxPodsPerNode: 110 }
`;

test('clusters of the file are folders below it', (t) => {
  const { write, run } = repository(t);
  const prefixes = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });
  write('all/one/nodes/cluster.yaml', GROUP);
  write('all/one/addons/aws-node.yaml', prefixes);
  const isAbove = (folder: string, args: readonly string[] = []) =>
    /max-pods-above-capacity/.test(run(['lint', '.', ...args], folder).stdout);
  const before = isAbove('all');
  write('.vpc-cni.yaml', 'clusters: ["all/*"]\n');
  // Only seen together is it known that prefixes are delegated.
  assert.deepEqual([before, isAbove('all'), isAbove('.')], [true, false, false]);
  assert.equal(isAbove('.', ['--cluster', 'all/one/nodes']), true);
  assert.equal(isAbove('.', ['--no-config']), true);
});

test('instance types, ENIs and DaemonSets of the file count in every command', (t) => {
  const { write, run } = repository(t);
  write(
    '.vpc-cni.yaml',
    'instanceTypes:\n  m99.large: { enis: 4, ipv4PerEni: 10, vcpus: 4, hypervisor: nitro }\nunmanagedEnis: 1\ndaemonSetPods: 2\nmaxPodsCeiling: false\n',
  );
  const [own] = JSON.parse(run(['max-pods', 'm99.large', '--format', 'json']).stdout);
  assert.deepEqual([own.maxPods, own.workloadPods, own.ceiling], [29, 25, null]);
  const [flagged] = JSON.parse(
    run(['max-pods', 'm99.large', '--unmanaged-enis', '0', '--daemonsets', '0', '--format', 'json']).stdout,
  );
  assert.deepEqual([flagged.maxPods, flagged.workloadPods], [38, 36]);
  assert.equal(run(['max-pods', 'm99.large', '--no-config']).status, 1);
  assert.equal(run(['pool', 'm99.large', '--pods', '10']).status, 0);
  assert.equal(
    run(['plan', '--cidr', '10.0.0.0/24', '--type', 'm99.large', '--pods-per-node', '9']).status,
    0,
  );
  assert.equal(run(['lint', '--instance-type', 'm99.large', '-'], '.', awsNode({})).status, 0);
});
