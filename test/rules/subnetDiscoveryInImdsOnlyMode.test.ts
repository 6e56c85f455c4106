import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { patch, whole } from '../support/manifest.js';

test('subnet discovery turned on', () => {
  check(
    whole(`
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
- name: ENABLE_SUBNET_DISCOVERY
  value: "true"
#        ^^^^^^ warning subnet-discovery-in-imds-only-mode: Subnet discovery asks EC2 about each ENI, which a node in IMDS-only mode may not reach. Set ENABLE_SUBNET_DISCOVERY to "false".
`),
  );
});

test('subnet discovery on by default', () => {
  check(
    whole(`
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
#        ^^^^^^ warning subnet-discovery-in-imds-only-mode: Subnet discovery, on by default, asks EC2 about each ENI, which a node in IMDS-only mode may not reach. Set ENABLE_SUBNET_DISCOVERY to "false".
`),
  );
});

test('subnet discovery off', () => {
  check(
    whole(`
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
- name: ENABLE_SUBNET_DISCOVERY
  value: "false"
`),
  );
});

test('a release that asks for subnets only when it creates ENIs', () => {
  check(
    whole(
      `
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
- name: ENABLE_SUBNET_DISCOVERY
  value: "true"
`,
      { version: 'v1.21.0' },
    ),
  );
});

test('a patch', () => {
  check(
    patch(`
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
`),
  );
});

test('turning it off', () => {
  checkFix(
    whole(`
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
`),
    'Set ENABLE_SUBNET_DISCOVERY to "false"',
    whole(`
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
- name: ENABLE_SUBNET_DISCOVERY
  value: "false"
`),
  );
});
