import { test } from 'node:test';
import { check } from '../support/check.js';

const pool = (spec: string) => `apiVersion: projectcalico.org/v3
kind: IPPool
metadata:
  name: overlay
spec:
${spec}`;

test('sizes out of range', () => {
  check(
    pool(`  cidr: 10.244.0.0/16
  blockSize: 16
#            ^^ warning pool-block-size: Calico takes a blockSize of 20 to 32 for IPv4 and refuses 16. It is a prefix length: 26 stands for 64 addresses.
`),
  );
  check(
    pool(`  cidr: fd00:10::/64
  blockSize: 26
#            ^^ warning pool-block-size: Calico takes a blockSize of 116 to 128 for IPv6 and refuses 26. It is a prefix length: 122 stands for 64 addresses.
`),
  );
});

test('blocks that are larger than the pool', () => {
  check(
    pool(`  cidr: 10.244.0.0/26
  blockSize: 24
#            ^^ warning pool-block-size: A block of /24 is larger than the pool, a /26: Calico refuses it. Choose 26 to 32, or a larger pool.
`),
  );
});

test('sizes that fit, or none at all, and stays silent', () => {
  check(pool('  cidr: 10.244.0.0/16\n  blockSize: 26\n'));
  check(pool('  cidr: 10.244.0.0/24\n  blockSize: 24\n'));
  check(pool('  cidr: 10.244.0.0/16\n'));
  check(pool('  cidr: ${POOL}\n  blockSize: 16\n'));
});
