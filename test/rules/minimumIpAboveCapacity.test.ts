import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, whole } from '../support/manifest.js';

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
#                    ^^^^ warning minimum-ip-above-capacity: A node of type t3.small or m5.large holds 27 pod addresses at most, so the minimum is never reached. Set it to what a node needs.
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
