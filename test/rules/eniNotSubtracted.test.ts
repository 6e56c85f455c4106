import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';

const CUSTOM = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
});

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
