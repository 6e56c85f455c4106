import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

test('a Xen type in IPv6 mode', () => {
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

test('the Xen type of several, and it alone', () => {
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
#                       ^^^^^^^^^ error ipv6-on-xen-type: IPv6 mode needs prefixes, which m4.xlarge cannot have because it runs on Xen: aws-node exits there. Choose a Nitro type.
                      - m5.metal
                      - m99.large
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

test('a type that cannot be selected, and stays silent', () => {
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
                    operator: NotIn
                    values:
                      - m4.large
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

test('IPv4 mode, or one that only the cluster knows, and stays silent', () => {
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
            - name: ENABLE_IPv6
              value: "false"
---
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
            - name: ENABLE_IPv6
              value: "\${IPV6}"
`);
});

test('the types of each DaemonSet of a list for themselves', () => {
  check(`
kind: List
items:
  - apiVersion: apps/v1
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
                - name: ENABLE_IPv6
                  value: "false"
  - apiVersion: apps/v1
    kind: DaemonSet
    metadata:
      name: aws-node
    spec:
      template:
        spec:
          nodeSelector:
            node.kubernetes.io/instance-type: c4.large
#                                             ^^^^^^^^ error ipv6-on-xen-type: IPv6 mode needs prefixes, which c4.large cannot have because it runs on Xen: aws-node exits there. Choose a Nitro type.
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

const IPV6 = awsNode(
  {
    ENABLE_IPv4: '"false"',
    ENABLE_IPv6: '"true"',
    ENABLE_PREFIX_DELEGATION: '"true"',
    WARM_PREFIX_TARGET: '"1"',
  },
  { init: { ENABLE_IPv6: '"true"' } },
);

test('the Xen type of a node group', () => {
  check(
    managedGroup(`
    instanceTypes: [m5.large, m4.large]
#                             ^^^^^^^^ error ipv6-on-xen-type: IPv6 mode needs prefixes, which m4.large cannot have because it runs on Xen: aws-node exits there. Choose a Nitro type.`) +
      IPV6,
  );
});

test('a cluster of IPv6', () => {
  check(`
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
kubernetesNetworkConfig:
  ipFamily: IPv6
managedNodeGroups:
  - name: general
    instanceType: m4.large
#                 ^^^^^^^^ error ipv6-on-xen-type: IPv6 mode needs prefixes, which m4.large cannot have because it runs on Xen: aws-node exits there. Choose a Nitro type.
`);
});

test('a node group with nothing that says IPv6, and stays silent', () => {
  check(managedGroup('\n    instanceType: m4.large'));
});

test('aws-node in another file: at both ends', () => {
  const files = {
    'nodes.yaml': managedGroup(`
    instanceType: m4.large
#                 ^^^^^^^^ error ipv6-on-xen-type: IPv6 mode needs prefixes, which m4.large cannot have because it runs on Xen: aws-node exits there. Choose a Nitro type.`),
    'aws-node.yaml': awsNode(
      {
        ENABLE_IPv4: '"false"',
        ENABLE_PREFIX_DELEGATION: '"true"',
        WARM_PREFIX_TARGET: '"1"',
        ENABLE_IPv6: `"true"
#                    ^^^^^^ information ipv6-on-xen-type: IPv6 mode needs prefixes, which m4.large nodes of general cannot have because they run on Xen: aws-node exits there.`,
      },
      { init: { ENABLE_IPv6: '"true"' } },
    ),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'nodes.yaml:9 ipv6-on-xen-type → aws-node.yaml:30 IPv6 mode is on here.',
    'aws-node.yaml:30 ipv6-on-xen-type → nodes.yaml:9 Nodes of general.',
  ]);
});
