import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('pod-mtu-above-eni-mtu');

test('an MTU of pods above that of the ENI', () => {
  check(
    whole(`
- name: AWS_VPC_ENI_MTU
  value: "1500"
- name: POD_MTU
  value: "9001"
#        ^^^^^^ warning pod-mtu-above-eni-mtu: Packets of pods do not fit through the ENI, whose MTU is 1500, and are fragmented or dropped. Make this 1500 at most.
`),
  );
});

test('an MTU of pods above that of the ENI in a patch', () => {
  check(
    patch(`
- name: AWS_VPC_ENI_MTU
  value: "1500"
- name: POD_MTU
  value: "8001"
#        ^^^^^^ warning pod-mtu-above-eni-mtu: Packets of pods do not fit through the ENI, whose MTU is 1500, and are fragmented or dropped. Make this 1500 at most.
`),
  );
});

test('an MTU of pods below that of the ENI', () => {
  check(
    whole(`
- name: POD_MTU
  value: "1500"
`),
  );
});

test('an MTU of the ENI from elsewhere', () => {
  check(
    patch(`
- name: POD_MTU
  value: "9001"
`),
  );
});

test('a release without an MTU of pods', () => {
  check(
    whole(
      `
- name: AWS_VPC_ENI_MTU
  value: "1500"
- name: POD_MTU
  value: "9001"
`,
      { version: 'v1.15.0' },
    ),
    ONLY,
  );
});

test('lowering it', () => {
  checkFix(
    whole(`
- name: AWS_VPC_ENI_MTU
  value: "1500"
- name: POD_MTU
  value: "9001"
`),
    'Set POD_MTU to "1500"',
    whole(`
- name: AWS_VPC_ENI_MTU
  value: "1500"
- name: POD_MTU
  value: "1500"
`),
  );
});
