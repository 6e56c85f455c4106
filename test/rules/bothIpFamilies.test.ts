import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('both-ip-families');

test('both families on', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
- name: ENABLE_IPv6
  value: "true"
#        ^^^^^^ error both-ip-families: Both IP families are on, and dual stack does not exist: aws-node exits. Turn one of them off.
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('IPv6 alone', () => {
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
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('IPv4 switched on elsewhere, perhaps', () => {
  check(
    patch(`
- name: ENABLE_IPv6
  value: "true"
`),
  );
});

test('both families in a patch', () => {
  check(
    patch(`
- name: ENABLE_IPv4
  value: "true"
- name: ENABLE_IPv6
  value: "true"
#        ^^^^^^ error both-ip-families: Both IP families are on, and dual stack does not exist: aws-node exits. Turn one of them off.
`),
  );
});

test('IPv6 before there was any', () => {
  check(
    whole(
      `
- name: ENABLE_IPv6
  value: "true"
`,
      { version: 'v1.9.0' },
    ),
    ONLY,
  );
});

test('turning IPv4 off', () => {
  checkFix(
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
    'Set ENABLE_IPv4 to "false"',
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
