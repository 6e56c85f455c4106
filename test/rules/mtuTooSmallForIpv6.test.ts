import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('a small MTU in IPv6 mode', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: AWS_VPC_ENI_MTU
  value: "1200"
#        ^^^^^^ error mtu-too-small-for-ipv6: IPv6 needs an MTU of at least 1280: in IPv6 mode aws-node exits. Set it to 1280 or more.
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('a small MTU of pods in IPv6 mode', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: POD_MTU
  value: "1279"
#        ^^^^^^ error mtu-too-small-for-ipv6: IPv6 needs an MTU of at least 1280: in IPv6 mode aws-node exits. Set it to 1280 or more.
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('the smallest MTU in IPv6 mode', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: AWS_VPC_ENI_MTU
  value: "1280"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('a small MTU in IPv4 mode', () => {
  check(
    whole(`
- name: AWS_VPC_ENI_MTU
  value: "1200"
`),
  );
});

test('a release that does not check', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: AWS_VPC_ENI_MTU
  value: "1200"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }', version: 'v1.15.0' },
    ),
  );
});

test('raising it', () => {
  checkFix(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: AWS_VPC_ENI_MTU
  value: "1200"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
    'Set AWS_VPC_ENI_MTU to "1280"',
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: AWS_VPC_ENI_MTU
  value: "1280"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});
