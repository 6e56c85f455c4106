import { test } from 'node:test';
import { check } from '../support/check.js';

const kops = (env: string, subnets: string) => `apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networkCIDR: 10.20.0.0/16
  networking:
    amazonvpc:
      env:
${env}
  subnets:
${subnets}`;

const ON = `        - name: ENABLE_PREFIX_DELEGATION
          value: "true"`;

test('a /26, which is enough for one node', () => {
  check(
    kops(
      ON,
      `    - name: eu-central-1a
      type: Private
      cidr: 10.20.0.0/26
#           ^^^^^^^^^^^^ warning prefix-delegation-in-small-subnet: With prefix delegation, "10.20.0.0/26" (64 addresses) has 2 /28 blocks in which AWS keeps no address, and a node that runs a pod holds 2: enough for 1 node. Give nodes a larger subnet, a /24 at least.
`,
    ),
  );
});

test('a /27, which has no whole block', () => {
  check(
    kops(
      ON,
      `    - name: eu-central-1a
      type: Private
      cidr: 10.20.0.0/27
#           ^^^^^^^^^^^^ warning prefix-delegation-in-small-subnet: With prefix delegation, "10.20.0.0/27" (32 addresses) has no /28 block in which AWS keeps no address: pods get none. Give nodes a larger subnet, a /24 at least.
`,
    ),
  );
});

test('larger subnets, and those for load balancers, and stays silent', () => {
  check(
    kops(
      ON,
      `    - name: eu-central-1a
      type: Private
      cidr: 10.20.0.0/25
    - name: utility-eu-central-1a
      type: Utility
      cidr: 10.20.1.0/28
`,
    ),
  );
});

test('a cluster without prefix delegation, and stays silent', () => {
  const subnets = `    - name: eu-central-1a
      type: Private
      cidr: 10.20.0.0/27
`;
  check(
    kops(
      `        - name: AWS_VPC_K8S_CNI_LOGLEVEL
          value: DEBUG`,
      subnets,
    ),
  );
  check(
    kops(
      `        - name: ENABLE_PREFIX_DELEGATION
          value: \${PREFIXES}`,
      subnets,
    ),
  );
});

test('custom networking, whose pods are in other subnets, and stays silent', () => {
  check(
    kops(
      `${ON}
        - name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
          value: "true"
        - name: ENI_CONFIG_LABEL_DEF
          value: topology.kubernetes.io/zone`,
      `    - name: eu-central-1a
      type: Private
      cidr: 10.20.0.0/27
`,
    ),
  );
});
