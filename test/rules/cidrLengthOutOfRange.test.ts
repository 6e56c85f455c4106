import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

const EKSCTL = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
`;

const KOPS = `apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc: {}
`;

test('a VPC that eksctl shall make', () => {
  check(`${EKSCTL}vpc:
  cidr: 10.20.0.0/26
#       ^^^^^^^^^^^^ error cidr-length-out-of-range: "10.20.0.0/26" holds 64 addresses; eksctl takes /16 (65,536 addresses) to /24 (256 addresses) here and refuses it.
`);
});

test('the range of services', () => {
  check(`${EKSCTL}kubernetesNetworkConfig:
  serviceIPv4CIDR: 172.20.0.0/26
#                  ^^^^^^^^^^^^^ warning cidr-length-out-of-range: "172.20.0.0/26" holds 64 addresses; EKS takes /12 (1,048,576 addresses) to /24 (256 addresses) here and refuses it.
`);
});

test('VPC and subnets of kOps, which EC2 makes', () => {
  check(`${KOPS}  networkCIDR: 10.0.0.0/8
#              ^^^^^^^^^^ warning cidr-length-out-of-range: "10.0.0.0/8" holds 16,777,216 addresses; EC2 takes /16 (65,536 addresses) to /28 (16 addresses) here and refuses it.
  subnets:
    - name: eu-central-1a
      cidr: 10.1.0.0/30
#           ^^^^^^^^^^^ warning cidr-length-out-of-range: "10.1.0.0/30" holds 4 addresses; EC2 takes /16 (65,536 addresses) to /28 (16 addresses) here and refuses it.
`);
});

test('the block for pods of Cluster API', () => {
  check(`apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: shop-control-plane
spec:
  secondaryCidrBlock: 100.64.0.0/10
#                     ^^^^^^^^^^^^^ error cidr-length-out-of-range: "100.64.0.0/10" holds 4,194,304 addresses; Cluster API takes /16 (65,536 addresses) to /28 (16 addresses) here and refuses it.
`);
});

test('what is within, what exists, and what has no range, and stays silent', () => {
  check(`${EKSCTL}vpc:
  cidr: 10.20.0.0/24
  publicAccessCIDRs: ["0.0.0.0/0"]
kubernetesNetworkConfig:
  serviceIPv4CIDR: 172.20.0.0/24
---
${EKSCTL}vpc:
  id: vpc-0123456789abcdef0
  cidr: 10.20.0.0/26
---
${KOPS}  networkCIDR: 10.20.0.0/16
  serviceClusterIPRange: 100.64.0.0/13
  nonMasqueradeCIDR: 100.64.0.0/10
  sshAccess: [0.0.0.0/0]
  subnets:
    - name: eu-central-1a
      cidr: 10.20.0.0/28
      ipv6CIDR: 2001:db8:1::/64
`);
});

test('the fix for a block that is too large', () => {
  checkFix(
    `${EKSCTL}vpc:
  cidr: 10.20.0.0/8
`,
    'Write "10.20.0.0/16"',
    `${EKSCTL}vpc:
  cidr: 10.20.0.0/16
`,
  );
});
