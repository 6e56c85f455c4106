import { test } from 'node:test';
import { check, checkFixAll } from '../support/check.js';
import { patch, whole } from '../support/manifest.js';

test('IPv6 with prefix delegation off', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
#        ^^^^^^ error ipv6-without-prefix-delegation: IPv6 mode needs prefix delegation: without it aws-node exits. Set ENABLE_PREFIX_DELEGATION to "true".
- name: ENABLE_PREFIX_DELEGATION
  value: "false"
- name: WARM_PREFIX_TARGET
  value: "1"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('IPv6 with prefix delegation missing', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
#        ^^^^^^ error ipv6-without-prefix-delegation: IPv6 mode needs prefix delegation: without it aws-node exits. Set ENABLE_PREFIX_DELEGATION to "true".
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('IPv6 in a patch', () => {
  check(
    patch(`
- name: ENABLE_IPv6
  value: "true"
`),
  );
});

test('adding prefix delegation', () => {
  checkFixAll(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('both families on, where IPv6 may be the mistake', () => {
  checkFixAll(
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
- name: ENABLE_IPv6
  value: "true"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
- name: ENABLE_IPv6
  value: "true"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});
