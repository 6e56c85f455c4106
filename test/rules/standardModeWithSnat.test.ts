import { test } from 'node:test';
import { check } from '../support/check.js';
import { patch, whole } from '../support/manifest.js';

test('standard mode with SNAT', () => {
  check(
    whole(`
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: standard
#        ^^^^^^^^ information standard-mode-with-snat: Traffic out of the VPC is let out by the node's security groups, not the pod's, as the node translates it first. AWS_VPC_K8S_CNI_EXTERNALSNAT changes that.
`),
  );
});

test('standard mode without SNAT', () => {
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

test('strict mode with SNAT', () => {
  check(
    whole(
      `
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: strict
`,
      { init: '- { name: DISABLE_TCP_EARLY_DEMUX, value: "true" }' },
    ),
  );
});

test('standard mode in IPv6 mode, which has no SNAT', () => {
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
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: standard
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
  );
});

test('a patch', () => {
  check(
    patch(`
- name: ENABLE_POD_ENI
  value: "true"
- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: standard
`),
  );
});
