import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

const capa = (spec: string) => `apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: shop-control-plane
spec:
  region: eu-central-1
${spec}`;

test('a block of another range, and says nothing more of it', () => {
  check(
    capa(`  network:
    vpc:
      cidrBlock: 192.168.0.0/16
  secondaryCidrBlock: 10.1.0.0/16
#                     ^^^^^^^^^^^ error capa-secondary-block: "10.1.0.0/16" is neither in 100.64.0.0/10 nor in 198.19.0.0/16, and the webhook of Cluster API refuses it. Write a block such as "100.64.0.0/16".
`),
  );
});

test('the two ranges, other secondary blocks and templates, and stays silent', () => {
  check(capa('  secondaryCidrBlock: 100.127.0.0/16\n'));
  check(capa('  secondaryCidrBlock: 198.19.128.0/17\n'));
  check(capa('  secondaryCidrBlock: ${POD_CIDR}\n'));
  check(
    capa(`  network:
    vpc:
      cidrBlock: 10.20.0.0/16
      secondaryCidrBlocks:
        - ipv4CidrBlock: 10.21.0.0/16
`),
  );
});

test('the fix', () => {
  checkFix(
    capa('  secondaryCidrBlock: "10.1.0.0/16"\n'),
    'Write "100.64.0.0/16"',
    capa('  secondaryCidrBlock: "100.64.0.0/16"\n'),
  );
});
