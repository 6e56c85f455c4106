import { test } from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('prefix-delegation-without-target');

test('a prefix target of zero', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "0"
#        ^^^ error prefix-delegation-without-target: Prefix delegation needs a warm target above "0": without one aws-node exits. Set WARM_PREFIX_TARGET to "1".
`),
  );
});

test('no target at all', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
#        ^^^^^^ error prefix-delegation-without-target: Prefix delegation needs a warm target above "0": without one aws-node exits. Set WARM_PREFIX_TARGET to "1".
`),
  );
});

test('IPv6 mode, which does not use the target', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
#        ^^^^^^ error prefix-delegation-without-target: Prefix delegation needs a warm target above "0", in IPv6 mode too: without one aws-node exits. Set WARM_PREFIX_TARGET to "1".
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('a plus sign, which sorts before zero', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "+1"
#        ^^^^ error prefix-delegation-without-target: The start-up check compares texts, and this one is not above "0": with prefix delegation aws-node exits. Write "1".
`),
  );
});

test('a blank, which sorts before zero', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_IP_TARGET
  value: " 5"
#        ^^^^ error prefix-delegation-without-target: The start-up check compares texts, and this one is not above "0": with prefix delegation aws-node exits. Write "5".
- name: MINIMUM_IP_TARGET
  value: "0"
`),
    ONLY,
  );
});

test('a negative target', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "-1"
#        ^^^^ error prefix-delegation-without-target: Prefix delegation needs a warm target above "0": without one aws-node exits. Set WARM_PREFIX_TARGET to "1".
`),
    ONLY,
  );
});

test('an empty target', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: ""
#        ^^ error prefix-delegation-without-target: Prefix delegation needs a warm target above "0": without one aws-node exits. Set WARM_PREFIX_TARGET to "1".
`),
  );
});

test('an IP target instead', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "0"
- name: WARM_IP_TARGET
  value: "5"
`),
  );
});

test('a plus sign where a shell script compares numbers', () => {
  check(
    whole(
      `
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "+1"
`,
      { version: 'v1.11.0' },
    ),
  );
});

test('zero with a leading zero where a shell script compares numbers', () => {
  check(
    whole(
      `
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "00"
#        ^^^^ error prefix-delegation-without-target: Prefix delegation needs a warm target above "0": without one aws-node exits. Set WARM_PREFIX_TARGET to "1".
`,
      { version: 'v1.11.0' },
    ),
  );
});

test('a spelling of true that releases before 1.16.0 do not check', () => {
  check(
    whole(
      `
- name: ENABLE_PREFIX_DELEGATION
  value: "1"
- name: WARM_PREFIX_TARGET
  value: "0"
`,
      { version: 'v1.15.0' },
    ),
  );
});

test('a target from elsewhere', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  valueFrom:
    configMapKeyRef: { name: settings, key: x }
`),
  );
});

test('a patch without targets', () => {
  check(
    patch(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
`),
  );
});

test('setting the prefix target', () => {
  checkFix(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "0"
`),
    'Set WARM_PREFIX_TARGET to "1"',
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`),
  );
});

test('writing the number in plain digits', () => {
  checkFixAll(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "+2"
`),
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "2"
`),
  );
});

test('IPv6 mode, where any target will do', () => {
  checkFixAll(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
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
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});
