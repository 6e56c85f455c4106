import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('max-eni-too-low');

test('one ENI with custom networking', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: MAX_ENI
  value: "1"
#        ^^^ warning max-eni-too-low: With custom networking the primary ENI serves no pods, so no ENI is left for them. Set this to 2 or more.
`),
  );
});

test('one ENI with security groups for pods', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
- name: MAX_ENI
  value: "1"
#        ^^^ warning max-eni-too-low: The only ENI is the primary one, so there is no room for the trunk and no pod gets a branch ENI. Set this to 2 or more.
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
  );
});

test('two ENIs with both', () => {
  check(
    whole(
      `
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: ENABLE_POD_ENI
  value: "true"
- name: MAX_ENI
  value: "2"
#        ^^^ warning max-eni-too-low: With custom networking the primary ENI serves no pods and the trunk takes another, so no ENI is left for them. Set this to 3 or more.
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
  );
});

test('one ENI with neither', () => {
  check(
    whole(`
- name: MAX_ENI
  value: "1"
`),
  );
});

test('two ENIs with custom networking', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: MAX_ENI
  value: "2"
`),
  );
});

test('zero, which means no limit', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: MAX_ENI
  value: "0"
`),
    ONLY,
  );
});

test('a patch that has both', () => {
  check(
    patch(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: MAX_ENI
  value: "1"
#        ^^^ warning max-eni-too-low: With custom networking the primary ENI serves no pods, so no ENI is left for them. Set this to 2 or more.
`),
  );
});

test('raising it', () => {
  checkFix(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: MAX_ENI
  value: "1"
`),
    'Set MAX_ENI to "2"',
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: MAX_ENI
  value: "2"
`),
  );
});
