import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('IPv6 off in the pods of an IPv6 cluster', () => {
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
- name: DISABLE_POD_V6
  value: "true"
#        ^^^^^^ warning ipv6-off-in-pods: In IPv6 mode this takes the only address family away from pods. Turn one of the two off.
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('IPv6 off in pods with IPv6 egress', () => {
  check(
    whole(
      `
- name: ENABLE_V6_EGRESS
  value: "true"
- name: DISABLE_POD_V6
  value: "true"
#        ^^^^^^ warning ipv6-off-in-pods: ENABLE_V6_EGRESS gives pods an IPv6 interface, and this switches IPv6 off inside them. Turn one of the two off.
`,
      { init: '- { name: ENABLE_V6_EGRESS, value: "true" }' },
    ),
  );
});

test('IPv6 off in pods of an IPv4 cluster', () => {
  check(
    whole(`
- name: DISABLE_POD_V6
  value: "true"
`),
  );
});

test('leaving IPv6 on', () => {
  checkFix(
    whole(
      `
- name: ENABLE_V6_EGRESS
  value: "true"
- name: DISABLE_POD_V6
  value: "true"
`,
      { init: '- { name: ENABLE_V6_EGRESS, value: "true" }' },
    ),
    'Set DISABLE_POD_V6 to "false"',
    whole(
      `
- name: ENABLE_V6_EGRESS
  value: "true"
- name: DISABLE_POD_V6
  value: "false"
`,
      { init: '- { name: ENABLE_V6_EGRESS, value: "true" }' },
    ),
  );
});
