import { test } from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: from-office
spec:
  podSelector: {}
  ingress:
    - from:
`;

test('a block of a policy', () => {
  check(`${POLICY}        - ipBlock:
            cidr: 203.0.113.7/24
#                 ^^^^^^^^^^^^^^ information cidr-field-host-bits: "203.0.113.7/24" has bits beyond its prefix: it stands for 203.0.113.0/24, 256 addresses.
`);
});

test('a VPC, whose bits EC2 clears', () => {
  check(`apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
vpc:
  cidr: 10.20.30.0/18
#       ^^^^^^^^^^^^^ information cidr-field-host-bits: "10.20.30.0/18" has bits beyond its prefix, which EC2 clears: what you get is 10.20.0.0/18.
  publicAccessCIDRs: ["203.0.113.7/32"]
`);
});

test('kOps, which refuses it', () => {
  check(`apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc: {}
  networkCIDR: 10.20.0.1/16
#              ^^^^^^^^^^^^ warning cidr-field-host-bits: "10.20.0.1/16" has bits beyond its prefix, which kOps refuses. Write "10.20.0.0/16".
`);
});

test('a pool of Calico, which refuses it', () => {
  check(`apiVersion: projectcalico.org/v3
kind: IPPool
metadata:
  name: overlay
spec:
  cidr: 10.244.1.0/16
#       ^^^^^^^^^^^^^ warning cidr-field-host-bits: "10.244.1.0/16" has bits beyond its prefix, which Calico refuses. Write "10.244.0.0/16".
`);
});

test('a block of the wrong length, and leaves it to another rule', () => {
  check(`apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
vpc:
  cidr: 10.20.30.0/8
#       ^^^^^^^^^^^^ error cidr-length-out-of-range: "10.20.30.0/8" holds 16,777,216 addresses; eksctl takes /16 (65,536 addresses) to /24 (256 addresses) here and refuses it.
`);
});

test('blocks as they should be, and stays silent', () => {
  check(`${POLICY}        - ipBlock:
            cidr: 203.0.113.7/32
        - ipBlock:
            cidr: 0.0.0.0/0
        - ipBlock:
            cidr: 2001:db8::/32
`);
});

test('the block that counts, at once in a policy and when asked for in a VPC', () => {
  checkFixAll(
    `${POLICY}        - ipBlock:
            cidr: "203.0.113.7/24"
`,
    `${POLICY}        - ipBlock:
            cidr: "203.0.113.0/24"
`,
  );
  const vpc = (cidr: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
vpc:
  cidr: ${cidr}
`;
  checkFixAll(vpc('10.20.0.1/16'), vpc('10.20.0.1/16'));
  checkFix(vpc('10.20.0.1/16'), 'Write "10.20.0.0/16"', vpc('10.20.0.0/16'));
});

test('ranges of a network of Multus', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: |
    {
      "type": "macvlan",
      "ipam": {
        "type": "host-local",
        "subnet": "10.20.0.1/24",
#                 ^^^^^^^^^^^^^^ warning cidr-field-host-bits: "10.20.0.1/24" has bits beyond its prefix, which host-local refuses. Write "10.20.0.0/24".
        "routes": [{ "dst": "10.30.0.1/16" }]
#                           ^^^^^^^^^^^^^^ information cidr-field-host-bits: "10.30.0.1/16" has bits beyond its prefix: it stands for 10.30.0.0/16, 65,536 addresses.
      }
    }
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: backup
spec:
  config: '{"type": "macvlan", "ipam": {"type": "whereabouts", "range": "10.20.0.1/24"}}'
#                                                                       ^^^^^^^^^^^^^^ information cidr-field-host-bits: "10.20.0.1/24" has bits beyond its prefix: it stands for 10.20.0.0/24, 256 addresses.
`);
});

test('the address of an interface, whose bits beyond the prefix are meant', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: '{"type": "macvlan", "ipam": {"type": "static", "addresses": [{"address": "10.20.0.7/24"}]}}'
`);
});
