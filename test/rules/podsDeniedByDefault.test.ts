import { test } from 'node:test';
import { check } from '../support/check.js';
import { patch, whole } from '../support/manifest.js';

test('strict mode with network policy', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: strict
#        ^^^^^^ information pods-denied-by-default: In strict mode a pod without a network policy can talk to nobody. Add-ons in kube-system need policies too.
`,
      { agent: '- --enable-network-policy=true' },
    ),
  );
});

test('standard mode', () => {
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

test('strict mode in a patch', () => {
  check(
    patch(`
- name: NETWORK_POLICY_ENFORCING_MODE
  value: strict
`),
  );
});
