import { test } from 'node:test';
import { check } from '../support/check.js';
import { only, whole } from '../support/manifest.js';

const ONLY = only('custom-networking-without-provisioning');

test('custom networking with provisioning off', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
#        ^^^^^^ warning custom-networking-without-provisioning: With DISABLE_NETWORK_RESOURCE_PROVISIONING aws-node creates no ENI, so no ENIConfig is used. Turn one of the two off, or attach the ENIs of pods beforehand.
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: DISABLE_NETWORK_RESOURCE_PROVISIONING
  value: "true"
`),
  );
});

test('custom networking in IMDS-only mode', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
#        ^^^^^^ warning custom-networking-without-provisioning: With ENABLE_IMDS_ONLY_MODE aws-node creates no ENI, so no ENIConfig is used. Turn one of the two off, or attach the ENIs of pods beforehand.
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
- name: ENABLE_SUBNET_DISCOVERY
  value: "false"
`),
  );
});

test('custom networking alone', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`),
  );
});

test('IMDS-only mode before there was any', () => {
  check(
    whole(
      `
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: ENABLE_IMDS_ONLY_MODE
  value: "true"
`,
      { version: 'v1.18.0' },
    ),
    ONLY,
  );
});
