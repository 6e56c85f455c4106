import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { karpenterNodes, managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { policy } from '../../server/src/core/rules/support/policyExamples.js';
import { rulesIn } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

const ID = 'policy-without-trunk';

test('nodes of several types, none of which has a trunk', () => {
  checkFiles({
    'policy.yaml': `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
#       ^^^ warning policy-without-trunk: Nodes in sight are of types t3.small and t4g.large, none of which has a trunk ENI: pods that this policy selects stay Pending unless other nodes take them. Add nodes of a type with a trunk ENI.
  namespace: shop
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60711
`,
    'cluster.yaml': `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
managedNodeGroups:
  - name: small
    instanceType: t3.small
#                 ^^^^^^^^ information policy-without-trunk: t3.small has no trunk ENI, and SecurityGroupPolicies are in sight: pods that they select cannot run here.
  - name: large
    instanceType: t4g.large
#                 ^^^^^^^^^ information policy-without-trunk: t4g.large has no trunk ENI, and SecurityGroupPolicies are in sight: pods that they select cannot run here.
`,
  });
});

test('a type with a trunk among them, or types that are not known, and stays silent', () => {
  const silent = (nodes: string) => assert.ok(!rulesIn(policy() + nodes).includes(ID), nodes);
  silent(managedGroup('\n    instanceType: t3.small\n  - name: other\n    instanceType: m5.large'));
  silent(managedGroup('\n    instanceType: t3.small\n  - name: other\n    instanceSelector: {vCPUs: 2}'));
  silent(managedGroup('\n    instanceType: t9.small'));
  silent(karpenterNodes('t3.small').replace('operator: In', 'operator: NotIn'));
  silent('');
});

test('Windows nodes count for nothing', () => {
  const windows = '\n    amiFamily: WindowsServer2022CoreContainer\n    instanceType: t3.large';
  assert.ok(!rulesIn(policy() + managedGroup(windows)).includes(ID));
});

test('said elsewhere where branch ENIs are known to be on, or off', () => {
  const nodes = managedGroup('\n    instanceType: t3.small');
  const on = awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } });
  assert.deepEqual(rulesIn(policy() + nodes + on), ['pod-eni-without-trunk']);
  assert.deepEqual(rulesIn(policy() + nodes + awsNode({})), ['policy-without-pod-eni']);
  assert.deepEqual(rulesIn(policy() + nodes + awsNode({ ENABLE_POD_ENI: '"${ON}"' })), [ID]);
});
