import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('untagged ENIs passed over', () => {
  check(
    whole(`
- name: DISABLE_NETWORK_RESOURCE_PROVISIONING
  value: "true"
- name: MANAGE_UNTAGGED_ENI
  value: "false"
#        ^^^^^^^ warning preattached-enis-skipped: ENIs attached beforehand are passed over unless they carry the tag of the plugin, and aws-node attaches none itself. Set this to "true".
`),
  );
});

test('untagged ENIs used', () => {
  check(
    whole(`
- name: DISABLE_NETWORK_RESOURCE_PROVISIONING
  value: "true"
`),
  );
});

test('untagged ENIs passed over by an aws-node that attaches its own', () => {
  check(
    whole(`
- name: MANAGE_UNTAGGED_ENI
  value: "false"
`),
  );
});

test('using them', () => {
  checkFix(
    whole(`
- name: DISABLE_NETWORK_RESOURCE_PROVISIONING
  value: "true"
- name: MANAGE_UNTAGGED_ENI
  value: "false"
`),
    'Set MANAGE_UNTAGGED_ENI to "true"',
    whole(`
- name: DISABLE_NETWORK_RESOURCE_PROVISIONING
  value: "true"
- name: MANAGE_UNTAGGED_ENI
  value: "true"
`),
  );
});
