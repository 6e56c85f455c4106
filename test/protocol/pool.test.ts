import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

function cli(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const json = (...args: readonly string[]) => JSON.parse(cli(...args, '--format', 'json').stdout);

test('pool says what a node holds', () => {
  const { status, stdout } = cli('pool', 'm5.large', '--pods', '20');
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^m5\.large with 20 pods: 3 ENIs, 27 addresses, 7 of them free\n {2}WARM_ENI_TARGET 1: /,
  );
  assert.ok(stdout.split('\n').every((line) => line.length <= 80));
});

test('pool as JSON', () => {
  assert.deepEqual(json('pool', 'm5.large', '--pods', '5'), {
    instanceType: 'm5.large',
    pods: 5,
    enis: 2,
    addresses: 18,
    assigned: 5,
    free: 13,
    steady: true,
    why: 'WARM_ENI_TARGET 1: 9 addresses are to be kept free, as many as one ENI takes.',
  });
  const prefixes = json('pool', 'm5.large', '--pods', '5', '--env', 'ENABLE_PREFIX_DELEGATION=true');
  assert.deepEqual(Object.keys(prefixes), [
    'instanceType',
    'pods',
    'enis',
    'prefixes',
    'assigned',
    'free',
    'steady',
    'why',
  ]);
  assert.equal(prefixes.prefixes, 2);
});

test('pool takes variables one by one and several at a time, and the last of a name counts', () => {
  const { enis, prefixes, assigned, waiting } = json(
    ...['pool', 'm5.large', '--pods', '40', '--env', 'WARM_IP_TARGET=9'],
    ...['--env', 'ENABLE_PREFIX_DELEGATION=true', 'MINIMUM_IP_TARGET=20', 'WARM_IP_TARGET=0'],
    ...['--env', 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG=true'],
  );
  assert.deepEqual({ enis, prefixes, assigned, waiting }, { enis: 2, prefixes: 2, assigned: 32, waiting: 8 });
});

test('pool counts MAX_ENI, the trunk, unmanaged ENIs and max pods', () => {
  const held = (...args: readonly string[]) => {
    const { enis, addresses, prefixes } = json('pool', 'm5.large', '--pods', '20', ...args);
    return [enis, addresses ?? prefixes];
  };
  assert.deepEqual(held('--env', 'MAX_ENI=2'), [2, 18]);
  assert.deepEqual(held('--env', 'ENABLE_POD_ENI=true'), [3, 18]);
  assert.deepEqual(held('--unmanaged-enis', '1'), [2, 18]);
  const prefixes = ['--env', 'ENABLE_PREFIX_DELEGATION=true', 'WARM_PREFIX_TARGET=2'];
  assert.deepEqual(held(...prefixes), [1, 4]);
  assert.deepEqual(held(...prefixes, '--max-pods', '40'), [1, 3]);
});

test('pool tells what never rests', () => {
  const { steady, enis } = json('pool', 'm5.large', '--pods', '9', '--env', 'WARM_ENI_TARGET=0');
  assert.deepEqual([steady, enis], [false, 2]);
});

test('pool says where there is none', () => {
  const ipv6 = json('pool', 'm5.large', '--pods', '9', '--env', 'ENABLE_IPv6=true');
  assert.deepEqual([ipv6.enis, ipv6.assigned, ipv6.free], [1, 9, null]);
  assert.match(ipv6.why, /^IPv6 mode has no pool/);
  const off = cli('pool', 'm5.large', '--pods', '9', '--env', 'ENABLE_IMDS_ONLY_MODE=true');
  assert.equal(off.status, 0);
  assert.match(off.stdout, /attaches nothing/);
});

test('variables that are none, and values with which aws-node exits, are refused', () => {
  for (const [env, complaint] of [
    ['WARM_ENI_TARGTE=1', /no variable WARM_ENI_TARGTE; did you mean WARM_ENI_TARGET\?/],
    ['WARM_ENI_TARGET', /WARM_ENI_TARGET is not NAME=value/],
    ['POD_MTU=12', /POD_MTU: .*aws-node exits/],
    ['ENABLE_IPv4=false', /No IP family/],
    ['AWS_VPC_K8S_PLUGIN_LOG_FILE=stdout', /aws-node exits/],
  ] as const) {
    const { status, stdout, stderr } = cli('pool', 'm5.large', '--pods', '1', '--env', env);
    assert.deepEqual([status, stdout], [2, ''], env);
    assert.match(stderr, complaint);
  }
  const prefixes = ['--env', 'ENABLE_PREFIX_DELEGATION=true', 'WARM_PREFIX_TARGET=0'];
  assert.equal(cli('pool', 'm5.large', '--pods', '1', ...prefixes).status, 2);
  // The start-up check takes this text for more than zero.
  assert.equal(
    json('pool', 'm5.large', '--pods', '0', ...prefixes.with(2, 'WARM_PREFIX_TARGET=00')).steady,
    false,
  );
  // What aws-node ignores is not refused.
  assert.equal(json('pool', 'm5.large', '--pods', '5', '--env', 'WARM_ENI_TARGET=-1', 'MAX_ENI=0').enis, 2);
});

test('an unlisted type is unknown', () => {
  const { status, stdout } = cli('pool', 'm5.larg', '--pods', '1');
  assert.equal(status, 1);
  assert.match(stdout, /^m5\.larg: unknown instance type; did you mean m5\.large/);
  assert.equal(json('pool', 'm5.larg', '--pods', '1').enis, null);
  assert.equal(cli('plan', '--cidr', '10.0.0.0/24', '--type', 'm5.larg', '--pods-per-node', '1').status, 1);
});

test('plan says how many nodes fit', () => {
  const { status, stdout } = cli(
    ...['plan', '--cidr', '10.0.0.0/24', '10.0.1.0/26', '--type', 'm5.large', '--pods-per-node', '20'],
  );
  assert.equal(status, 0);
  assert.match(stdout, /^m5\.large with 20 pods: 3 ENIs, 27 addresses, 7 of them free\n/);
  assert.match(stdout, /^10\.0\.0\.0\/24: 8 nodes, as ⌊\(256 − 5\) ÷ \(3 \+ 27\)⌋ = 8$/m);
  assert.match(stdout, /^10\.0\.1\.0\/26: 1 node, /m);
  assert.match(stdout, /^In all: 9 nodes, 180 pods$/m);
  assert.ok(stdout.split('\n').every((line) => line.length <= 80));
});

test('plan as JSON, with prefixes and custom networking', () => {
  const { notes, ...answer } = json(
    ...['plan', '--cidr', '100.64.0.0/20', '--type', 'm5.large', '--pods-per-node', '60', '--nodes', '51'],
    ...['--env', 'ENABLE_PREFIX_DELEGATION=true', 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG=true'],
  );
  assert.deepEqual(answer, {
    instanceType: 'm5.large',
    podsPerNode: 60,
    perNode: { enis: 2, addresses: 80, prefixes: 5 },
    subnets: [
      {
        cidr: '100.64.0.0/20',
        nodes: 50,
        addressesPerNode: 1,
        prefixesPerNode: 5,
        addresses: 4091,
        blocks: 254,
        reserved: 5,
        formula: '⌊254 ÷ 5⌋ = 50',
      },
    ],
    nodes: 50,
    fits: false,
  });
  assert.match(notes.join(' '), /primary ENI of each node takes an address of another subnet/);
});

test('plan says which pods get no address, and who takes fewer', () => {
  const { status, stdout } = cli(
    ...['plan', '--cidr', '10.0.0.0/16', '--type', 'm5.large', '--pods-per-node', '100', '--nodes', '30'],
  );
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^ {2}100 pods with aws-node and kube-proxy are 102, and kubelet takes 29 on a\n {4}node\.$/m,
  );
  assert.match(stdout, /^30 nodes fit, but 73 of 100 pods on each get no address$/m);
});

test('the status of plan tells whether the nodes fit', () => {
  const plan = (nodes: string) =>
    cli(
      ...['plan', '--cidr', '10.0.0.0/24', '--type', 'm5.large', '--pods-per-node', '20', '--nodes', nodes],
    );
  assert.equal(plan('8').status, 0);
  assert.match(plan('8').stdout, /8 nodes fit\n$/);
  assert.equal(plan('9').status, 1);
  assert.match(plan('9').stdout, /9 nodes do not fit\n$/);
});

test('addresses of IPv6 never run out', () => {
  const plan = (...args: readonly string[]) =>
    json('plan', '--type', 'm5.large', '--pods-per-node', '100', '--nodes', '500', ...args);
  const alone = plan('--cidr', '2001:db8::/64', '--env', 'ENABLE_IPv6=true');
  assert.deepEqual([alone.nodes, alone.fits], [null, true]);
  assert.match(alone.notes.join(' '), /never run out/);
  // The primary ENI of a node takes an IPv4 address all the same.
  const both = plan('--cidr', '2001:db8::/64', '10.0.0.0/24', '--env', 'ENABLE_IPv6=true');
  assert.deepEqual([both.nodes, both.fits], [251, false]);
  const unused = plan('--cidr', '2001:db8::/64');
  assert.deepEqual([unused.nodes, unused.fits], [null, undefined]);
  assert.match(unused.notes.join(' '), /without ENABLE_IPv6 pods take none/);
});

test('bad usage exits 2 and says so', () => {
  const plan = (...args: readonly string[]) => [
    'plan',
    '--type',
    'm5.large',
    '--pods-per-node',
    '1',
    ...args,
  ];
  for (const args of [
    ['pool', 'm5.large'],
    ['pool', '--pods', '3'],
    ['pool', 'm5.large', '--pods', '-1'],
    ['pool', 'm5.large', '--pods', '3', '--max-pods', '0'],
    plan(),
    plan('--cidr', '10.0.0.0'),
    plan('--cidr', '10.0.0.0/8'),
    plan('--cidr', '10.0.0.0/29'),
    plan('--cidr', '10.0.0.0/20', '10.0.1.0/24'),
    plan('--cidr', '10.0.1.0/28', '10.1.0.0/16', '10.0.2.0/24', '10.0.0.0/16'),
    plan('--cidr', '10.0.0.0/24', '2001:db8::/64', '10.0.0.0/24'),
    plan('--cidr', '10.0.0.0/24', '--nodes', '0'),
  ]) {
    const { status, stderr } = cli(...args);
    assert.equal(status, 2, args.join(' '));
    assert.notEqual(stderr, '');
  }
});

test('a value that aws-node ignores is named', () => {
  for (const args of [
    ['pool', 'm5.large', '--pods', '5'],
    ['plan', '--cidr', '10.0.0.0/24', '--type', 'm5.large', '--pods-per-node', '5'],
  ]) {
    const { status, stderr } = cli(...args, '--env', 'WARM_IP_TARGET=abc');
    assert.equal(status, 0);
    assert.match(stderr, /^vpc-cni: WARM_IP_TARGET: "abc" /);
    assert.equal(cli(...args, '--env', 'WARM_IP_TARGET=5').stderr, '');
  }
});

test('more pods than Kubernetes can count are refused', () => {
  for (const pods of ['9223372036854775807', '2147483648', '-1', 'many']) {
    const { status, stderr } = cli('pool', 'm5.large', `--pods=${pods}`);
    assert.equal(status, 2, pods);
    assert.match(stderr, /It takes a whole number from 0 to 2147483647\./);
  }
  assert.equal(cli('max-pods', 'm5.large', '--max-eni', '0').status, 2);
});
