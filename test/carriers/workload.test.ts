import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts } from '../../server/src/core/model/facts.js';
import { NO_FACTS } from '../../server/src/core/model/facts.js';
import { analyzed } from '../support/check.js';

const read = (text: string): Facts => analyzed(text).documents[0]?.facts ?? NO_FACTS;

/** A DaemonSet whose pods have these fields. */
const daemonSet = (pod: string): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: log-shipper
spec:
  selector:
    matchLabels: {app: log-shipper}
  template:
    spec:
${pod.trim().replace(/^/gm, '      ')}
      containers:
        - name: shipper
          image: example.com/shipper:1.2.3
`;

const runsEverywhere = (pod: string): boolean | undefined => read(daemonSet(pod)).nodeDaemons[0]?.everyNode;

const required = (expressions: string): string => `
affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
        - matchExpressions:
${expressions.trim().replace(/^/gm, '            ')}`;

test('a DaemonSet takes a place on every node, tolerations or not', () => {
  const text = daemonSet('tolerations:\n  - operator: Exists');
  const [daemon] = read(text).nodeDaemons;
  assert.deepStrictEqual(
    { ...daemon, span: undefined, name: daemon?.name?.value },
    { span: undefined, name: 'log-shipper', hostNetwork: false, everyNode: true },
  );
});

test('pods with the network of the node', () => {
  assert.equal(read(daemonSet('hostNetwork: true')).nodeDaemons[0]?.hostNetwork, true);
  assert.equal(read(daemonSet('hostNetwork: false')).nodeDaemons[0]?.hostNetwork, false);
});

test('a selector for Linux lets in every node', () => {
  assert.equal(runsEverywhere('nodeSelector:\n  kubernetes.io/os: linux'), true);
  assert.equal(runsEverywhere('nodeSelector:\n  kubernetes.io/os: windows'), false);
  assert.equal(runsEverywhere('nodeSelector:\n  kubernetes.io/os: linux\n  disk: ssd'), false);
  assert.equal(runsEverywhere('nodeSelector: {}'), true);
  assert.equal(runsEverywhere('nodeSelector:'), true);
});

test('an affinity that every EC2 node fulfils', () => {
  const both = '- {key: kubernetes.io/arch, operator: In, values: [amd64, arm64]}';
  assert.equal(
    runsEverywhere(required(`- {key: kubernetes.io/os, operator: In, values: [linux]}\n${both}`)),
    true,
  );
  assert.equal(
    runsEverywhere(
      required('- {key: eks.amazonaws.com/compute-type, operator: NotIn, values: [fargate, hybrid]}'),
    ),
    true,
  );
  assert.equal(
    runsEverywhere(required('- {key: kubernetes.io/os, operator: NotIn, values: [windows]}')),
    true,
  );
});

test('an affinity for some nodes', () => {
  assert.equal(runsEverywhere(required('- {key: kubernetes.io/arch, operator: In, values: [arm64]}')), false);
  assert.equal(runsEverywhere(required('- {key: gpu, operator: Exists}')), false);
  assert.equal(
    runsEverywhere(required('- {key: kubernetes.io/os, operator: NotIn, values: [linux]}')),
    false,
  );
});

test('of several terms one has to hold', () => {
  const first = required('- {key: gpu, operator: Exists}');
  const second =
    '        - matchExpressions:\n            - {key: kubernetes.io/os, operator: In, values: [linux]}';
  assert.equal(runsEverywhere(`${first}\n${second}`), true);
});

test('a patch, and a template, tell nothing', () => {
  const patch = daemonSet('hostNetwork: true').replace(/ +image: .*\n/, '');
  assert.deepStrictEqual(read(patch).nodeDaemons, []);
  assert.deepStrictEqual(read(daemonSet('hostNetwork: ${HOST_NETWORK}')).nodeDaemons, []);
  assert.deepStrictEqual(read(daemonSet('{{- toYaml .Values.pod | nindent 6 }}')).nodeDaemons, []);
});

test('aws-node is none of them', () => {
  assert.deepStrictEqual(
    read(daemonSet('hostNetwork: true').replace('log-shipper', 'aws-node')).nodeDaemons,
    [],
  );
});

test('types that pods ask for, and keep away from', () => {
  for (const [kind, wrap] of [
    ['Pod', (pod: string) => `spec:\n${pod.replace(/^/gm, '  ')}`],
    ['Deployment', (pod: string) => `spec:\n  template:\n    spec:\n${pod.replace(/^/gm, '      ')}`],
    [
      'CronJob',
      (pod: string) =>
        `spec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n${pod.replace(/^/gm, '          ')}`,
    ],
  ] as const) {
    const pod = `nodeSelector:
  node.kubernetes.io/instance-type: "m5.large"${required(`
- {key: node.kubernetes.io/instance-type, operator: In, values: [c5.large]}
- {key: node.kubernetes.io/instance-type, operator: NotIn, values: [t3.nano]}`)}`;
    const text = `kind: ${kind}\nmetadata:\n  name: shop\n${wrap(pod)}`;
    const { instanceTypes, nodeGroups } = read(text);
    assert.deepStrictEqual(
      instanceTypes.map(({ value }) => value),
      ['m5.large', 'c5.large', 't3.nano'],
      kind,
    );
    assert.deepStrictEqual(nodeGroups, []);
  }
});

test('pods without a word about nodes are foreign', () => {
  const text = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 3\n';
  assert.equal(read(text), NO_FACTS);
});
