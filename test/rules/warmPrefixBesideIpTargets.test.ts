import { test } from 'node:test';
import { check } from '../support/check.js';
import { only, whole } from '../support/manifest.js';

const ONLY = only('warm-prefix-beside-ip-targets');

test('a prefix target beside an IP target', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "3"
#        ^^^ information warm-prefix-beside-ip-targets: WARM_IP_TARGET decides how the pool grows; this only delays the release of ENIs. Keep one of the two.
- name: WARM_IP_TARGET
  value: "5"
`),
  );
});

test("the value of upstream's manifest", () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: WARM_IP_TARGET
  value: "5"
`),
  );
});

test('a prefix target alone', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "3"
`),
  );
});

test('no prefix delegation', () => {
  check(
    whole(`
- name: WARM_PREFIX_TARGET
  value: "3"
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
    ONLY,
  );
});
