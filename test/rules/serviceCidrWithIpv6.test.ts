import { test } from 'node:test';
import { check } from '../support/check.js';

const eksctl = (network: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
kubernetesNetworkConfig:
${network}`;

test('an IPv4 range in an IPv6 cluster of eksctl', () => {
  check(
    eksctl(`  ipFamily: IPv6
  serviceIPv4CIDR: 172.20.0.0/16
#                  ^^^^^^^^^^^^^ error service-cidr-with-ipv6: This cluster is one of IPv6, whose range of services EKS chooses: eksctl refuses an IPv4 range. Remove kubernetesNetworkConfig.serviceIPv4CIDR.
`),
  );
});

test('a template of CloudFormation', () => {
  check(`Resources:
  Cluster:
    Type: AWS::EKS::Cluster
    Properties:
      KubernetesNetworkConfig:
        IpFamily: ipv6
        ServiceIpv4Cidr: 172.20.0.0/16
#                        ^^^^^^^^^^^^^ warning service-cidr-with-ipv6: This cluster is one of IPv6, whose range of services EKS chooses: EKS refuses an IPv4 range. Remove Properties.KubernetesNetworkConfig.ServiceIpv4Cidr.
`);
});

test('IPv4, or no family at all, and stays silent', () => {
  check(eksctl('  ipFamily: IPv4\n  serviceIPv4CIDR: 172.20.0.0/16\n'));
  check(eksctl('  serviceIPv4CIDR: 172.20.0.0/16\n'));
  check(eksctl('  ipFamily: ${FAMILY}\n  serviceIPv4CIDR: 172.20.0.0/16\n'));
});
