import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../server/src/core/features/complete.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { karpenterNodes } from '../../server/src/core/rules/support/nodeExamples.js';
import { atCursor } from '../support/cursor.js';

function completions(marked: string) {
  const { analysis, offset, settings, text } = atCursor(marked);
  return complete(analysis, offset, settings).map((item) => ({
    ...item,
    result: text.slice(0, item.span.start) + item.text + text.slice(item.span.end),
  }));
}

const labels = (marked: string): string[] => completions(marked).map(({ label }) => label);
const envWith = (item: string, version?: string): string =>
  awsNode({}, version ? { version } : {}).replace(
    '            - name: MY_NODE_NAME',
    `${item}\n            - name: MY_NODE_NAME`,
  );

test('names of variables this container reads and that are not set yet', () => {
  const found = labels(envWith('            - name: WARM_$0'));
  assert.ok(found.includes('WARM_IP_TARGET'));
  assert.ok(!found.includes('ENABLE_IPv4'), 'already set');
  assert.ok(!found.includes('DISABLE_TCP_EARLY_DEMUX'), 'read by the init container only');
  assert.ok(!found.includes('WATCH_NAMESPACE'), 'no longer read');
});

test('names this release knows', () => {
  assert.ok(!labels(envWith('            - name: ENABLE_$0', 'v1.15.0')).includes('ENABLE_MULTI_NIC'));
  assert.ok(labels(envWith('            - name: ENABLE_$0', 'v1.20.0')).includes('ENABLE_MULTI_NIC'));
});

test('a name brings a line for its value', () => {
  const item = completions(envWith('            - name: WARM_$0')).find(
    ({ label }) => label === 'WARM_ENI_TARGET',
  );
  assert.match(
    item?.result ?? '',
    / {12}- name: WARM_ENI_TARGET\n {14}value: "1"\n {12}- name: MY_NODE_NAME/,
  );
});

test('a name beside a value brings none', () => {
  const item = completions(envWith('            - name: WARM_$0\n              value: "3"')).find(
    ({ label }) => label === 'WARM_ENI_TARGET',
  );
  assert.match(item?.result ?? '', /- name: WARM_ENI_TARGET\n {14}value: "3"\n/);
});

test('behind a dash: the whole item', () => {
  const item = completions(envWith('            - $0')).find(
    ({ label }) => label === 'ENABLE_PREFIX_DELEGATION',
  );
  assert.match(item?.result ?? '', /\n {12}- name: ENABLE_PREFIX_DELEGATION\n {14}value: "true"\n/);
});

test('below an item, wherever the editor has put the cursor: a new item', () => {
  for (const lead of [
    '            $0',
    '              $0',
    '            -$0',
    '              WARM$0',
    '            - WARM$0',
  ]) {
    const item = completions(envWith(lead)).find(({ label }) => label === 'WARM_ENI_TARGET');
    assert.match(
      item?.result ?? '',
      /value: "true"\n {12}- name: WARM_ENI_TARGET\n {14}value: "1"\n {12}- name: MY_NODE_NAME/,
      lead,
    );
  }
});

test('no item outside of env', () => {
  const text = awsNode({}).replace('          env:', '          $0\n          env:');
  assert.deepEqual(labels(text), []);
});

test('variables of the init container', () => {
  const text = awsNode({}, { init: { ENABLE_IPv6: '"false"' } }).replace(
    '- name: ENABLE_IPv6',
    '- name: $0\n            - name: ENABLE_IPv6',
  );
  const found = labels(text);
  assert.ok(found.includes('DISABLE_TCP_EARLY_DEMUX'));
  assert.ok(!found.includes('WARM_ENI_TARGET'));
});

test('values, in quotes where there are none yet', () => {
  const item = completions(awsNode({ ENABLE_POD_ENI: '$0' })).find(({ label }) => label === 'true');
  assert.match(item?.result ?? '', /name: ENABLE_POD_ENI\n {14}value: "true"\n/);
});

test('values inside quotes', () => {
  const item = completions(awsNode({ AWS_VPC_K8S_CNI_RANDOMIZESNAT: '"ha$0"' })).find(
    ({ label }) => label === 'hashrandom',
  );
  assert.match(item?.result ?? '', /value: "hashrandom"\n/);
});

test('fields of an ENIConfig that are not there yet', () => {
  const text = 'apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata:\n  name: a\nspec:\n';
  assert.deepEqual(labels(`${text}  $0`), ['subnet', 'securityGroups']);
  assert.deepEqual(labels(`${text}  subnet: subnet-0a1b2c3d\n  se$0\n`), ['securityGroups']);
});

test('fields and operators of a SecurityGroupPolicy', () => {
  const text =
    'apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata:\n  name: a\nspec:\n';
  assert.deepEqual(labels(`${text}  $0`), ['podSelector', 'serviceAccountSelector', 'securityGroups']);
  assert.deepEqual(
    labels(`${text}  podSelector:\n    matchExpressions:\n      - key: app\n        operator: $0\n`),
    ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  );
});

test('instance types in a node selector', () => {
  const text = awsNode({}).replace(
    '      initContainers:',
    '      nodeSelector:\n        node.kubernetes.io/instance-type: m5.$0\n      initContainers:',
  );
  assert.ok(labels(text).includes('m5.large'));
});

const nodes = (type: string, more = '') =>
  `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: eu-west-1
managedNodeGroups:
  - name: workers
    instanceType: ${type}${more}
---
`;
const PREFIXES = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });

const details = (marked: string, label: string): (string | undefined)[] =>
  completions(marked).flatMap((item) => (item.label === label ? [item.detail] : []));

test('instance types with their pods and their size', () => {
  assert.deepEqual(details(nodes('m5.$0') + awsNode({}), 'm5.large'), ['29 pods · 2 vCPU, 8 GiB']);
  assert.deepEqual(details(nodes('m5.$0') + PREFIXES, 'm5.large'), ['110 pods · 2 vCPU, 8 GiB']);
  assert.deepEqual(details(nodes('m5.$0'), 'm5.large'), ['29 pods · 2 vCPU, 8 GiB']);
  const windows = '\n    amiFamily: WindowsServer2022CoreContainer';
  assert.deepEqual(details(nodes('m5.$0', windows) + PREFIXES, 'm5.large'), ['9 pods · 2 vCPU, 8 GiB']);
});

test('instance types without pods, where the configuration is not known', () => {
  const unknown = awsNode({ ENABLE_PREFIX_DELEGATION: '"${PREFIXES}"' });
  assert.deepEqual(details(nodes('m5.$0') + unknown, 'm5.large'), ['2 vCPU, 8 GiB']);
});

const offers = (marked: string): string[] =>
  completions(marked).map(({ label, detail }) => `${label}: ${detail}`);

test('numbers of pods for the types of the group', () => {
  const field = '\n    maxPodsPerNode: $0';
  assert.deepEqual(offers(nodes('m5.large', field) + awsNode({})), [
    '29: recommended, and what the ENIs carry on m5.large',
  ]);
  assert.deepEqual(offers(nodes('m5.large', field) + PREFIXES), [
    '110: recommended on m5.large',
    '434: what the ENIs carry on m5.large',
  ]);
  const [first] = completions(nodes('m5.large', '\n    maxPodsPerNode: 1$0') + awsNode({}));
  assert.match(first?.result ?? '', /\n {4}maxPodsPerNode: 29\n/);
});

test('numbers of pods for several types: what the smallest has room for', () => {
  const several = nodes('mixed', '\n    instanceTypes: [m5.large, t3.small]\n    maxPodsPerNode: $0');
  assert.deepEqual(offers(several.replace('    instanceType: mixed\n', '') + awsNode({})), [
    '11: recommended, and what the ENIs carry on t3.small, the least of 2 types',
  ]);
});

test('numbers of pods in a class that a NodePool uses', () => {
  assert.deepEqual(offers(karpenterNodes('m5.large', '  kubelet:\n    maxPods: $0\n') + PREFIXES), [
    '110: recommended on m5.large',
    '434: what the ENIs carry on m5.large',
  ]);
});

test('no numbers of pods where a type or the configuration is not known', () => {
  const field = '\n    maxPodsPerNode: $0';
  assert.deepEqual(offers(nodes('m99.huge', field) + awsNode({})), []);
  assert.deepEqual(offers(nodes('"${TYPE}"', field) + awsNode({})), []);
  const unknown = awsNode({ ENABLE_PREFIX_DELEGATION: '"${PREFIXES}"' });
  assert.deepEqual(offers(nodes('m5.large', field) + unknown), []);
});

test('nothing in a document of somebody else', () => {
  assert.deepEqual(
    labels(
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      env:\n        - name: $0',
    ),
    [],
  );
});

test('keys that every object of JavaScript has offer nothing', () => {
  for (const key of ['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty']) {
    assert.deepEqual(
      labels(`apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\n${key}: x$0\n`),
      [],
      key,
    );
    assert.deepEqual(
      labels(`apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\n${key}:\n  a$0\n`),
      [],
      key,
    );
  }
});
