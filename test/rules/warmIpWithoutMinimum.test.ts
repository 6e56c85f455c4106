import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('warm-ip-without-minimum');

test('a warm target alone', () => {
  check(
    whole(`
- name: WARM_IP_TARGET
  value: "2"
#        ^^^ warning warm-ip-without-minimum: Nearly every pod that starts or stops costs a call to EC2. Set MINIMUM_IP_TARGET to the pods a node usually runs.
`),
  );
});

test('a warm target with a minimum of zero', () => {
  check(
    whole(`
- name: WARM_IP_TARGET
  value: "2"
#        ^^^ warning warm-ip-without-minimum: Nearly every pod that starts or stops costs a call to EC2. Set MINIMUM_IP_TARGET to the pods a node usually runs.
- name: MINIMUM_IP_TARGET
  value: "0"
`),
  );
});

test('a warm target with prefixes', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_IP_TARGET
  value: "5"
`),
  );
});

test('a warm target that is not read', () => {
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
- name: WARM_IP_TARGET
  value: "2"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
    ONLY,
  );
});

test('a warm target in a patch', () => {
  check(
    patch(`
- name: WARM_IP_TARGET
  value: "2"
`),
  );
});

test('a warm target before there was a minimum', () => {
  check(
    whole(
      `
- name: WARM_IP_TARGET
  value: "2"
`,
      { version: 'v1.5.7' },
    ),
    ONLY,
  );
});

test('adding a minimum', () => {
  checkFix(
    whole(`
- name: WARM_IP_TARGET
  value: "2"
`),
    'Set MINIMUM_IP_TARGET to "20"',
    whole(`
- name: WARM_IP_TARGET
  value: "2"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
  );
});

test('a minimum that is not below the warm target', () => {
  checkFix(
    whole(`
- name: WARM_IP_TARGET
  value: "30"
`),
    'Set MINIMUM_IP_TARGET to "30"',
    whole(`
- name: WARM_IP_TARGET
  value: "30"
- name: MINIMUM_IP_TARGET
  value: "30"
`),
  );
});

test('a minimum for the pods to expect', () => {
  checkFix(
    whole(`
- name: WARM_IP_TARGET
  value: "2"
`),
    'Set MINIMUM_IP_TARGET to "12" for about 12 pods per node',
    whole(`
- name: WARM_IP_TARGET
  value: "2"
- name: MINIMUM_IP_TARGET
  value: "12"
`),
    { instanceType: 'm5.large', podsPerNode: 12 },
  );
});
