import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover } from '../../server/src/core/features/hover.js';
import { inlayHints } from '../../server/src/core/features/inlayHints.js';
import { typesInSight } from '../../server/src/core/features/nodes.js';
import { status } from '../../server/src/core/features/status.js';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';

/** Each hint of the nodes' part of a text (up to the first `---`) with what stands before it on its line. */
function hints(text: string, settings: Partial<Settings> = {}): string[] {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const end = text.includes('\n---') ? text.indexOf('\n---') : text.length;
  const analysis = analyzed(text, settings);
  return inlayHints(analysis, { start: 0, end }, all, typesInSight(analysis)).map(
    ({ offset, label }) => `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim()} → ${label}`,
  );
}

/** What the hover on the first occurrence of a word says. */
function hovered(text: string, word: string, settings: Partial<Settings> = {}): string {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const analysis = analyzed(text, settings);
  return hover(analysis, text.indexOf(word) + 1, all, typesInSight(analysis))?.markdown ?? '';
}

const cluster = (group: string, more = ''): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: us-east-1
${more}nodeGroups:
  - name: general
    amiFamily: AmazonLinux2023
    ${group}
`;
const PREFIXES = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });

test('pods at every instance type, under the defaults where no aws-node is in sight', () => {
  const text = cluster('instancesDistribution:\n      instanceTypes: [m5.large, "c5.4xlarge", x9.nope]');
  assert.deepEqual(hints(text), [
    'instanceTypes: [m5.large → 29 pods',
    // The images of Amazon count secondary addresses, and know no ceiling.
    'instanceTypes: [m5.large, "c5.4xlarge → 234 pods',
  ]);
  assert.match(hovered(text, 'm5.large'), /No aws-node is in sight: its defaults are taken\./);
});

test('a type whose vCPUs are not known: one of the two ceilings', () => {
  const own = cluster('instanceType: dl1.24xlarge\n    ami: ami-0123456789abcdef0');
  assert.deepEqual(hints(own), ['instanceType: dl1.24xlarge → 110–250 pods']);
});

test('what nodes really take: the number written, or that of who counts, as far as the ENIs carry it', () => {
  assert.deepEqual(hints(cluster('instanceType: c5.4xlarge\n    maxPodsPerNode: 60')), [
    'instanceType: c5.4xlarge → 60 pods',
    'maxPodsPerNode: 60 → ENIs carry 234',
  ]);
  const managed = cluster('instanceType: c5.4xlarge').replace('nodeGroups', 'managedNodeGroups');
  assert.deepEqual(hints(managed), ['instanceType: c5.4xlarge → 110 pods']);
  const text = `${cluster('instanceType: m5.large')}---\n${PREFIXES}`;
  assert.deepEqual(hints(text), ['instanceType: m5.large → 29 pods']);
  assert.match(
    hovered(text, 'm5.large'),
    /\*\*29 pods on these nodes\*\*: kubelet is told 29 \(`3 × \(10 − 1\) \+ 2 = 29`\)\./,
  );
});

test('pods under the configuration in sight', () => {
  const managed = cluster('instanceType: m5.large').replace('nodeGroups', 'managedNodeGroups');
  const text = `${managed}---\n${PREFIXES}`;
  assert.deepEqual(hints(text), ['instanceType: m5.large → 110 pods']);
  const hovering = hovered(text, 'm5.large');
  assert.match(hovering, /\| → \| \*\*prefix delegation\*\* \| \*\*110\*\* \|/);
  assert.doesNotMatch(hovering, /in sight/);
});

test('a configuration that is not all in sight: both counts, and no mode is marked', () => {
  const text = `${cluster('instanceType: m5.large')}---\n${patch({ ENABLE_POD_ENI: '"false"' })}`;
  assert.deepEqual(hints(text), ['instanceType: m5.large → 29 pods, 110 with prefixes']);
  assert.match(hovered(text, 'm5.large'), /no mode is marked/);
});

test('IPv6, Windows and EKS Auto Mode count by rules of their own', () => {
  const ipv6 = 'kubernetesNetworkConfig:\n  ipFamily: IPv6\n';
  assert.deepEqual(hints(cluster('instanceType: c5.9xlarge', ipv6)), ['instanceType: c5.9xlarge → 234 pods']);
  const windows = cluster('instanceType: m5.large').replace(
    'AmazonLinux2023',
    'WindowsServer2022CoreContainer',
  );
  assert.deepEqual(hints(windows), ['instanceType: m5.large → 9 pods']);
  const auto = `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef: { group: eks.amazonaws.com, kind: NodeClass, name: default }
      requirements:
        - { key: node.kubernetes.io/instance-type, operator: In, values: [m5.24xlarge] }
`;
  assert.deepEqual(hints(auto), [
    '- { key: node.kubernetes.io/instance-type, operator: In, values: [m5.24xlarge → 110 pods',
  ]);
  assert.match(hovered(auto, 'm5.24xlarge'), /Auto Mode/);
});

test('what the ENIs carry, at every number that kubelet is told', () => {
  assert.deepEqual(hints(cluster('instanceType: m5.large\n    maxPodsPerNode: 110')), [
    'instanceType: m5.large → 29 pods',
    'maxPodsPerNode: 110 → ENIs carry 29',
  ]);
  const hovering = hovered(cluster('instanceType: m5.large\n    maxPodsPerNode: 110'), '110');
  assert.match(hovering, /\| `m5\.large` \| 110 \| 29 \|/);
});

test('a class counts for the types of the pools that use it', () => {
  const pool = (name: string, type: string) => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: ${name}
spec:
  template:
    spec:
      nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: default }
      requirements:
        - { key: node.kubernetes.io/instance-type, operator: In, values: [${type}] }
`;
  const nodeClass = `apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: default
spec:
  amiSelectorTerms: [{ alias: al2023@latest }]
  kubelet:
    maxPods: 40
`;
  const text = `${nodeClass}---\n${pool('a', 'm5.large')}---\n${pool('b', 'm5.xlarge')}`;
  assert.deepEqual(hints(text), ['maxPods: 40 → ENIs carry 29–58']);
});

test('an expression is worked out for each type', () => {
  const config = (expression: string) => `apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    maxPodsExpression: ${expression}
`;
  // No type is in sight of a NodeConfig.
  assert.deepEqual(hints(config('max_pods - 1')), []);
});

test('room for nodes at subnets where nodes live, and addresses at all of them', () => {
  const vpc = `vpc:
  cidr: 10.0.0.0/16
  subnets:
    private:
      us-east-1a: { cidr: 10.0.0.0/24 }
  publicAccessCIDRs: [192.0.2.0/24]
`;
  const text = cluster('instanceType: m5.large', vpc);
  assert.deepEqual(hints(text), [
    'instanceType: m5.large → 29 pods',
    'cidr: 10.0.0.0/16 → 65,536 addresses',
    'us-east-1a: { cidr: 10.0.0.0/24 → 251 addresses · room for 8 nodes',
  ]);
  // 27 pods need three ENIs of nine addresses, and each ENI takes one for itself: 251 / 30.
  assert.match(hovered(text, '10.0.0.0/24'), /\| `m5\.large` \| 29 \| 30 addresses \| 8 \|/);
  const prefixes = `${text.replace('nodeGroups', 'managedNodeGroups')}---\n${PREFIXES}`;
  // Seven prefixes a node, of fourteen whole /28 blocks.
  assert.match(hints(prefixes).at(-1) ?? '', /room for 2 nodes$/);
  const off = { ...DEFAULT_SETTINGS.inlayHints, addresses: false, nodes: false };
  assert.deepEqual(hints(text, { inlayHints: off }), ['instanceType: m5.large → 29 pods']);
});

test('custom networking: pods live in the subnets of ENIConfigs, so nothing is said of those of nodes', () => {
  const vpc = 'vpc:\n  subnets:\n    private:\n      us-east-1a: { cidr: 10.0.0.0/24 }\n';
  const custom = awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' });
  const text = `${cluster('instanceType: m5.large', vpc)}---\n${custom}`;
  assert.deepEqual(hints(text), [
    'instanceType: m5.large → 20 pods',
    'us-east-1a: { cidr: 10.0.0.0/24 → 251 addresses',
  ]);
});

test('DaemonSets on every node come off the pods for workloads; the user knows better', () => {
  const daemon = (name: string, pod = '') => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ${name}
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    spec:
${pod}      containers: [{ name: main, image: example }]
`;
  const gpu = '      nodeSelector: { accelerator: gpu }\n';
  const text = [
    cluster('instanceType: m5.large'),
    daemon('logs'),
    daemon('metrics'),
    daemon('gpu', gpu),
  ].join('---\n');
  const hovering = hovered(text, 'm5.large');
  assert.match(hovering, /25 pods left for workloads/);
  assert.match(hovering, /\$2\.80 per pod and month/);
  assert.match(hovering, /`logs`, `metrics`\./);
  assert.match(hovered(text, 'm5.large', { daemonSetPods: 4 }), /23 pods left for workloads/);
});

test('two clusters in a file: which of them an aws-node is in is not known', () => {
  const ipv6 = cluster('instanceType: m5.large', 'kubernetesNetworkConfig:\n  ipFamily: IPv6\n');
  const text = `${cluster('instanceType: m5.large')}---\n${ipv6.replace('name: blue', 'name: green')}`;
  assert.deepEqual(hints(text), ['instanceType: m5.large → 29 pods, 110 with prefixes']);
});

test('another CNI: ENIs do not limit its pods', () => {
  const calico =
    'apiVersion: operator.tigera.io/v1\nkind: Installation\nmetadata:\n  name: default\nspec:\n  cni:\n    type: Calico\n';
  const text = `${cluster('instanceType: m5.large\n    maxPodsPerNode: 250')}---\n${calico}`;
  assert.deepEqual(hints(text), ['instanceType: m5.large → no limit by ENIs: Calico']);
  assert.match(hovered(text, 'm5.large'), /Calico hands out the pod addresses/);
  assert.equal(status(analyzed(text), DEFAULT_SETTINGS, []), undefined);
});

test('a type of the user counts as any other', () => {
  const instanceTypes = { 'x9.large': { name: 'x9.large', enis: 4, ipv4PerEni: 10, vcpus: 2 } };
  const text = cluster('instanceType: x9.large');
  assert.deepEqual(hints(text, { instanceTypes }), ['instanceType: x9.large → 38 pods']);
});

test('every line of a hover fits 80 columns, but for sentences that wrap', () => {
  const text = `${cluster('instanceType: m5.24xlarge\n    maxPodsPerNode: 110')}---\n${PREFIXES}`;
  for (const word of ['m5.24xlarge', '110', 'ENABLE_PREFIX_DELEGATION', 'WARM_PREFIX_TARGET']) {
    const rows = hovered(text, word)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    assert.ok(rows.length > 0, word);
    for (const row of rows) assert.ok(row.replaceAll('**', '').length <= 80, row);
  }
});
