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

const KOPS = `apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc: {}
`;

test('an address without a prefix length in a policy', () => {
  check(`${POLICY}        - ipBlock:
            cidr: 203.0.113.7
#                 ^^^^^^^^^^^ error cidr-field-invalid: "203.0.113.7" has no prefix length; the API server refuses it. Write "203.0.113.7/32".
`);
});

test('items of except', () => {
  check(`${POLICY}        - ipBlock:
            cidr: 10.0.0.0/8
            except: ["10.0.300.0/24", 10.0.0.0-24]
#                    ^^^^^^^^^^^^^^^ error cidr-field-invalid: "10.0.300.0/24" has a part above 255; the API server refuses it. Write "10.0.255.0/24".
#                                     ^^^^^^^^^^^ error cidr-field-invalid: "10.0.0.0-24" has a wrong separator: dots go between the parts, a slash before the prefix length; the API server refuses it. Write "10.0.0.0/24".
`);
});

test('nothing at all in a policy', () => {
  check(`${POLICY}        - ipBlock:
            cidr: ""
#                 ^^ error cidr-field-invalid: "" is not an IPv4 block such as 10.0.0.0/8; the API server refuses it.
`);
});

test('a name', () => {
  check(`${POLICY}        - ipBlock:
            cidr: any
#                 ^^^ error cidr-field-invalid: "any" is not an IPv4 block such as 10.0.0.0/8; the API server refuses it.
`);
});

test('both families in policies, leading zeros and placeholders, and stays silent', () => {
  check(`${POLICY}        - ipBlock:
            cidr: 2001:db8::/32
            except: ["2001:db8:1::/48"]
        - ipBlock:
            cidr: 010.0.0.0/8
        - ipBlock:
            cidr: \${OFFICE}
        - ipBlock:
            cidr: <office>
        - ipBlock:
            cidr: x.x.x.x/32
        - ipBlock:
            cidr: YOUR_IP/32
        - ipBlock:
            cidr: {{ .Values.office }}
        - ipBlock:
            cidr: 0.0.0.0/0
`);
});

test('IPv6 where only IPv4 counts', () => {
  check(`apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
vpc:
  cidr: fd00:1::/56
#       ^^^^^^^^^^^ error cidr-field-invalid: "fd00:1::/56" is an IPv6 block where only IPv4 counts; eksctl refuses it.
`);
});

test('lists of kOps', () => {
  check(`${KOPS}  networkCIDR: 10.20.0.0
#              ^^^^^^^^^ warning cidr-field-invalid: "10.20.0.0" has no prefix length; kOps refuses it. Write "10.20.0.0/16" or "10.20.0.0/24".
  sshAccess:
    - 0.0.0.0/0
    - pl-0123456789abcdef0
    - 203.0.113.7
#     ^^^^^^^^^^^ warning cidr-field-invalid: "203.0.113.7" has no prefix length; kOps refuses it. Write "203.0.113.7/32".
  subnets:
    - name: eu-central-1a
      cidr: ""
      ipv6CIDR: /64#1
`);
});

test('the fix for a netmask, within the quotes', () => {
  checkFixAll(
    `${POLICY}        - ipBlock:
            cidr: '10.0.0.0/255.0.0.0'
`,
    `${POLICY}        - ipBlock:
            cidr: '10.0.0.0/8'
`,
  );
});

test('the fix that is a guess only when asked for', () => {
  const before = `${POLICY}        - ipBlock:
            cidr: 203.0.113.7
`;
  checkFixAll(before, before);
  checkFix(
    before,
    'Write "203.0.113.7/32"',
    `${POLICY}        - ipBlock:
            cidr: 203.0.113.7/32
`,
  );
});

test('fields of a network of Multus', () => {
  check(`
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
spec:
  config: |-
    {
      "type": "macvlan",
      "ipam": {
        "type": "host-local",
        "subnet": "10.20.0.0/255.255.255.0"
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^ warning cidr-field-invalid: "10.20.0.0/255.255.255.0" has a netmask where a prefix length belongs; host-local refuses it. Write "10.20.0.0/24".
      }
    }
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: backup
spec:
  config: "{\\"type\\": \\"macvlan\\", \\"ipam\\": {\\"type\\": \\"static\\", \\"addresses\\": [{\\"address\\": \\"10.20.0.7\\"}]}}"
#                                                                                                 ^^^^^^^^^^^^^ warning cidr-field-invalid: "10.20.0.7" has no prefix length; static refuses it.
`);
});

test('nets of Calico, which may be addresses', () => {
  check(`
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata:
  name: office
spec:
  nets:
    - 203.0.113.7
    - 203.0.113.0/33
#     ^^^^^^^^^^^^^^ warning cidr-field-invalid: "203.0.113.0/33" has a prefix length longer than the address; Calico refuses it. Write "203.0.113.0/32".
`);
});

test('a block in JSON in a text, however that is quoted', () => {
  const json = (subnet: string) =>
    `{"type": "macvlan", "ipam": {"type": "host-local", "subnet": "${subnet}"}}`;
  for (const style of [
    (text: string) => `'${text}'`,
    (text: string) => JSON.stringify(text),
    (text: string) => `|\n    ${text}`,
    (text: string) => `>-\n    ${text}`,
  ]) {
    const network = (subnet: string) =>
      `kind: NetworkAttachmentDefinition\nspec:\n  config: ${style(json(subnet))}\n`;
    checkFix(network('10.20.0.0/255.255.255.0'), 'Write "10.20.0.0/24"', network('10.20.0.0/24'));
  }
});
