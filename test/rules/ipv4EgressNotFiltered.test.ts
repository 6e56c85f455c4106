import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, whole } from '../support/manifest.js';

const ONLY = only('ipv4-egress-not-filtered');

test('IPv4 egress on by default', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
#        ^^^^^^ information ipv4-egress-not-filtered: Network policies do not act on the IPv4 interface that pods have for outbound traffic. Set ENABLE_V4_EGRESS to "false" if they need no IPv4.
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=true
- --enable-network-policy=true
`,
      },
    ),
  );
});

test('IPv4 egress turned on', () => {
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
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
- name: ENABLE_V4_EGRESS
  value: "true"
#        ^^^^^^ information ipv4-egress-not-filtered: Network policies do not act on the IPv4 interface that pods have for outbound traffic. Set ENABLE_V4_EGRESS to "false" if they need no IPv4.
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=true
- --enable-network-policy=true
`,
      },
    ),
  );
});

test('IPv4 egress off', () => {
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
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
- name: ENABLE_V4_EGRESS
  value: "false"
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=true
- --enable-network-policy=true
`,
      },
    ),
  );
});

test('an IPv4 cluster', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      { agent: '- --enable-network-policy=true' },
    ),
  );
});

test('a release in which it cannot be turned off', () => {
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
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=true
- --enable-network-policy=true
`,
        version: 'v1.14.1',
      },
    ),
    ONLY,
  );
});

test('turning it off', () => {
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
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=true
- --enable-network-policy=true
`,
      },
    ),
    'Set ENABLE_V4_EGRESS to "false"',
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
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
- name: ENABLE_V4_EGRESS
  value: "false"
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=true
- --enable-network-policy=true
`,
      },
    ),
  );
});
