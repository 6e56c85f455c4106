import { test } from 'node:test';
import { check } from '../support/check.js';

const kops = (primary: string, secondary: string) => `apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc: {}
  networkCIDR: ${primary}
  additionalNetworkCIDRs:
    - ${secondary}
`;

const beside = (primary: string, secondary: string) =>
  `${kops(primary, secondary)}#     ${'^'.repeat(secondary.length)} hint secondary-cidr-restricted: EC2 does not take "${secondary}" beside "${primary}", as far as its documentation goes. Blocks of 100.64.0.0/10 go with every private VPC.
`;

test('another private range', () => {
  check(beside('10.20.0.0/16', '192.168.0.0/16'));
  check(beside('192.168.0.0/16', '172.20.0.0/16'));
});

test('the range for benchmarks', () => {
  check(beside('10.20.0.0/16', '198.19.0.0/16'));
  check(beside('100.64.0.0/16', '198.19.0.0/16'));
});

test('narrow cases within one private range', () => {
  check(beside('10.1.0.0/16', '10.0.0.0/16'));
  check(beside('172.20.0.0/16', '172.31.0.0/16'));
});

test('a private range beside one that is not', () => {
  check(beside('100.64.0.0/16', '10.20.0.0/16'));
  check(beside('198.19.0.0/16', '10.20.0.0/16'));
});

test('what goes together, and stays silent', () => {
  check(kops('10.20.0.0/16', '100.64.0.0/16'));
  check(kops('10.20.0.0/16', '10.21.0.0/16'));
  check(kops('10.0.0.0/16', '10.1.0.0/16'));
  check(kops('172.20.0.0/16', '172.21.0.0/16'));
  check(kops('100.64.0.0/16', '100.65.0.0/16'));
  check(kops('10.20.0.0/16', '203.0.113.0/24'));
  check(kops('${VPC}', '192.168.0.0/16'));
  // The VPC has it already.
  check(kops('10.20.0.0/16\n  networkID: vpc-0123456789abcdef0', '192.168.0.0/16'));
});
