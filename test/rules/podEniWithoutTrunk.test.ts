import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

test('a type without trunk ENI', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: t3.small
#                                         ^^^^^^^^ warning pod-eni-without-trunk: t3.small has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "true"
`);
});

test('the types without trunk of several, and them alone', () => {
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
                      - t4g.medium
#                       ^^^^^^^^^^ warning pod-eni-without-trunk: t4g.medium has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.
                      - m4.large
#                       ^^^^^^^^ warning pod-eni-without-trunk: m4.large has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "true"
`);
});

test('branch ENIs off, a type whose figures are not known, and stays silent', () => {
  check(`
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      nodeSelector:
        node.kubernetes.io/instance-type: t3.small
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
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
                      - m99.large
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "true"
`);
});

const POD_ENI = awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } });

test('node groups none of which has a trunk', () => {
  check(
    managedGroup(`
    instanceType: t3.small
#                 ^^^^^^^^ warning pod-eni-without-trunk: t3.small has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.`) +
      POD_ENI,
  );
});

test('a group without trunk beside others', () => {
  check(
    managedGroup(`
    instanceType: t3.small
#                 ^^^^^^^^ information pod-eni-without-trunk: t3.small has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.
  - name: other
    instanceType: m5.large`) + POD_ENI,
  );
});

test('Windows nodes, and groups with no aws-node or an unknown one in sight, and stays silent', () => {
  check(
    managedGroup('\n    amiFamily: WindowsServer2022CoreContainer\n    instanceType: t3.large') + POD_ENI,
  );
  check(managedGroup('\n    instanceType: t3.small'));
  check(managedGroup('\n    instanceType: t3.small') + awsNode({ ENABLE_POD_ENI: '"${POD_ENI}"' }));
});

test('aws-node in another file: at both ends', () => {
  const files = {
    'nodes.yaml': managedGroup(`
    instanceType: t3.medium
#                 ^^^^^^^^^ warning pod-eni-without-trunk: t3.medium has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.`),
    'aws-node.yaml': awsNode(
      {
        ENABLE_POD_ENI: `"true"
#                    ^^^^^^ information pod-eni-without-trunk: t3.medium nodes of general have no trunk ENI: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them.`,
      },
      { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } },
    ),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'nodes.yaml:9 pod-eni-without-trunk → aws-node.yaml:26 Security groups for pods are on here.',
    'aws-node.yaml:26 pod-eni-without-trunk → nodes.yaml:9 Nodes of general.',
  ]);
});
