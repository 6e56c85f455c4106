import { test } from 'node:test';
import { check } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('warm-eni-above-max-eni');

test('more warm ENIs than there may be', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "4"
#        ^^^ information warm-eni-above-max-eni: With at most 3 ENIs for pods this is out of reach: every node holds all the addresses it can have. Use a smaller number to save addresses.
- name: MAX_ENI
  value: "3"
`),
  );
});

test('as many warm ENIs as custom networking leaves', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: WARM_ENI_TARGET
  value: "2"
#        ^^^ information warm-eni-above-max-eni: With at most 2 ENIs for pods this is out of reach: every node holds all the addresses it can have. Use a smaller number to save addresses.
- name: MAX_ENI
  value: "3"
`),
  );
});

test('fewer warm ENIs than there may be', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "2"
- name: MAX_ENI
  value: "3"
`),
  );
});

test('the usual one warm ENI', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "1"
- name: MAX_ENI
  value: "1"
`),
  );
});

test('a target that is not read', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "4"
- name: MAX_ENI
  value: "3"
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
    ONLY,
  );
});

test('a patch', () => {
  check(
    patch(`
- name: WARM_ENI_TARGET
  value: "4"
- name: MAX_ENI
  value: "3"
`),
  );
});

test('what that is on the type', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "4"
#        ^^^ information warm-eni-above-max-eni: With at most 2 ENIs for pods this is out of reach: a node of type m5.large holds 18 addresses even when idle. Use a smaller number to save addresses.
- name: MAX_ENI
  value: "2"
`),
    { instanceType: 'm5.large' },
  );
});
