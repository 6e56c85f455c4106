import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../server/src/core/features/codeLenses.js';
import { selectedTypes } from '../../server/src/core/features/density.js';
import { typesInSight } from '../../server/src/core/features/nodes.js';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { type Files, workspaceOf } from '../support/checkFiles.js';

const found = (files: Files, settings: Partial<Settings> = {}) => {
  const all = { ...DEFAULT_SETTINGS, codeLens: true, ...settings };
  return [...workspaceOf(files, all).analyses].flatMap(([name, analysis]) =>
    codeLenses(analysis, all, selectedTypes(all, typesInSight(analysis))).map((lens) => ({
      ...lens,
      name,
      line: analysis.text.slice(0, lens.offset).split('\n').length,
    })),
  );
};

/** `nodes.yaml:3 m5.large: 29 pods`. */
const lenses = (files: Files, settings: Partial<Settings> = {}) =>
  found(files, settings).map(({ name, line, title }) => `${name}:${line} ${title}`);

const groups = (...each: readonly string[]) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-west-2}
managedNodeGroups:
${each.map((group, i) => `  - {name: group-${i}, ${group}}\n`).join('')}`;
const PREFIXES = { ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' };
const CUSTOM = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' };
const BY_ZONE = { ...CUSTOM, ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone' };

test('above an aws-node: pods, addresses and cost, with what the price is', () => {
  const [lens, ...others] = found({ 'cni.yaml': awsNode({}) });
  assert.deepEqual(others, []);
  assert.deepEqual(lens, {
    name: 'cni.yaml',
    line: 2,
    offset: 1,
    title: 'm5.large: 29 pods · holds 9 addresses idle, 27 full · $2.60 per pod and month',
    note: 'Prices on demand in us-east-1, of 2026-07-20.',
    types: ['m5.large'],
  });
});

test('off unless it is asked for', () => {
  assert.deepEqual(lenses({ 'cni.yaml': awsNode({}) }, { codeLens: false }), []);
  assert.equal(DEFAULT_SETTINGS.codeLens, false);
});

test('the chosen type, with the price that the user gives', () => {
  const settings = {
    instanceType: 'x9.large',
    instanceTypes: { 'x9.large': { name: 'x9.large', enis: 3, ipv4PerEni: 10, usdPerHour: 2.7 } },
  };
  const [lens] = found({ 'cni.yaml': awsNode({}) }, settings);
  assert.equal(lens?.title, 'x9.large: 29 pods · holds 9 addresses idle, 27 full · $73.00 per pod and month');
  assert.equal(lens?.note, 'Prices by the settings.');
});

test('no price, no cost; DaemonSet pods come off', () => {
  const own = { name: 'x9.large', enis: 3, ipv4PerEni: 10 };
  const [lens] = found(
    { 'cni.yaml': awsNode({}) },
    { instanceType: 'x9.large', instanceTypes: { 'x9.large': own } },
  );
  assert.equal(lens?.title, 'x9.large: 29 pods · holds 9 addresses idle, 27 full');
  assert.equal(lens?.note, undefined);
  assert.match(
    lenses({ 'cni.yaml': awsNode({}) }, { daemonSetPods: 7 }).join(),
    /\$3\.50 per pod and month$/, // 0.096 × 730 ÷ 20
  );
});

test('node groups under the aws-node in sight, from the least to the most', () => {
  const files = {
    'cni/aws-node.yaml': awsNode(PREFIXES),
    'cluster.yaml': groups('instanceType: m5.large', 'instanceTypes: [c6i.12xlarge, m5.16xlarge]'),
  };
  assert.deepEqual(lenses(files), [
    'cni/aws-node.yaml:2 3 types: 110–250 pods · holds 16 addresses idle, 112–256 full · $0.65–9.04 per pod and month',
    'cluster.yaml:5 m5.large: 110 pods · holds 16 addresses idle, 112 full · $0.65 per pod and month',
    'cluster.yaml:6 2 types: 250 pods · holds 16 addresses idle, 256 full · $6.00–9.04 per pod and month',
  ]);
});

test('the number that the nodes are told, in both places', () => {
  const files = {
    'cni/aws-node.yaml': awsNode(PREFIXES),
    'pool.yaml': `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: {name: small}
spec:
  template:
    spec:
      nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: small}
      requirements:
        - {key: node.kubernetes.io/instance-type, operator: In, values: [m5.large]}
---
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata: {name: small}
spec:
  amiSelectorTerms: [{alias: al2023@latest}]
  kubelet: {maxPods: 40}
`,
  };
  const text = 'm5.large: 40 pods · holds 16 addresses idle, 48 full · $1.84 per pod and month';
  assert.deepEqual(lenses(files), [`cni/aws-node.yaml:2 ${text}`, `pool.yaml:1 ${text}`]);
});

test('with no aws-node in sight its defaults are said to be taken', () => {
  assert.deepEqual(lenses({ 'cluster.yaml': groups('instanceType: m5.large') }), [
    'cluster.yaml:5 m5.large: 29 pods · $2.60 per pod and month · with the defaults of aws-node',
  ]);
});

test('pods that wait are told', () => {
  const files = { 'cni.yaml': awsNode({ MINIMUM_IP_TARGET: '"5"' }) };
  assert.deepEqual(lenses(files), [
    'cni.yaml:2 m5.large: 29 pods · holds 5 addresses idle, 5 full, 22 pods without · $2.60 per pod and month',
  ]);
});

test('where aws-node does not start there is no figure', () => {
  const files = {
    'cni/aws-node.yaml': awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', ...BY_ZONE }),
    'cluster.yaml': groups('instanceTypes: [c6i.12xlarge, m5.16xlarge]'),
    'eni.yaml': eniConfigs('us-west-2a'),
  };
  assert.deepEqual(lenses(files), [
    'cni/aws-node.yaml:2 2 types: aws-node exits',
    'cluster.yaml:5 2 types: aws-node exits',
    'eni.yaml:2 2 types: aws-node exits',
  ]);
  const [lens] = found(files);
  assert.match(lens?.note ?? '', /needs a warm target/);
  assert.deepEqual(lens?.types, ['c6i.12xlarge', 'm5.16xlarge']);
  assert.deepEqual(lenses({ 'cni.yaml': awsNode({ WARM_ENI_TARGET: '2' }) }), [
    'cni.yaml:2 m5.large: refused as written',
  ]);
});

test('an ENIConfig by the zone it is for', () => {
  const files = { 'cni/aws-node.yaml': awsNode(BY_ZONE), 'eni.yaml': eniConfigs('us-west-2a') };
  assert.deepEqual(lenses(files).slice(1), [
    'eni.yaml:2 nodes in us-west-2a · m5.large: 20 pods · holds 9 addresses idle, 18 full · $3.89 per pod and month',
  ]);
});

test('an ENIConfig by the node groups that take it', () => {
  const label = (name: string) => `labels: {k8s.amazonaws.com/eniConfig: ${name}}`;
  const files = {
    'cni/aws-node.yaml': awsNode(CUSTOM),
    'eni.yaml': eniConfigs('pods-a', 'pods-b'),
    'cluster.yaml': groups(
      `instanceType: m5.large, ${label('pods-a')}`,
      `instanceType: m5.xlarge, ${label('pods-a')}`,
    ),
  };
  assert.deepEqual(
    lenses(files).filter((line) => line.startsWith('eni')),
    [
      'eni.yaml:2 taken by group-0, group-1 · 2 types: 20–44 pods · holds 9–14 addresses idle, 18–42 full · $3.34–3.89 per pod and month',
    ],
  );
});

test('nodes until the subnet of an ENIConfig is full, where its block is written', () => {
  const network = (cidr: string) => `vpc:
  id: vpc-0123456789abcdef0
  subnets:
    private:
      us-west-2a: {id: subnet-0123456789abcdef0, cidr: ${cidr}}
`;
  const files = (cidr: string) => ({
    'cni/aws-node.yaml': awsNode(BY_ZONE),
    'eni.yaml': eniConfigs('us-west-2a'),
    'cluster.yaml': `${groups('instanceType: m5.large')}${network(cidr)}`,
  });
  const room = (cidr: string) => lenses(files(cidr)).find((line) => line.startsWith('eni')) ?? '';
  // Two ENIs of a full node are there, each with its own address beside 9 for pods: ⌊(256 − 5) ÷ 20⌋.
  assert.match(room('100.64.0.0/24'), / · 12 nodes until 100\.64\.0\.0\/24 is full$/);
  assert.doesNotMatch(room('100.64.0.0/8'), /until/, 'EC2 has no such subnet');
  assert.doesNotMatch(room('hundred'), /until/);
});

test('what is not known has no lens', () => {
  const label = 'labels: {k8s.amazonaws.com/eniConfig: pods-a}';
  for (const files of [
    { 'cluster.yaml': groups('instanceTypes: [m5.large, m5.larg]') },
    { 'cluster.yaml': groups('desiredCapacity: 2') },
    { 'cni.yaml': awsNode({ ENABLE_PREFIX_DELEGATION: '"{{ .prefixes }}"' }) },
    { 'eni.yaml': eniConfigs('us-west-2a') },
    {
      'cni/aws-node.yaml': awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"{{ .custom }}"' }),
      'eni.yaml': eniConfigs('pods-a'),
      'cluster.yaml': groups(`instanceType: m5.large, ${label}`),
    },
    { 'cluster.yaml': `${groups('instanceType: m5.large')}---\n${CALICO}` },
    { 'values.yaml': 'aws-vpc-cni:\n  env:\n    WARM_ENI_TARGET: "{{ .warm }}"\n' },
  ])
    assert.deepEqual(lenses(files), [], JSON.stringify(files));
});

const CALICO = `apiVersion: operator.tigera.io/v1
kind: Installation
metadata: {name: default}
spec:
  cni: {type: Calico}
`;

test('an ENIConfig that no node takes has no lens', () => {
  assert.deepEqual(
    lenses({ 'cni/aws-node.yaml': awsNode({}), 'eni.yaml': eniConfigs('us-west-2a') }).slice(1),
    [],
  );
});

test('values, an add-on, a patch on its base, each at its own place', () => {
  const base = {
    'base/kustomization.yaml': 'resources: [aws-node.yaml]\n',
    'base/aws-node.yaml': awsNode({}),
    'prod/kustomization.yaml': `resources: [../base]
patches:
  - patch: |
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: aws-node, namespace: kube-system}
      spec:
        template:
          spec:
            containers:
              - name: aws-node
                env: [{name: ENABLE_PREFIX_DELEGATION, value: "true"}, {name: WARM_PREFIX_TARGET, value: "1"}]
`,
  };
  assert.deepEqual(
    lenses(base).map((line) => line.replace(/ · .*/, '')),
    ['base/aws-node.yaml:2 m5.large: 29 pods', 'prod/kustomization.yaml:4 m5.large: 110 pods'],
  );
  const addon = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-west-2}
addons:
  - name: vpc-cni
    configurationValues: '{"env": {"ENABLE_PREFIX_DELEGATION": "true"}}'
`;
  assert.deepEqual(
    lenses({ 'cluster.yaml': addon }).map((line) => line.replace(/ · .*/, '')),
    ['cluster.yaml:5 m5.large: 110 pods'],
  );
});
