import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';

function cli(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const json = (args: readonly string[], input?: string) =>
  JSON.parse(cli([...args, '--format', 'json'], input).stdout);

test('lint finds an error on standard input and exits 1', () => {
  const text = awsNode({ AWS_VPC_ENI_MTU: '9001' });
  const line = text.slice(0, text.indexOf('9001')).split('\n').length;
  assert.equal(cli(['lint', '-'], text).status, 1);
  const { files, findings } = json(['lint', '-'], text);
  assert.equal(files, 1);
  assert.deepEqual(
    findings.map(({ message, ...rest }: { message: string }) => rest),
    [
      {
        file: '<stdin>',
        line,
        column: 22,
        endLine: line,
        endColumn: 26,
        severity: 'error',
        rule: 'unquoted-value',
        fixes: [{ title: 'Write "9001"', safe: true }],
        related: [],
      },
    ],
  );
});

test('lint exits 0 where there are no errors', () => {
  const { status, stdout } = cli(['lint', '-'], awsNode({}));
  assert.equal(status, 0);
  assert.equal(stdout, '1 file: nothing to report\n');
});

test('lint reads folders, globs and single files, each file once', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vpc cni '));
  try {
    writeFileSync(path.join(folder, 'a.yaml'), awsNode({}));
    writeFileSync(path.join(folder, 'b.YML'), 'kind: Other\n');
    writeFileSync(path.join(folder, 'c.txt'), awsNode({}));
    assert.equal(json(['lint', folder]).files, 2);
    assert.equal(json(['lint', path.join(folder, 'c.txt'), path.join(folder, 'c.txt')]).files, 1);
    assert.equal(json(['lint', `${folder.replaceAll('\\', '/')}/*.{yaml,txt}`]).files, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('lint says what it cannot read, and exits 2', () => {
  const { status, stderr, stdout } = cli(['lint', 'no-such-file.yaml']);
  assert.equal(status, 2);
  assert.match(stderr, /no-such-file\.yaml: no such file or folder/);
  assert.equal(stdout, '');
});

test('bad usage exits 2 and says so', () => {
  for (const args of [
    ['lint'],
    ['lint', '--format', 'xml', '.'],
    ['max-pods'],
    ['max-pods', 'm5.large', '--max-eni', '0'],
    ['max-pods', 'm5.large', '--unmanaged-enis', '-1'],
    ['max-pods', 'm5.large', '--daemonsets', 'two'],
    ['nonsense'],
    ['lint', '--cni-version', 'banana', '-'],
    ['lint', '--instance-type', 'banana', '-'],
  ]) {
    const { status, stderr } = cli(args);
    assert.equal(status, 2, args.join(' '));
    assert.notEqual(stderr, '');
  }
});

test('lint takes a release with or without its v, and mends the name of an instance type', () => {
  const text = awsNode({}).replace(/image: .*/g, 'image: amazon-k8s-cni:latest');
  for (const release of ['1.19.0', 'v1.19.0', 'v1.19.0-eksbuild.1'])
    assert.equal(cli(['lint', '--cni-version', release, '-'], text).status, 0, release);
  assert.match(cli(['lint', '--cni-version', '1.x', '-']).stderr, /It takes a release such as 1\.\d+\.\d+\./);
  assert.equal(cli(['lint', '--instance-type', 'm5.large', '-'], text).status, 0);
  assert.match(cli(['lint', '--instance-type', 'm5.larg', '-']).stderr, /did you mean m5\.large/);
});

test('an output that takes no more ends the printing without a stack', () => {
  // There is no such shell.
  if (process.platform === 'win32') return;
  // More findings than a pipe holds.
  const input = Array.from({ length: 600 }, () => awsNode({ AWS_VPC_ENI_MTU: '9001' })).join('\n---\n');
  const sh = (command: string) => spawnSync('sh', ['-c', command], { input, encoding: 'utf8' }).stderr;
  const lint = `"${process.execPath}" dist/cli.js lint -; echo $? >&2`;
  assert.equal(sh(`{ ${lint}; } | head -1`), '1\n');
  if (process.platform === 'linux') assert.match(sh(`{ ${lint}; } > /dev/full`), /^vpc-cni: ENOSPC.*\n2\n$/);
});

test('the help of lint names what is looked at', () => {
  const help = cli(['lint', '--help']).stdout.replace(/\s+/g, ' ');
  assert.match(help, /aws-node, ENIConfig, SecurityGroupPolicy, node groups, NodePools, CIDRs/);
});

test('max-pods prints the figures, their reasons and what is left for workloads', () => {
  const { status, stdout } = cli([
    'max-pods',
    'm5.large',
    '--prefix-delegation',
    '--custom-networking',
    '--daemonsets',
    '2',
  ]);
  assert.equal(status, 0);
  assert.equal(
    stdout,
    `m5.large: 110 pods with prefix delegation + custom networking
  (3 − 1) × (10 − 1) × 16 + 2 = 290, at most 110
  3 ENIs − 1 for custom networking, 9 prefixes of 16 addresses per ENI, at
    most 110 up to 30 vCPUs
  106 pods left for workloads: 110 − 2 (aws-node, kube-proxy) − 2 DaemonSet
    pods
  $0.66 per pod and month: $0.096/h × 730 h ÷ 106 pods (on demand, us-east-1,
    prices of 2026-07-20)
  1,465 MiB of memory reserved by kubelet for 110 pods: 11 × 110 + 255
  The primary ENI serves no pods.
`,
  );
});

test('max-pods keeps to 80 columns in every mode', () => {
  const types = ['m5.large', 'm5.metal', 'p5.48xlarge', 'm4.large', 'u7in-32tb.224xlarge', 'g2.2xlarge'];
  for (const mode of [
    [],
    ['--prefix-delegation', '--pod-eni', '--custom-networking', '--max-eni', '4', '--unmanaged-enis', '2'],
    ['--prefix-delegation', '--pod-eni', '--no-ceiling', '--daemonsets', '999'],
    ['--ipv6', '--pod-eni'],
    ['--windows', '--prefix-delegation'],
  ]) {
    for (const line of cli(['max-pods', ...types, ...mode]).stdout.split('\n'))
      assert.ok(line.length <= 80, line);
  }
});

test('max-pods as JSON', () => {
  assert.deepEqual(json(['max-pods', 'm5.large', 'c5.4xlarge', '--no-ceiling']), [
    {
      instanceType: 'm5.large',
      mode: 'secondary-ip',
      maxPods: 29,
      ceiling: null,
      enis: 3,
      ipv4PerEni: 10,
      formula: '3 × (10 − 1) + 2 = 29',
      reason: '3 ENIs, 9 addresses per ENI',
      workloadPods: 27,
      usdPerPodMonth: 2.6,
      reservedMemoryMib: 574,
      notes: [],
    },
    {
      instanceType: 'c5.4xlarge',
      mode: 'secondary-ip',
      maxPods: 234,
      ceiling: null,
      enis: 8,
      ipv4PerEni: 30,
      formula: '8 × (30 − 1) + 2 = 234',
      reason: '8 ENIs, 29 addresses per ENI',
      workloadPods: 232,
      usdPerPodMonth: 2.14,
      reservedMemoryMib: 2829,
      notes: [],
    },
  ]);
});

test('max-pods with each part of a mode', () => {
  const pods = (...options: string[]) => json(['max-pods', 'm5.large', ...options])[0].maxPods;
  assert.equal(pods('--max-eni', '2'), 20);
  assert.equal(pods('--pod-eni'), 20);
  assert.equal(pods('--pod-eni', '--custom-networking'), 11);
  assert.equal(pods('--unmanaged-enis', '2'), 11);
  assert.equal(pods('--ipv6'), 110);
  assert.equal(pods('--ipv6', '--no-ceiling'), 434);
  assert.equal(pods('--windows'), 9);
  assert.equal(pods('--windows', '--prefix-delegation'), 110);
  assert.equal(pods('--windows', '--pod-eni', '--custom-networking'), 9);
});

test('max-pods with DaemonSets, and what a pod costs', () => {
  const of = (type: string, ...options: string[]) => {
    const [{ workloadPods, usdPerPodMonth, reservedMemoryMib }] = json(['max-pods', type, ...options]);
    return [workloadPods, usdPerPodMonth, reservedMemoryMib];
  };
  assert.deepEqual(of('m5.large', '--daemonsets', '2'), [25, 2.8, 574]);
  assert.deepEqual(of('m5.xlarge', '--daemonsets', '2'), [54, 2.6, 893]);
  assert.deepEqual(of('t3.nano', '--daemonsets', '9'), [0, null, 299]);
  // Neither price nor memory of Windows is known.
  assert.deepEqual(of('m5.large', '--windows', '--daemonsets', '2'), [7, null, null]);
});

test('max-pods as JSON tells the mode and what the figures leave out', () => {
  const [{ mode, notes }] = json(['max-pods', 'm5.large', '--ipv6']);
  assert.equal(mode, 'ipv6');
  assert.match(notes.join('\n'), /^In IPv6 mode addresses never run out/);
  const [xen] = json(['max-pods', 'm4.large', '--prefix-delegation', '--pod-eni']);
  assert.equal(xen.mode, 'secondary-ip');
  assert.match(xen.notes.join('\n'), /^Xen cannot delegate prefixes.*\n.*no trunk ENI/);
});

test('what EKS calls a switch leads to its name', () => {
  for (const name of ['--security-groups-for-pods', '--security-group-policy', '--sgp', '--trunk-eni'])
    assert.match(cli(['max-pods', 'm5.large', name]).stderr, /Did you mean --pod-eni\?/, name);
  assert.doesNotMatch(cli(['max-pods', 'm5.large', '--nonsense']).stderr, /Did you mean/);
});

test('figures of more than three digits are grouped, in formulas too', () => {
  const { stdout } = cli(['max-pods', 'm5.24xlarge', '--prefix-delegation', '--no-ceiling']);
  assert.match(stdout, /11,762 pods with prefix delegation\n.* = 11,762\n/);
  assert.doesNotMatch(stdout.replace(/\d{4}-\d\d-\d\d/g, ''), /\d{4}/);
});

test('max-pods calls an unlisted type unknown, and exits 1', () => {
  const { status, stdout } = cli(['max-pods', 'm5.larg', '--format', 'json']);
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(stdout), [
    {
      instanceType: 'm5.larg',
      mode: null,
      maxPods: null,
      ceiling: null,
      enis: null,
      ipv4PerEni: null,
      formula: null,
      reason: null,
      workloadPods: null,
      usdPerPodMonth: null,
      reservedMemoryMib: null,
      notes: [],
    },
  ]);
  assert.match(cli(['max-pods', 'm5.larg']).stdout, /unknown instance type; did you mean m5\.large/);
});

test('max-pods says why a listed type has no answer, and exits 1', () => {
  const { status, stdout } = cli(['max-pods', 'm5.large', 'm4.large', '--ipv6']);
  assert.equal(status, 1);
  assert.match(stdout, /^m5\.large: 110 pods with IPv6\n/);
  assert.match(stdout, /\nm4\.large: not known, because Xen cannot delegate prefixes/);
});

test('the version comes with the days of the data', () => {
  const { status, stdout } = cli(['--version']);
  assert.equal(status, 0);
  assert.match(stdout, /^\d+\.\d+\.\d+\ninstance data of \d{4}-\d{2}-\d{2}, prices of \d{4}-\d{2}-\d{2}\n$/);
});
