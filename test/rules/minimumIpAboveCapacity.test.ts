import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import type { Settings } from '../../server/src/core/settings.js';
import { analyzed, check, checkFix } from '../support/check.js';
import { only, whole } from '../support/manifest.js';

const ONLY = only('minimum-ip-above-capacity');

test('a minimum above what the types of the DaemonSet hold', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: node.kubernetes.io/instance-type
                    operator: In
                    values: [t3.small, m5.large]
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: MINIMUM_IP_TARGET
              value: "50"
#                    ^^^^ warning minimum-ip-above-capacity: Even m5.large, which holds the most of these types, holds 27 pod addresses at most, so the minimum is never reached. Set it to what a node needs.
            - name: WARM_IP_TARGET
              value: "5"
`);
});

test('a minimum that one of the types holds', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: node.kubernetes.io/instance-type
                    operator: In
                    values: [t3.small, m5.xlarge]
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: MINIMUM_IP_TARGET
              value: "50"
            - name: WARM_IP_TARGET
              value: "5"
`);
});

test('a minimum above what the type holds', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "50"
#        ^^^^ warning minimum-ip-above-capacity: A node of type m5.large holds 27 pod addresses at most, so the minimum is never reached. Set it to what a node needs.
- name: WARM_IP_TARGET
  value: "5"
`),
    { instanceType: 'm5.large' },
  );
});

test('a minimum that the type holds', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "27"
- name: WARM_IP_TARGET
  value: "5"
`),
    { instanceType: 'm5.large' },
  );
});

test('a minimum that prefixes hold', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: MINIMUM_IP_TARGET
  value: "50"
- name: WARM_IP_TARGET
  value: "5"
`),
    { instanceType: 'm5.large' },
  );
});

test('a minimum above what MAX_ENI leaves', () => {
  check(
    whole(`
- name: MAX_ENI
  value: "2"
- name: MINIMUM_IP_TARGET
  value: "27"
#        ^^^^ warning minimum-ip-above-capacity: A node of type m5.large holds 18 pod addresses at most, so the minimum is never reached. Set it to what a node needs.
- name: WARM_IP_TARGET
  value: "5"
`),
    { instanceType: 'm5.large' },
  );
});

test('no ENI left for pods, which another rule speaks of', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: MAX_ENI
  value: "1"
- name: MINIMUM_IP_TARGET
  value: "20"
- name: WARM_IP_TARGET
  value: "5"
`),
    { ...ONLY, instanceType: 'm5.large' },
  );
});

test('no type selected', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "50"
- name: WARM_IP_TARGET
  value: "5"
`),
  );
});

test('a type that is not known', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "50"
- name: WARM_IP_TARGET
  value: "5"
`),
    { instanceType: 'm5.larg' },
  );
});

const nodes = (...types: string[]): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: eu-west-1
managedNodeGroups:
  - name: workers
    instanceTypes: [${types.join(', ')}]
---`;

test('a minimum above what the types of all node groups in sight hold', () => {
  check(
    nodes('m5.large', 'c5.large') +
      whole(`
- name: MINIMUM_IP_TARGET
  value: "50"
#        ^^^^ warning minimum-ip-above-capacity: A node of type m5.large or c5.large holds 27 pod addresses at most, so the minimum is never reached. Set it to what a node needs.
- name: WARM_IP_TARGET
  value: "5"
`),
    only('minimum-ip-above-capacity'),
  );
});

test('a node group with a type that is not known', () => {
  check(
    nodes('m5.large', 'm99.huge') +
      whole(`
- name: MINIMUM_IP_TARGET
  value: "50"
- name: WARM_IP_TARGET
  value: "5"
`),
    only('minimum-ip-above-capacity'),
  );
});

test('a minimum for the pods that fit', () => {
  checkFix(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "50"
- name: WARM_IP_TARGET
  value: "3"
`),
    'Set MINIMUM_IP_TARGET to "27" for about 27 pods per node',
    whole(`
- name: MINIMUM_IP_TARGET
  value: "27"
- name: WARM_IP_TARGET
  value: "3"
`),
    { instanceType: 'm5.large' },
  );
});

const prefixed = (text: string): string =>
  text.replace(
    '- name: MINIMUM',
    '- name: ENABLE_PREFIX_DELEGATION\n              value: "true"\n            - name: MINIMUM',
  );
const TARGETS = whole(`
- name: MINIMUM_IP_TARGET
  value: "300"
- name: WARM_IP_TARGET
  value: "5"
`);
const fixesFor = (text: string, settings: Partial<Settings> = {}): string[] =>
  codeActions(analyzed(text, { ...ONLY, ...settings }), { start: 0, end: text.length }).map(
    ({ title }) => title,
  );

test('more types than can be named, all alike', () => {
  check(
    nodes('m5.large', 'c5.large', 'r5.large', 'm5a.large') +
      whole(`
- name: MINIMUM_IP_TARGET
  value: "50"
#        ^^^^ warning minimum-ip-above-capacity: Each of the 4 types in sight holds 27 pod addresses at most, so the minimum is never reached. Set it to what a node needs.
- name: WARM_IP_TARGET
  value: "5"
`),
    ONLY,
  );
});

test('types that differ: a minimum that leaves room on the smallest', () => {
  const text = nodes('m5.4xlarge', 'm5.large') + TARGETS;
  assert.deepEqual(fixesFor(text), ['Set MINIMUM_IP_TARGET to "22"']);
  assert.deepEqual(fixesFor(text, { podsPerNode: 12 }), ['Set MINIMUM_IP_TARGET to "12"']);
  assert.deepEqual(fixesFor(text, { podsPerNode: 100 }), ['Set MINIMUM_IP_TARGET to "22"']);
});

test('types that differ, with prefixes: the smallest keeps a whole one back', () => {
  const text = nodes('t3.small', 't3.medium') + prefixed(TARGETS);
  assert.deepEqual(fixesFor(text), ['Set MINIMUM_IP_TARGET to "128"']);
});

test('types that differ: no minimum below the warm target, nor without one', () => {
  assert.deepEqual(fixesFor(nodes('m5.4xlarge', 't3.small') + TARGETS), []);
  const alone = whole('\n- name: MINIMUM_IP_TARGET\n  value: "300"\n');
  assert.deepEqual(fixesFor(nodes('m5.4xlarge', 'm5.large') + alone), []);
});
