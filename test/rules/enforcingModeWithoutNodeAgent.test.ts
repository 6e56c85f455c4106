import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { patch, whole } from '../support/manifest.js';

test('a mode without the agent', () => {
  check(
    whole(`
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
#        ^^^^^^^^ warning enforcing-mode-without-node-agent: There is no aws-eks-nodeagent container to call, so every pod start fails. Remove this variable, or add the node agent.
`),
  );
});

test('none without the agent', () => {
  check(
    whole(`
- name: NETWORK_POLICY_ENFORCING_MODE
  value: none
#        ^^^^ warning enforcing-mode-without-node-agent: There is no aws-eks-nodeagent container to call, so every pod start fails. Remove this variable, or add the node agent.
`),
  );
});

test('a mode with the agent', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      { agent: '- --enable-network-policy=false' },
    ),
  );
});

test('no mode', () => {
  check(
    whole(`
- name: ENABLE_IPv4
  value: "true"
`),
  );
});

test('a patch', () => {
  check(
    patch(`
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`),
  );
});

test('a release that does without the agent', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`,
      { version: 'v1.18.0' },
    ),
  );
});

test('taking it out', () => {
  checkFix(
    whole(`
- name: ENABLE_IPv4
  value: "true"
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
`),
    'Remove NETWORK_POLICY_ENFORCING_MODE',
    whole(`
- name: ENABLE_IPv4
  value: "true"
`),
  );
});
