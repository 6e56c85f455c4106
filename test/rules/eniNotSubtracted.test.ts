import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const CUSTOM =
  awsNode({
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
    ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
  }) + eniConfigs('eu-west-1a');

const selfManaged = (fields: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
nodeGroups:
  - name: general
${fields}
---`;

test('custom networking, at the type where most is missing', () => {
  check(
    selfManaged(`    instancesDistribution:
      instanceTypes: [m5.large, m5.xlarge]
#                               ^^^^^^^^^ warning eni-not-subtracted: Nobody writes how many pods m5.xlarge takes, and the image counts 58 (4 × (15 − 1) + 2 = 58), of which 44 get an address: with custom networking the primary ENI serves none. Set maxPodsPerNode to 44 or less.`) +
      CUSTOM,
  );
});

test('MAX_ENI', () => {
  check(
    selfManaged(`    instanceType: m5.large
#                 ^^^^^^^^ warning eni-not-subtracted: Nobody writes how many pods m5.large takes, and the image counts 29 (3 × (10 − 1) + 2 = 29), of which 20 get an address: MAX_ENI is 2. Set maxPodsPerNode to 20 or less.`) +
      awsNode({ MAX_ENI: '"2"' }),
  );
});

test('ENIs of others', () => {
  check(
    selfManaged(`    instanceType: m5.large
#                 ^^^^^^^^ warning eni-not-subtracted: Nobody writes how many pods m5.large takes, and the image counts 29 (3 × (10 − 1) + 2 = 29), of which 11 get an address: 2 ENIs are left to others. Set maxPodsPerNode to 11 or less.`) +
      awsNode({}),
    { unmanagedEnis: 2 },
  );
});

test('a trunk, whose branch ENIs make up for it', () => {
  check(
    selfManaged(`    instanceType: m5.large
#                 ^^^^^^^^ information eni-not-subtracted: Nobody writes how many pods m5.large takes, and the image counts 29 (3 × (10 − 1) + 2 = 29), of which 20 get an address beside those with branch ENIs: the trunk of security groups for pods takes an ENI. Set maxPodsPerNode to 20 or less.`) +
      awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } }),
  );
});

test('kOps', () => {
  check(`
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: dev.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc:
      env:
        - name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
          value: "true"
        - name: ENI_CONFIG_LABEL_DEF
          value: topology.kubernetes.io/zone
---
apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata:
  name: nodes
  labels:
    kops.k8s.io/cluster: dev.example.com
spec:
  role: Node
  machineType: m5.large
#              ^^^^^^^^ warning eni-not-subtracted: Nobody writes how many pods m5.large takes, and kOps counts 29 (3 × (10 − 1) + 2 = 29), of which 20 get an address: with custom networking the primary ENI serves none. Set maxPods to 20 or less.
`);
});

test("a managed group, a number that is written, or a user's own image, and stays silent", () => {
  check(managedGroup('\n    instanceType: m5.large') + CUSTOM);
  check(selfManaged('    instanceType: m5.large\n    maxPodsPerNode: 20') + CUSTOM);
  check(selfManaged('    instanceType: m5.large\n    ami: ami-0123456789abcdef0') + CUSTOM);
});

test('more addresses left than anybody is advised to use, and stays silent', () => {
  check(selfManaged('    instanceType: m5.4xlarge') + CUSTOM);
});

test('Windows, and stays silent', () => {
  check(selfManaged('    instanceType: m5.large\n    amiFamily: WindowsServer2022CoreContainer') + CUSTOM);
});

test('aws-node in another file: at both ends', () => {
  const files = {
    'nodes.yaml': selfManaged(`    instanceType: m5.large
#                 ^^^^^^^^ warning eni-not-subtracted: Nobody writes how many pods m5.large takes, and the image counts 29 (3 × (10 − 1) + 2 = 29), of which 20 get an address: with custom networking the primary ENI serves none. Set maxPodsPerNode to 20 or less.`),
    'aws-node.yaml': awsNode({
      ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: `"true"
#                    ^^^^^^ information eni-not-subtracted: Nobody tells kubelet of m5.large nodes of general that an ENI serves no pods: the image counts 29, of which 20 get an address.`,
    }),
    'eniconfig.yaml': eniConfigs('eu-west-1a'),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'nodes.yaml:9 eni-not-subtracted → aws-node.yaml:25 Custom networking is on here.',
    'aws-node.yaml:25 eni-not-subtracted → nodes.yaml:9 Nodes of general.',
  ]);
});
