import { test } from 'node:test';
import { check } from '../support/check.js';

const kops = (spec: string) => `apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc: {}
${spec}`;

test('a link-local VPC, and not its subnets too', () => {
  check(
    kops(`  networkCIDR: 169.254.0.0/16
#              ^^^^^^^^^^^^^^ warning cidr-reserved: "169.254.0.0/16" overlaps 169.254.0.0/16, which is link-local: nodes have the metadata service and DNS there, pods their way out to IPv4, and EC2 refuses it for a VPC. Choose another block.
  subnets:
    - name: eu-central-1a
      cidr: 169.254.172.0/24
`),
  );
});

test('services of IPv6', () => {
  check(
    kops(`  networkCIDR: 10.20.0.0/16
  serviceClusterIPRange: fd00::/108
---
${kops(`  networkCIDR: 10.20.0.0/16
  serviceClusterIPRange: fd00::ac:0/112
#                        ^^^^^^^^^^^^^^ warning cidr-reserved: "fd00::ac:0/112" overlaps fd00::ac:00/118, out of which the plugin gives pods addresses for their way out to IPv6: they cannot reach others there. Choose another block.
`)}`),
  );
});

test('a range of services that EKS refuses in any case, and leaves it to another rule', () => {
  check(`apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
kubernetesNetworkConfig:
  serviceIPv4CIDR: 169.254.172.0/24
#                  ^^^^^^^^^^^^^^^^ warning service-cidr-not-private: "169.254.172.0/24" is not in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16: EKS refuses other ranges for services. Choose one there that the VPC does not use.
`);
});

test('policies, and stays silent', () => {
  check(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: no-metadata
spec:
  podSelector: {}
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [169.254.169.254/32]
`);
});
