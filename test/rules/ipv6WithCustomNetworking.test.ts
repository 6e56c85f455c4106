import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('IPv6 with custom networking', () => {
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
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
#        ^^^^^^ error ipv6-with-custom-networking: IPv6 mode has no custom networking: with both on, aws-node exits. Turn one of them off.
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('custom networking in IPv4 mode', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`),
  );
});

test('turning custom networking off', () => {
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
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
    'Set AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG to "false"',
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
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "false"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});
