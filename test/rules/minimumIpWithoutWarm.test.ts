import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('minimum-ip-without-warm');

test('a minimum alone', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "5"
#        ^^^ warning minimum-ip-without-warm: The pool stops at 5 addresses and further pods get none, since this switches WARM_ENI_TARGET off. Set WARM_IP_TARGET to 1 or more.
`),
  );
});

test('a minimum with a warm target of zero and prefixes', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_IP_TARGET
  value: "0"
- name: MINIMUM_IP_TARGET
  value: "22"
#        ^^^^ warning minimum-ip-without-warm: The pool stops at 32 addresses and further pods get none, since this switches WARM_PREFIX_TARGET off. Set WARM_IP_TARGET to 1 or more.
- name: WARM_PREFIX_TARGET
  value: "1"
`),
  );
});

test('a minimum of zero', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "0"
`),
  );
});

test('a minimum with a warm target', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "20"
- name: WARM_IP_TARGET
  value: "5"
`),
  );
});

test('a minimum in IPv6 mode, which has no pool', () => {
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
- name: MINIMUM_IP_TARGET
  value: "20"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
    ONLY,
  );
});

test('a minimum where others attach addresses', () => {
  check(
    whole(`
- name: DISABLE_NETWORK_RESOURCE_PROVISIONING
  value: "true"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
    ONLY,
  );
});

test('a minimum in a patch', () => {
  check(
    patch(`
- name: MINIMUM_IP_TARGET
  value: "20"
`),
  );
});

test('a warm target from elsewhere', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "20"
- name: WARM_IP_TARGET
  valueFrom:
    configMapKeyRef: { name: settings, key: x }
`),
  );
});

test('adding a warm target', () => {
  checkFix(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "20"
`),
    'Set WARM_IP_TARGET to "5"',
    whole(`
- name: MINIMUM_IP_TARGET
  value: "20"
- name: WARM_IP_TARGET
  value: "5"
`),
  );
});
