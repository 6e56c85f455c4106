import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('the bandwidth plugin with network policy', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
- name: ENABLE_BANDWIDTH_PLUGIN
  value: "true"
#        ^^^^^^ warning bandwidth-plugin-with-network-policy: With the bandwidth plugin network policies are not enforced, since both need the same hooks. Turn one of the two off.
`,
      { agent: '- --enable-network-policy=true' },
    ),
  );
});

test('the bandwidth plugin with network policy off', () => {
  check(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
- name: ENABLE_BANDWIDTH_PLUGIN
  value: "true"
`,
      { agent: '- --enable-network-policy=false' },
    ),
  );
});

test('turning the plugin off', () => {
  checkFix(
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
- name: ENABLE_BANDWIDTH_PLUGIN
  value: "true"
`,
      { agent: '- --enable-network-policy=true' },
    ),
    'Set ENABLE_BANDWIDTH_PLUGIN to "false"',
    whole(
      `
- name: NETWORK_POLICY_ENFORCING_MODE
  value: standard
- name: ENABLE_BANDWIDTH_PLUGIN
  value: "false"
`,
      { agent: '- --enable-network-policy=true' },
    ),
  );
});
