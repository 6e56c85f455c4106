import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('warm-ip-above-minimum');

test('a warm target above the minimum', () => {
  check(
    whole(`
- name: WARM_IP_TARGET
  value: "20"
#        ^^^^ warning warm-ip-above-minimum: With 20 addresses always free, a minimum of 5 has no effect. For a floor, raise MINIMUM_IP_TARGET to the pods you expect and keep this small.
- name: MINIMUM_IP_TARGET
  value: "5"
`),
  );
});

test('a warm target above the minimum in a patch', () => {
  check(
    patch(`
- name: WARM_IP_TARGET
  value: "20"
#        ^^^^ warning warm-ip-above-minimum: With 20 addresses always free, a minimum of 5 has no effect. For a floor, raise MINIMUM_IP_TARGET to the pods you expect and keep this small.
- name: MINIMUM_IP_TARGET
  value: "5"
`),
  );
});

test('a warm target that equals the minimum', () => {
  check(
    whole(`
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "5"
`),
  );
});

test('a warm target below the minimum', () => {
  check(
    patch(`
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
  );
});

test('targets that are not read', () => {
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
  value: "20"
- name: MINIMUM_IP_TARGET
  value: "5"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
    ONLY,
  );
});

test('what it costs on the type', () => {
  check(
    whole(`
- name: WARM_IP_TARGET
  value: "20"
#        ^^^^ warning warm-ip-above-minimum: With 20 addresses always free, a minimum of 5 has no effect. On m5.large an idle node holds 20 addresses, one with 6 pods 26. For a floor, raise MINIMUM_IP_TARGET to the pods you expect and keep this small.
- name: MINIMUM_IP_TARGET
  value: "5"
`),
    { instanceType: 'm5.large', podsPerNode: 6 },
  );
});

test('targets for the pods to expect', () => {
  checkFix(
    whole(`
- name: WARM_IP_TARGET
  value: "20"
- name: MINIMUM_IP_TARGET
  value: "5"
`),
    'Set MINIMUM_IP_TARGET to "6" and WARM_IP_TARGET to "1" for about 6 pods per node',
    whole(`
- name: WARM_IP_TARGET
  value: "1"
- name: MINIMUM_IP_TARGET
  value: "6"
`),
    { instanceType: 'm5.large', podsPerNode: 6 },
  );
});
