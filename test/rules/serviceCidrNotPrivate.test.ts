import { test } from 'node:test';
import { check } from '../support/check.js';

const eksctl = (cidr: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
kubernetesNetworkConfig:
  serviceIPv4CIDR: ${cidr}
`;

test('a slip of the hand', () => {
  check(
    `${eksctl('176.22.0.0/16')}#                  ^^^^^^^^^^^^^ warning service-cidr-not-private: "176.22.0.0/16" is not in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16: EKS refuses other ranges for services. Choose one there that the VPC does not use.
`,
  );
});

test('what pods may have', () => {
  check(
    `${eksctl('100.64.0.0/16')}#                  ^^^^^^^^^^^^^ warning service-cidr-not-private: "100.64.0.0/16" is not in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16: EKS refuses other ranges for services. Choose one there that the VPC does not use.
`,
  );
});

test('private ranges, and stays silent', () => {
  check(eksctl('10.100.0.0/16'));
  check(eksctl('172.16.0.0/12'));
  check(eksctl('192.168.255.0/24'));
  check(eksctl('${SERVICES}'));
});

test('kOps, which takes any, and stays silent', () => {
  check(`apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networkCIDR: 10.20.0.0/16
  serviceClusterIPRange: 100.64.0.0/13
  networking:
    amazonvpc: {}
`);
});

test('what a node is told of its cluster', () => {
  check(`apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  cluster:
    name: shop
    cidr: 100.64.0.0/16
#         ^^^^^^^^^^^^^ warning service-cidr-not-private: "100.64.0.0/16" is not in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16: EKS refuses other ranges for services. Write that of the cluster.
---
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  cluster:
    name: shop
    cidr: fd30:1c53:5f8a::/108
`);
});
