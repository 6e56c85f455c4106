import { test } from 'node:test';
import { check } from '../support/check.js';

const eksctl = (vpc: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
vpc:
${vpc}`;

test('a VPC that is to be made', () => {
  check(
    eksctl(`  cidr: 172.17.128.0/20
#       ^^^^^^^^^^^^^^^ warning docker-bridge-overlap: "172.17.128.0/20" overlaps 172.17.0.0/16, which Docker gives to its bridge: machines with Docker, AWS Cloud9 and SageMaker cannot reach addresses there. Choose another block.
`),
  );
});

test('a VPC that exists, and not its subnets too', () => {
  check(
    eksctl(`  id: vpc-0123456789abcdef0
  cidr: 172.17.0.0/16
#       ^^^^^^^^^^^^^ information docker-bridge-overlap: "172.17.0.0/16" overlaps 172.17.0.0/16, which Docker gives to its bridge: machines with Docker, AWS Cloud9 and SageMaker cannot reach addresses there. Choose another block.
  subnets:
    private:
      eu-central-1a: { id: subnet-0123456789abcdef0, cidr: 172.17.0.0/20 }
`),
  );
});

test('subnets alone', () => {
  check(
    eksctl(`  id: vpc-0123456789abcdef0
  subnets:
    private:
      eu-central-1a: { id: subnet-0123456789abcdef0, cidr: 172.17.0.0/20 }
#                                                          ^^^^^^^^^^^^^ information docker-bridge-overlap: "172.17.0.0/20" overlaps 172.17.0.0/16, which Docker gives to its bridge: machines with Docker, AWS Cloud9 and SageMaker cannot reach addresses there. Choose another block.
`),
  );
});

test('neighbours, policies and services, and stays silent', () => {
  check(`${eksctl('  cidr: 172.18.0.0/16\n')}kubernetesNetworkConfig:
  serviceIPv4CIDR: 172.17.0.0/16
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: from-bridge
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 172.17.0.0/16
`);
});
