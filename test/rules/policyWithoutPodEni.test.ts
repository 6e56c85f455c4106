import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { policy } from '../../server/src/core/rules/support/policyExamples.js';
import { rulesIn } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const ID = 'policy-without-pod-eni';
const OFF = awsNode({ ENABLE_POD_ENI: '"false"' });

test('a policy in one file, branch ENIs off in another: both tell', () => {
  checkFiles({
    'policy.yaml': `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
#       ^^^ warning policy-without-pod-eni: Security groups for pods are off in the aws-node in sight: pods on EC2 nodes that this policy selects stay Pending, for want of branch ENIs. Set ENABLE_POD_ENI of aws-node to "true".
  namespace: shop
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60711
`,
    'cni/aws-node.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector: {}
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:v1.23.1
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: ENABLE_POD_ENI
              value: "false"
#                    ^^^^^^^ information policy-without-pod-eni: A SecurityGroupPolicy is in sight: pods that it selects stay Pending as long as ENABLE_POD_ENI is off.
`,
  });
});

test('several policies: one word at the aws-node, at the container if the variable is not there', () => {
  checkFiles({
    'all.yaml': `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
#       ^^^ warning policy-without-pod-eni: Security groups for pods are off in the aws-node in sight: pods on EC2 nodes that this policy selects stay Pending, for want of branch ENIs. Set ENABLE_POD_ENI of aws-node to "true".
spec:
  podSelector: {}
  securityGroups: { groupIds: [sg-0a1b2c3d4e5f60711] }
---
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: store
#       ^^^^^ warning policy-without-pod-eni: Security groups for pods are off in the aws-node in sight: pods on EC2 nodes that this policy selects stay Pending, for want of branch ENIs. Set ENABLE_POD_ENI of aws-node to "true".
spec:
  podSelector: { matchLabels: { app: store } }
  securityGroups: { groupIds: [sg-0a1b2c3d4e5f60711] }
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
#               ^^^^^^^^ information policy-without-pod-eni: 2 SecurityGroupPolicies are in sight: pods that they select stay Pending as long as ENABLE_POD_ENI is off.
          image: amazon-k8s-cni:v1.23.1
          env: [{ name: ENABLE_IPv4, value: "true" }]
`,
  });
});

test('each end leads to the other', () => {
  assert.deepEqual(linksIn({ 'policy.yaml': policy(), 'aws-node.yaml': OFF }), [
    'policy.yaml:5 policy-without-pod-eni → aws-node.yaml:23 Security groups for pods are off here.',
    'aws-node.yaml:23 policy-without-pod-eni → policy.yaml:5 SecurityGroupPolicy "shop".',
  ]);
});

test('branch ENIs on, or not known, and no aws-node in sight, and stays silent', () => {
  const on = { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } };
  for (const text of [
    awsNode({ ENABLE_POD_ENI: '"true"' }, on),
    awsNode({ ENABLE_POD_ENI: '"${POD_ENI}"' }),
    patch({ AWS_VPC_K8S_CNI_EXTERNALSNAT: '"true"' }),
    '',
  ])
    assert.ok(!rulesIn(policy() + text).includes(ID), text);
  // Of two that differ only the cluster knows which counts.
  assert.ok(!rulesIn(`${policy()}${OFF}---${awsNode({ ENABLE_POD_ENI: '"true"' }, on)}`).includes(ID));
});

test('a policy that the controller skips, and stays silent', () => {
  assert.ok(!rulesIn(policy('podSelector:') + OFF).includes(ID));
});

test('a policy beside the cluster of another folder, and stays silent', () => {
  assert.deepEqual(linksIn({ 'green/policy.yaml': policy(), 'blue/aws-node.yaml': OFF }), []);
});
