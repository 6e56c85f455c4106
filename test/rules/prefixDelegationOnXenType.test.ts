import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

test('a family on Xen, once for all of its sizes', () => {
  const nodes = (families: string): string => `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: general
      requirements:
        - key: karpenter.k8s.aws/instance-size
          operator: In
          values: [large, xlarge]
        - key: karpenter.k8s.aws/instance-family
          operator: In
          values: ${families}
---`;
  check(
    nodes(`
            - m5
            - m4
#             ^^ information prefix-delegation-on-xen-type: m4.large runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.
            - r4
#             ^^ information prefix-delegation-on-xen-type: r4.large runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.
        - key: karpenter.k8s.aws/instance-cpu
          operator: Lt
          values: ["9"]`) + awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }),
  );
});

test('a Xen type with prefix delegation', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: t2.large
#                                         ^^^^^^^^ warning prefix-delegation-on-xen-type: t2.large runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.
      containers:
        - name: aws-node
          env:
            - name: ENABLE_PREFIX_DELEGATION
              value: "true"
            - name: WARM_PREFIX_TARGET
              value: "1"
`);
});

test('the Xen types of several, and them alone', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: node.kubernetes.io/instance-type
                    operator: In
                    values:
                      - m5.large
                      - m4.xlarge
#                       ^^^^^^^^^ warning prefix-delegation-on-xen-type: m4.xlarge runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.
                      - m5.metal
                      - p3.2xlarge
#                       ^^^^^^^^^^ warning prefix-delegation-on-xen-type: p3.2xlarge runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.
      containers:
        - name: aws-node
          env:
            - name: ENABLE_PREFIX_DELEGATION
              value: "true"
            - name: WARM_PREFIX_TARGET
              value: "1"
`);
});

test('IPv6 mode, and leaves it to another rule', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: m4.large
#                                         ^^^^^^^^ error ipv6-on-xen-type: IPv6 mode needs prefixes, which m4.large cannot have because it runs on Xen: aws-node exits there. Choose a Nitro type.
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPv6
              value: "true"
            - name: ENABLE_PREFIX_DELEGATION
              value: "true"
            - name: WARM_PREFIX_TARGET
              value: "1"
`);
});

test('prefix delegation off, a type whose hypervisor is not known, a template, and stays silent', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: m4.large
      containers:
        - name: aws-node
          env:
            - name: ENABLE_PREFIX_DELEGATION
              value: "false"
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: node.kubernetes.io/instance-type
                    operator: In
                    values:
                      - g3.4xlarge
                      - p2.xlarge
      containers:
        - name: aws-node
          env:
            - name: ENABLE_PREFIX_DELEGATION
              value: "true"
            - name: WARM_PREFIX_TARGET
              value: "1"
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: "{{ .Values.type }}"
      containers:
        - name: aws-node
          env:
            - name: ENABLE_PREFIX_DELEGATION
              value: "true"
            - name: WARM_PREFIX_TARGET
              value: "1"
`);
});

test('the Xen type of a node group', () => {
  check(
    managedGroup(`
    instanceType: m4.large
#                 ^^^^^^^^ information prefix-delegation-on-xen-type: m4.large runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.`) +
      awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }),
  );
});

test('a node group without prefixes, and stays silent', () => {
  check(managedGroup('\n    instanceType: m4.large') + awsNode({}));
  check(managedGroup('\n    instanceType: m4.large'));
});

test('aws-node in another file: at both ends', () => {
  const files = {
    'nodes.yaml': managedGroup(`
    instanceType: m4.large
#                 ^^^^^^^^ information prefix-delegation-on-xen-type: m4.large runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.`),
    'aws-node.yaml': awsNode({
      WARM_PREFIX_TARGET: '"1"',
      ENABLE_PREFIX_DELEGATION: `"true"
#                    ^^^^^^ information prefix-delegation-on-xen-type: m4.large nodes of general run on Xen and cannot have prefixes: they go back to secondary addresses.`,
    }),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'nodes.yaml:9 prefix-delegation-on-xen-type → aws-node.yaml:25 Prefix delegation is on here.',
    'aws-node.yaml:25 prefix-delegation-on-xen-type → nodes.yaml:9 Nodes of general.',
  ]);
});
