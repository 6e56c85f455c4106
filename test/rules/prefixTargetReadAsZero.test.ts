import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, whole } from '../support/manifest.js';

const ONLY = only('prefix-target-read-as-zero');

test('zero with a leading zero', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "00"
#        ^^^^ warning prefix-target-read-as-zero: "00" passes the start-up check but counts as 0, so aws-node attaches a prefix and frees it again in turn. Write a whole number above 0.
`),
  );
});

test('a word', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "none"
#        ^^^^^^ warning ignored-value: "none" is not a whole number in plain digits; 0 is used without a log line. Write "0".
#        ^^^^^^ warning prefix-target-read-as-zero: "none" passes the start-up check but counts as 0, so aws-node attaches a prefix and frees it again in turn. Write a whole number above 0.
`),
  );
});

test('two of them', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "00"
#        ^^^^ warning prefix-target-read-as-zero: "00" passes the start-up check but counts as 0, so aws-node attaches a prefix and frees it again in turn. Write a whole number above 0.
- name: MINIMUM_IP_TARGET
  value: "0.5"
#        ^^^^^ warning prefix-target-read-as-zero: "0.5" passes the start-up check but counts as 0, so aws-node attaches a prefix and frees it again in turn. Write a whole number above 0.
`),
    ONLY,
  );
});

test('a word beside a target that counts', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: none
- name: WARM_IP_TARGET
  value: "5"
`),
    ONLY,
  );
});

test('a word in IPv6 mode, which has no pool', () => {
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
  value: "00"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('a word without prefix delegation', () => {
  check(
    whole(`
- name: WARM_PREFIX_TARGET
  value: "00"
`),
  );
});

test('writing a number', () => {
  checkFix(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "none"
`),
    'Write "1"',
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`),
    ONLY,
  );
});

test('a number with blanks behind it', () => {
  checkFix(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "2 "
`),
    'Write "2"',
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "2"
`),
    ONLY,
  );
});

test('how often that happens on the type', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "00"
#        ^^^^ warning prefix-target-read-as-zero: "00" passes the start-up check but counts as 0, so aws-node attaches a prefix and frees it again in turn (on m5.large at 0, 16, 32, … pods). Write a whole number above 0.
`),
    { instanceType: 'm5.large' },
  );
});
