import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, whole } from '../support/manifest.js';

const ONLY = only('node-agent-in-other-family');

test('an agent for IPv4 in an IPv6 cluster', () => {
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
- name: ENABLE_V4_EGRESS
  value: "false"
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=false
# ^^^^^^^^^^^^^^^^^^^ warning node-agent-in-other-family: aws-node is in IPv6 mode, but the node agent loads its programs for IPv4. Write --enable-ipv6=true.
- --enable-network-policy=true
`,
      },
    ),
  );
});

test('an agent without the flag in an IPv6 cluster', () => {
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
- name: ENABLE_V4_EGRESS
  value: "false"
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-network-policy=true
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning node-agent-in-other-family: aws-node is in IPv6 mode, but the node agent loads its programs for IPv4. Write --enable-ipv6=true.
`,
      },
    ),
  );
});

test('an agent for IPv6 in an IPv4 cluster', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      {
        agent: `
- --enable-ipv6
# ^^^^^^^^^^^^^ warning node-agent-in-other-family: aws-node is in IPv4 mode, but the node agent loads its programs for IPv6. Write --enable-ipv6=false.
- --enable-network-policy=true
`,
      },
    ),
  );
});

test('an agent for IPv6 in an IPv6 cluster', () => {
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
- name: ENABLE_V4_EGRESS
  value: "false"
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

test('network policy off', () => {
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
- name: ENABLE_V4_EGRESS
  value: "false"
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=false
- --enable-network-policy=false
`,
      },
    ),
  );
});

test('a flag that cannot be read', () => {
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
- name: ENABLE_V4_EGRESS
  value: "false"
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=yes
- --enable-network-policy=true
`,
      },
    ),
    ONLY,
  );
});

test('rewriting the argument', () => {
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
- name: ENABLE_V4_EGRESS
  value: "false"
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      {
        init: '- { name: ENABLE_IPv6, value: "true" }',
        agent: `
- --enable-ipv6=false
- --enable-network-policy=true
`,
      },
    ),
    'Write --enable-ipv6=true',
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
- name: ENABLE_V4_EGRESS
  value: "false"
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
