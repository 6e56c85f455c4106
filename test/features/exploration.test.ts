import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Exploration, ExplorationQuery } from '../../server/src/core/features/exploration.js';
import type { Tried } from '../../server/src/core/features/explorationQuery.js';
import { triedOf } from '../../server/src/core/features/explorationQuery.js';
import { costs, explore } from '../../server/src/core/features/explore.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';
import { workspaceOf } from '../support/checkFiles.js';

const NOTHING: ExplorationQuery = { types: [], tried: {}, subnets: [] };

const explored = (
  text: string | undefined,
  query: Partial<ExplorationQuery> = {},
  settings: Partial<Settings> = {},
): Exploration =>
  explore(
    text === undefined ? undefined : analyzed(text, settings),
    { ...NOTHING, ...query },
    {
      ...DEFAULT_SETTINGS,
      ...settings,
    },
  );

const controlOf = ({ controls }: Exploration, name: string) =>
  controls.find((control) => control.name === name);
/** `29 of 29, → marks the mode in the picture`. */
const bars = ({ types }: Exploration, index = 0): string[] =>
  (types[index]?.modes ?? []).map(
    ({ title, pods, raw, isPresent }) => `${isPresent ? '→ ' : ''}${title} ${pods}/${raw}`,
  );
const noted = ({ notes }: Exploration, pattern: RegExp): boolean => notes.some((note) => pattern.test(note));
const pointAt = ({ pool }: Exploration, pods: number, id = 'present') =>
  pool?.series.find((series) => series.id === id)?.points[pods];

const NODES = (more: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: us-east-1
${more}`;
const GROUP = (more: string) =>
  NODES(`nodeGroups:
  - name: general
    instanceType: m5.large
${more}`);

test('without a file the defaults of the manifest are pictured', () => {
  const found = explored(undefined);
  assert.match(found.source, /defaults/);
  assert.equal(found.mode, 'secondary IPs');
  assert.deepEqual([found.canApply, found.cannotApply !== undefined], [false, true]);
  assert.deepEqual(bars(found), [
    '→ secondary IPs 29/29',
    'custom networking 20/20',
    'prefix delegation 110/434',
    'prefix delegation + custom networking 110/290',
  ]);
  const [type] = found.types;
  assert.deepEqual([type?.name, type?.pods, type?.workloads, type?.branchEnis], ['m5.large', 29, 27, 9]);
  // 0.096 USD × 730 h ÷ 27 pods
  assert.equal(type?.usdPerPod?.toFixed(4), '2.5956');
  assert.deepEqual(
    found.controls.map(({ name, value, written, isTried }) => [name, value, written, isTried]),
    [
      ['ENABLE_PREFIX_DELEGATION', 'false', undefined, false],
      ['AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', 'false', undefined, false],
      ['ENABLE_POD_ENI', 'false', undefined, false],
      ['MAX_ENI', '3', undefined, false],
      ['WARM_ENI_TARGET', '1', undefined, false],
      ['WARM_IP_TARGET', '0', undefined, false],
      ['MINIMUM_IP_TARGET', '0', undefined, false],
      ['WARM_PREFIX_TARGET', '1', undefined, false],
    ],
  );
});

test('what is tried is pictured beside what is written', () => {
  const found = explored(awsNode({ WARM_ENI_TARGET: '"2"' }), {
    tried: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1', MAX_ENI: '2' },
  });
  assert.equal(found.canApply, true);
  assert.equal(found.mode, 'prefix delegation + MAX_ENI 2');
  assert.deepEqual(bars(found), [
    'secondary IPs 20/20',
    'custom networking 11/11',
    '→ prefix delegation 110/290',
    'prefix delegation + custom networking 110/146',
  ]);
  assert.deepEqual(
    found.pool?.series.map(({ id, title, points }) => [id, title, points.length]),
    [
      ['present', 'as written: secondary IPs, 2 ENIs warm', 28],
      ['tried', 'tried: prefix delegation + MAX_ENI 2, 1 prefix warm', 109],
    ],
  );
  assert.equal(found.pool?.maxPods, 110);
  // Three ENIs from the start; one prefix in use and one warm.
  assert.deepEqual(
    [pointAt(found, 1)?.addresses, pointAt(found, 1)?.enis, pointAt(found, 1, 'tried')?.addresses],
    [27, 3, 32],
  );
  assert.deepEqual(
    found.controls.filter(({ isTried }) => isTried).map(({ name, value, written }) => [name, value, written]),
    [
      ['ENABLE_PREFIX_DELEGATION', 'true', undefined],
      ['MAX_ENI', '2', undefined],
      ['WARM_PREFIX_TARGET', '1', undefined],
    ],
  );
  assert.match(controlOf(found, 'WARM_ENI_TARGET')?.remark ?? '', /^No effect: with prefix delegation/);
});

test('what comes to the same is not tried', () => {
  const written = awsNode({ WARM_ENI_TARGET: '"2"', ENABLE_POD_ENI: '"0"' });
  const found = explored(written, { tried: { WARM_ENI_TARGET: '2', ENABLE_POD_ENI: 'false', MAX_ENI: '3' } });
  assert.ok(found.controls.every(({ isTried }) => !isTried));
  assert.deepEqual(
    found.pool?.series.map(({ id }) => id),
    ['present'],
  );
  assert.equal(controlOf(found, 'ENABLE_POD_ENI')?.written, '0');
});

test('the limit of ENIs goes as far as the types do', () => {
  const types = ['m5.large', 'm5.24xlarge'];
  assert.equal(controlOf(explored(undefined, { types }), 'MAX_ENI')?.max, 15);
  const found = explored(undefined, { types, tried: { MAX_ENI: '3' } });
  assert.deepEqual(
    [controlOf(found, 'MAX_ENI')?.isTried, bars(found, 1)[0]],
    [true, '→ secondary IPs 149/149'],
  );
});

const VECTORS: {
  readonly settled: readonly {
    readonly type: string;
    readonly env: string;
    readonly pods: number;
    readonly maxPods?: number;
    readonly unmanaged?: number;
    readonly trunkPending?: boolean;
    readonly enis?: number;
    readonly free?: number;
  }[];
} = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../test/core/poolVectors.json', import.meta.url)), 'utf8'),
);

test("points are those of ipamd's own tables", () => {
  let seen = 0;
  for (const { type, env, pods, maxPods, unmanaged, trunkPending, enis, free } of VECTORS.settled) {
    const pairs = Object.fromEntries(env.split(' ').map((pair) => pair.split('=')));
    const tried: Tried = triedOf(pairs);
    const isOther = Object.keys(tried).length < Object.keys(pairs).length || trunkPending === true;
    if (isOther || maxPods !== undefined || unmanaged !== undefined || enis === undefined) continue;
    const found = explored(undefined, { types: [type], tried });
    const id = found.pool?.series.at(-1)?.id;
    const point = pointAt(found, pods, id);
    // More pods than kubelet takes are not pictured.
    if (!point) continue;
    seen++;
    assert.equal(point.enis, enis, `${type} ${env} with ${pods}`);
    if (free !== undefined) assert.equal(point.free, free, `${type} ${env} with ${pods}`);
  }
  assert.ok(seen > 20, `${seen} seen`);
});

test('subnets are full of full nodes, or of the pods to expect', () => {
  const subnets = ['10.0.0.0/24', '10.0.1.9/24', '10.0.0.0/29', 'x', 'fd00::/64'];
  // 3 ENIs and 27 addresses of 251
  assert.deepEqual(explored(undefined, { subnets }).subnets, [
    { cidr: '10.0.0.0/24', nodes: 8, formula: '⌊(256 − 5) ÷ (3 + 27)⌋ = 8' },
    { cidr: '10.0.1.0/24', nodes: 8, formula: '⌊(256 − 5) ÷ (3 + 27)⌋ = 8' },
    { cidr: '10.0.0.0/29', unknown: 'AWS has no such subnet: IPv4 blocks are from /16 to /28.' },
    { cidr: 'x', unknown: 'This is no block of addresses, such as 10.0.0.0/24.' },
    { cidr: 'fd00::/64', unknown: 'Without ENABLE_IPv6 pods take no IPv6 addresses.' },
  ]);
  // Two prefixes for 20 pods, and one warm, of 14 whole ones.
  const tried = { ENABLE_PREFIX_DELEGATION: 'true' };
  const [prefixes] = explored(undefined, { subnets, tried, podsPerNode: 20 }).subnets;
  assert.deepEqual([prefixes?.nodes, prefixes?.formula], [4, '⌊14 ÷ 3⌋ = 4']);
  // The primary ENI is in another subnet: 2 ENIs and 18 addresses.
  const custom = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' };
  assert.equal(explored(undefined, { subnets, tried: custom }).subnets[0]?.nodes, 12);
});

const SUBNETS = `vpc:
  id: vpc-0123456789abcdef0
  subnets:
    private:
      us-east-1a:
        id: subnet-0123456789abcdef0
        cidr: 10.0.0.0/24
`;
const ENI_CONFIG = (id: string) => `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-east-1a
spec:
  subnet: ${id}
`;

test('subnets of the file are counted with their names, and with custom networking those of ENIConfigs', () => {
  const text = NODES(SUBNETS);
  assert.deepEqual(
    explored(text).subnets.map(({ name, nodes }) => [name, nodes]),
    [['vpc.subnets.private.cidr, line 12', 8]],
  );
  const tried = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' };
  assert.match(explored(text, { tried }).subnets[0]?.unknown ?? '', /none of which is in sight/);
  assert.deepEqual(explored(text + ENI_CONFIG('subnet-0123456789abcdef0'), { tried }).subnets, [
    { cidr: '10.0.0.0/24', name: 'ENIConfig us-east-1a', nodes: 12, formula: '⌊(256 − 5) ÷ (2 + 18)⌋ = 12' },
  ]);
  assert.deepEqual(explored(text + ENI_CONFIG('subnet-0aaaaaaaaaaaaaaaa'), { tried }).subnets, [
    { cidr: 'subnet-0aaaaaaaaaaaaaaaa', name: 'ENIConfig us-east-1a', unknown: 'Its block is not in sight.' },
  ]);
});

test('a file that names no subnets has those of the cluster that it is seen with', () => {
  const { analyses } = workspaceOf({ 'cluster.yaml': NODES(SUBNETS), 'aws-node.yaml': awsNode({}) });
  const { subnets } = explore(analyses.get('aws-node.yaml'), NOTHING, DEFAULT_SETTINGS);
  assert.deepEqual(
    subnets.map(({ cidr, name }) => [cidr, name]),
    [['10.0.0.0/24', 'subnet-0123456789abcdef0, us-east-1a']],
  );
});

test('what kubelet is told counts, as far as the ENIs carry it', () => {
  const few = explored(GROUP('    maxPodsPerNode: 17\n'));
  assert.deepEqual([few.types[0]?.pods, few.types[0]?.workloads, few.pool?.maxPods], [17, 15, 17]);
  assert.ok(noted(few, /^On m5\.large kubelet is told 17 pods \(maxPodsPerNode\)\.$/));
  const many = explored(GROUP('    maxPodsPerNode: 250\n'));
  assert.equal(many.types[0]?.pods, 29);
  assert.ok(noted(many, /told 250 pods \(maxPodsPerNode\), and the ENIs carry 29\.$/));
  // The image counts secondary addresses, whatever is tried.
  const tried = { ENABLE_PREFIX_DELEGATION: 'true' };
  assert.equal(explored(GROUP(''), { tried }).types[0]?.pods, 29);
  assert.equal(
    explored(NODES('managedNodeGroups:\n  - name: a\n    instanceType: m5.large\n'), { tried }).types[0]
      ?.pods,
    110,
  );
});

test('DaemonSet pods leave fewer for workloads', () => {
  assert.equal(explored(undefined, { daemonSetPods: 5 }).types[0]?.workloads, 22);
  assert.equal(explored(undefined, {}, { daemonSetPods: 3 }).types[0]?.workloads, 24);
  assert.equal(
    costs(undefined, { ...NOTHING, daemonSetPods: 5 }, DEFAULT_SETTINGS).find(
      ({ name }) => name === 'm5.large',
    )?.workloads,
    22,
  );
});

test('a value that only the cluster knows cannot be tried, and no mode is marked', () => {
  const text = awsNode({}).replace(
    '            - name: MY_NODE_NAME',
    '            - name: ENABLE_PREFIX_DELEGATION\n              valueFrom: {configMapKeyRef: {name: a, key: b}}\n            - name: MY_NODE_NAME',
  );
  const found = explored(text, { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  const control = controlOf(found, 'ENABLE_PREFIX_DELEGATION');
  assert.deepEqual([control?.value, control?.isFixed, control?.isTried], ['', true, false]);
  assert.match(control?.remark ?? '', /valueFrom/);
  assert.equal(found.mode, 'not known');
  assert.ok(noted(found, /^No mode is marked.*: ENABLE_PREFIX_DELEGATION\.$/));
  assert.deepEqual(bars(found), [
    'secondary IPs 29/29',
    'custom networking 20/20',
    'prefix delegation 110/434',
    'prefix delegation + custom networking 110/290',
  ]);
  assert.deepEqual([found.types[0]?.pods, found.pool], [undefined, undefined]);
});

test('what a patch does not say is not known, and can be tried', () => {
  const text = readFileSync(
    fileURLToPath(new URL('../../../test/forms/kustomize/overlay/aws-node.yaml', import.meta.url)),
    'utf8',
  );
  const found = explored(text);
  assert.deepEqual([found.mode, found.pool], ['not known', undefined]);
  const control = controlOf(found, 'MAX_ENI');
  assert.deepEqual(
    [control?.value, control?.isFixed, control?.remark],
    ['', false, 'What it is set to is not in sight.'],
  );
  assert.ok(noted(found, /^No mode is marked.*: MAX_ENI and ENABLE_IPv6\.$/));
  const known = explored(text, { tried: { MAX_ENI: '2' } });
  assert.equal(controlOf(known, 'MAX_ENI')?.value, '2');
  assert.ok(noted(known, /^No mode is marked.*: ENABLE_IPv6\.$/));
});

test('two aws-nodes that differ are as good as none, until all that matters is tried', () => {
  const text = `${awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' })}---${awsNode({ WARM_PREFIX_TARGET: '"1"' })}`;
  const found = explored(text);
  assert.match(found.cannotApply ?? '', /^2 aws-nodes are in sight/);
  assert.deepEqual([found.canApply, found.mode, found.pool], [false, 'not known', undefined]);
  const control = controlOf(found, 'ENABLE_PREFIX_DELEGATION');
  assert.deepEqual(
    [control?.value, control?.written, control?.remark],
    ['', undefined, 'The aws-nodes in sight differ.'],
  );
  const same = explored(text, { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.deepEqual([same.mode, same.pool?.series.map(({ id }) => id)], ['prefix delegation', ['tried']]);
});

test('another plugin: nothing is pictured', () => {
  const calico = `${awsNode({})}---
apiVersion: operator.tigera.io/v1
kind: Installation
metadata:
  name: default
spec:
  cni:
    type: Calico
`;
  const found = explored(calico, { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.deepEqual([found.canApply, found.controls.length, found.types[0]?.modes], [false, 0, []]);
  assert.match(found.types[0]?.unknown ?? '', /^Calico hands out/);
  assert.equal(found.pool, undefined);
  assert.deepEqual(costs(analyzed(calico), NOTHING, DEFAULT_SETTINGS), []);
});

test('IPv6 has no pool', () => {
  const env = {
    ENABLE_IPv6: '"true"',
    ENABLE_IPv4: '"false"',
    ENABLE_PREFIX_DELEGATION: '"true"',
    WARM_PREFIX_TARGET: '"1"',
  };
  const found = explored(awsNode(env), { subnets: ['10.0.0.0/24', 'fd00::/64'] });
  assert.deepEqual(bars(found), ['→ IPv6 110/434']);
  assert.equal(found.pool, undefined);
  assert.ok(noted(found, /^IPv6 mode has no pool/));
  assert.deepEqual([found.subnets[0]?.nodes, found.subnets[1]?.nodes], [251, undefined]);
  assert.match(controlOf(found, 'WARM_PREFIX_TARGET')?.remark ?? '', /^No effect/);
});

test('Xen cannot delegate prefixes', () => {
  const found = explored(undefined, { types: ['m4.large'], tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.deepEqual(bars(found), ['→ secondary IPs 20/20', 'custom networking 11/11']);
  assert.match(controlOf(found, 'WARM_PREFIX_TARGET')?.remark ?? '', /^No effect on m4\.large: Xen/);
  assert.equal(controlOf(found, 'WARM_ENI_TARGET')?.remark, undefined);
  assert.equal(pointAt(found, 1)?.prefixes, undefined);
});

test('what stops aws-node is told by itself, and the rest in notes', () => {
  const found = explored(awsNode({}), { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.match(
    found.stops ?? '',
    /^aws-node does not start like this.*Prefix delegation needs a warm target/,
  );
  assert.ok(!noted(found, /does not start/));
  assert.equal(explored(awsNode({})).stops, undefined);
  assert.equal(explored(undefined).stops, undefined);
  const twice = explored(awsNode({ WARM_ENI_TARGET: '2' }), { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.match(twice.stops ?? '', /does not start/);
  assert.ok(noted(twice, /^This does not reach the cluster as it is written: WARM_ENI_TARGET: /));
});

test('nodes of a mixed managed group are all told the least, in every mode', () => {
  const group = NODES('managedNodeGroups:\n  - name: mixed\n    instanceTypes: [m5.large, t3.medium]\n');
  const found = explored(group);
  assert.deepEqual(bars(found), [
    '→ secondary IPs 17/29',
    'custom networking 12/20',
    'prefix delegation 110/434',
    'prefix delegation + custom networking 110/290',
  ]);
  assert.equal(
    found.types[0]?.modes[0]?.formula,
    '3 × (10 − 1) + 2 = 29; kubelet is told 17 (3 × (6 − 1) + 2 = 17)',
  );
  assert.ok(
    noted(found, /^On m5\.large kubelet is told 17 pods .*t3\.medium has the fewest pods of the group/),
  );
});

test('without an ENI for pods there is no pool to picture', () => {
  const tried = { MAX_ENI: '2', AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true', ENABLE_POD_ENI: 'true' };
  const found = explored(undefined, { tried });
  assert.deepEqual([found.pool, found.types[0]?.pods], [undefined, 2]);
  assert.ok(noted(found, /^No ENI of m5\.large is left for pods/));
});

test('MAX_ENI that nobody sets is no number', () => {
  const isSet = (found: Exploration) => controlOf(found, 'MAX_ENI')?.isSet;
  assert.deepEqual(
    [isSet(explored(undefined)), isSet(explored(undefined, { tried: { MAX_ENI: '2' } }))],
    [false, true],
  );
  assert.equal(controlOf(explored(undefined), 'WARM_ENI_TARGET')?.isSet, true);
});

test('a type whose memory so many pods leave nothing of costs nothing', () => {
  const namesWith = (tried: Tried) =>
    costs(undefined, { ...NOTHING, tried }, DEFAULT_SETTINGS).map(({ name }) => name);
  assert.ok(namesWith({}).includes('t4g.nano'));
  // 34 pods: 11 × 34 + 255 MiB of 512.
  const names = namesWith({ ENABLE_PREFIX_DELEGATION: 'true' });
  assert.deepEqual([names.includes('t4g.nano'), names.includes('t4g.small')], [false, true]);
});

test('a release that does not read a variable', () => {
  const old = awsNode({}, { version: 'v1.8.0' });
  const control = controlOf(explored(old, { tried: { WARM_PREFIX_TARGET: '3' } }), 'WARM_PREFIX_TARGET');
  assert.equal(control?.remark, 'Release 1.8.0 does not read it: 1.9.0 is the first that does.');
  assert.deepEqual([control?.isFixed, control?.isTried], [true, false]);
  assert.equal(controlOf(explored(old), 'WARM_IP_TARGET')?.isFixed, false);
});

test('Windows nodes have one ENI', () => {
  const windows = GROUP('    amiFamily: WindowsServer2022CoreContainer\n');
  const found = explored(windows);
  assert.deepEqual(
    [bars(found), found.types[0]?.pods, found.types[0]?.usdPerPod],
    [['→ Windows 9/9'], 9, undefined],
  );
  assert.equal(found.pool, undefined);
  assert.ok(noted(found, /run Windows/));
});

test('a type that nobody knows', () => {
  const found = explored(undefined, { types: ['m5.larg', 'm5.xlarge'] });
  assert.deepEqual([found.types[0]?.modes, found.types[1]?.pods, found.pool], [[], 58, undefined]);
  assert.match(found.types[0]?.unknown ?? '', /m5\.large is\. Its figures can be given/);
  assert.deepEqual(
    explored(undefined, { types: ['constructor', '__proto__'] }).types.map(({ modes }) => modes),
    [[], []],
  );
});

test('without the ceiling bars go as far as addresses do, and the pool for a thousand pods', () => {
  const found = explored(
    undefined,
    { types: ['m5.24xlarge'], tried: { ENABLE_PREFIX_DELEGATION: 'true' } },
    { maxPodsCeiling: false },
  );
  assert.equal(bars(found)[2], '→ prefix delegation 11762/11762');
  assert.equal(found.types[0]?.modes[2]?.ceiling, undefined);
  assert.deepEqual([found.pool?.maxPods, found.pool?.series[1]?.points.length], [1002, 1001]);
});

test('costs are those of the configuration in the picture', () => {
  const rowOf = (tried: Tried) =>
    costs(undefined, { ...NOTHING, tried }, DEFAULT_SETTINGS).find(({ name }) => name === 'm5.large');
  assert.deepEqual(rowOf({}), {
    name: 'm5.large',
    vcpus: 2,
    memoryMib: 8192,
    pods: 29,
    workloads: 27,
    memoryPerPodMib: 278, // (8192 − 11 × 29 − 255 − 100) ÷ 27
    usdPerHour: 0.096,
    usdPerPod: (0.096 * 730) / 27,
  });
  assert.equal(rowOf({ ENABLE_PREFIX_DELEGATION: 'true' })?.workloads, 108);
  assert.ok(costs(undefined, NOTHING, DEFAULT_SETTINGS).length > 1000);
});

test('more types than anybody looks at are left out, and that is told', () => {
  const types = Array.from({ length: 60 }, (_, i) => `type.${i}`);
  const found = explored(undefined, { types });
  assert.deepEqual([found.types.length, noted(found, /^10 more types are not shown\.$/)], [50, true]);
});

test('what kubelet is told on images of the user is not known: what is recommended is pictured', () => {
  const found = explored(GROUP('    ami: ami-0123456789abcdef0\n    amiFamily: AmazonLinux2023\n'));
  assert.equal(found.types[0]?.pods, 29);
  assert.ok(noted(found, /is not known, or differs: what is recommended is pictured/), found.notes.join());
});
