import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('strict-mode-with-early-demux');

test('early demux left on', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "false"
#        ^^^^^^^ warning strict-mode-with-early-demux: In strict mode TCP and HTTP probes do not reach pods on branch ENIs. Set DISABLE_TCP_EARLY_DEMUX to "true" in aws-vpc-cni-init.
`,
      },
    ),
  );
});

test('the variable missing in the init container', () => {
  check(
    whole(`
- name: ENABLE_POD_ENI
  value: "true"
#        ^^^^^^ warning strict-mode-with-early-demux: In strict mode TCP and HTTP probes do not reach pods on branch ENIs. Set DISABLE_TCP_EARLY_DEMUX to "true" in aws-vpc-cni-init.
`),
  );
});

test('the variable in the wrong container: one finding for one mistake', () => {
  check(
    whole(`
- name: ENABLE_POD_ENI
  value: "true"
- name: DISABLE_TCP_EARLY_DEMUX
#       ^^^^^^^^^^^^^^^^^^^^^^^ warning wrong-container: aws-node never reads DISABLE_TCP_EARLY_DEMUX: it belongs to aws-vpc-cni-init. Move it there.
  value: "true"
`),
  );
});

test('early demux turned off', () => {
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

test('standard mode', () => {
  check(
    whole(`
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: standard
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
`),
  );
});

test('a patch without the init container', () => {
  check(
    patch(`
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: strict
`),
  );
});

test('a release without the variable', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      { version: 'v1.7.2' },
    ),
    ONLY,
  );
});

test('setting it in the init container', () => {
  checkFix(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "false"
`,
      },
    ),
    'Set DISABLE_TCP_EARLY_DEMUX to "true"',
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "true"
`,
      },
    ),
  );
});

test('adding it to the init container', () => {
  checkFix(
    whole(`
- name: ENABLE_POD_ENI
  value: "true"
`),
    'Set DISABLE_TCP_EARLY_DEMUX to "true"',
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
`,
      {
        init: `
- name: DISABLE_TCP_EARLY_DEMUX
  value: "true"
`,
      },
    ),
  );
});
