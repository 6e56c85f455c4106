import { test } from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';
import { only, whole } from '../support/manifest.js';

const ONLY = only('network-policy-without-mode');

test('no mode', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
`,
      {
        agent: `
- --enable-network-policy=true
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error network-policy-without-mode: The node agent exits, as NETWORK_POLICY_ENFORCING_MODE of aws-node is missing. Set it to "standard".
`,
      },
    ),
  );
});

test('a flag without a value', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
`,
      {
        agent: `
- --enable-network-policy
# ^^^^^^^^^^^^^^^^^^^^^^^ error network-policy-without-mode: The node agent exits, as NETWORK_POLICY_ENFORCING_MODE of aws-node is missing. Set it to "standard".
`,
      },
    ),
  );
});

test('the mode none', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: None
#        ^^^^ error network-policy-without-mode: Network policy is on, and the node agent exits unless this is standard or strict.
`,
      { agent: '- --enable-network-policy=true' },
    ),
  );
});

test('standard', () => {
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

test('network policy off', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
`,
      { agent: '- --enable-network-policy=false' },
    ),
  );
});

test('a release in which no mode is standard', () => {
  check(
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
`,
      { agent: '- --enable-network-policy=true', version: 'v1.19.2' },
    ),
    ONLY,
  );
});

test('a mode from elsewhere', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  valueFrom:
    configMapKeyRef: { name: settings, key: x }
`,
      { agent: '- --enable-network-policy=true' },
    ),
  );
});

test('adding the mode', () => {
  checkFixAll(
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
`,
      { agent: '- --enable-network-policy=true' },
    ),
    whole(
      `
- name: ENABLE_IPv4
  value: "true"
- name: NETWORK_POLICY_ENFORCING_MODE
  value: "standard"
`,
      { agent: '- --enable-network-policy=true' },
    ),
  );
});

test('replacing the mode none', () => {
  checkFix(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: none
`,
      { agent: '- --enable-network-policy=true' },
    ),
    'Set NETWORK_POLICY_ENFORCING_MODE to "standard"',
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: "standard"
`,
      { agent: '- --enable-network-policy=true' },
    ),
  );
});
