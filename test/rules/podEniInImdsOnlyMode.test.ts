import { test } from 'node:test';
import { check } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('security groups for pods in IMDS-only mode', () => {
  check(
    whole(
      `
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
- name: ENABLE_SUBNET_DISCOVERY
  value: "false"
- name: ENABLE_POD_ENI
  value: "true"
#        ^^^^^^ warning pod-eni-in-imds-only-mode: With ENABLE_IMDS_ONLY_MODE the trunk ENI is never recognised, and pods that ask for a branch ENI are refused. Turn one of the two off.
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
  );
});

test('security groups for pods alone', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
  );
});
