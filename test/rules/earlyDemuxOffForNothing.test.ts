import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('early demux off without branch ENIs', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "false"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "true"
#        ^^^^^^ information early-demux-off-for-nothing: Only probes of pods on branch ENIs in strict mode need this, and ENABLE_POD_ENI is off: TCP on the node just gets a little slower.
`,
      },
    ),
  );
});

test('early demux off in standard mode', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: standard
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "true"
#        ^^^^^^ information early-demux-off-for-nothing: Only probes of pods on branch ENIs in strict mode need this, and the mode is standard: TCP on the node just gets a little slower.
`,
      },
    ),
  );
});

test('early demux off in strict mode', () => {
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

test('a value from elsewhere', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  valueFrom:
    configMapKeyRef: { name: settings, key: x }
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
  );
});

test('turning it on again', () => {
  checkFix(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "false"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "true"
`,
      },
    ),
    'Set DISABLE_TCP_EARLY_DEMUX to "false"',
    whole(
      `
- name: ENABLE_POD_ENI
  value: "false"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "false"
`,
      },
    ),
  );
});
