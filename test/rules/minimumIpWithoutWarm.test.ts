import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import { analyzed, check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const nodes = (type: string, more = ''): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: eu-west-1
managedNodeGroups:
  - name: workers
    instanceType: ${type}${more}
---`;

const ONLY = only('minimum-ip-without-warm');

test('a minimum alone', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "5"
#        ^^^ warning minimum-ip-without-warm: The pool stops at 5 addresses and further pods get none, since this switches WARM_ENI_TARGET off. Set WARM_IP_TARGET to 1 or more.
`),
  );
});

test('a minimum with a warm target of zero and prefixes', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_IP_TARGET
  value: "0"
- name: MINIMUM_IP_TARGET
  value: "22"
#        ^^^^ warning minimum-ip-without-warm: The pool stops at 32 addresses and further pods get none, since this switches WARM_PREFIX_TARGET off. Set WARM_IP_TARGET to 1 or more.
- name: WARM_PREFIX_TARGET
  value: "1"
`),
  );
});

test('a minimum of zero', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "0"
`),
  );
});

test('a minimum with a warm target', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "20"
- name: WARM_IP_TARGET
  value: "5"
`),
  );
});

test('a minimum in IPv6 mode, which has no pool', () => {
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
- name: MINIMUM_IP_TARGET
  value: "20"
`,
      { init: '- { name: ENABLE_IPv6, value: "true" }' },
    ),
    ONLY,
  );
});

test('a minimum where others attach addresses', () => {
  check(
    whole(`
- name: DISABLE_NETWORK_RESOURCE_PROVISIONING
  value: "true"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
    ONLY,
  );
});

test('a minimum in a patch', () => {
  check(
    patch(`
- name: MINIMUM_IP_TARGET
  value: "20"
`),
  );
});

test('a warm target from elsewhere', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "20"
- name: WARM_IP_TARGET
  valueFrom:
    configMapKeyRef: { name: settings, key: x }
`),
  );
});

test('adding a warm target', () => {
  checkFix(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "20"
`),
    'Set WARM_IP_TARGET to "5"',
    whole(`
- name: MINIMUM_IP_TARGET
  value: "20"
- name: WARM_IP_TARGET
  value: "5"
`),
  );
});

test('a minimum below the pods of the type', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "5"
#        ^^^ warning minimum-ip-without-warm: On m5.large the pool stops at 5 addresses and 22 of 27 pods get none, since this switches WARM_ENI_TARGET off. Set WARM_IP_TARGET to 1 or more.
`),
    { instanceType: 'm5.large' },
  );
});

test('a minimum as large as the type: there are no further pods', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "27"
`),
    { instanceType: 'm5.large' },
  );
});

test('a minimum that only the ceiling makes enough: kubelet may be told more', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: MINIMUM_IP_TARGET
  value: "110"
#        ^^^^^ warning minimum-ip-without-warm: The pool stops at 112 addresses and further pods get none, since this switches WARM_PREFIX_TARGET off. Set WARM_IP_TARGET to 1 or more.
`),
    { instanceType: 'm5.large' },
  );
});

test('a minimum below the pods of a node group in sight', () => {
  check(
    nodes('m5.large') +
      whole(`
- name: MINIMUM_IP_TARGET
  value: "5"
#        ^^^ warning minimum-ip-without-warm: On m5.large the pool stops at 5 addresses and 22 of 27 pods get none, since this switches WARM_ENI_TARGET off. Set WARM_IP_TARGET to 1 or more.
`),
    ONLY,
  );
});

test('a node group whose kubelets are told fewer pods', () => {
  check(
    nodes('m5.large', '\n    maxPodsPerNode: 12') +
      whole(`
- name: MINIMUM_IP_TARGET
  value: "5"
#        ^^^ warning minimum-ip-without-warm: On m5.large the pool stops at 5 addresses and 5 of 10 pods get none, since this switches WARM_ENI_TARGET off. Set WARM_IP_TARGET to 1 or more.
`),
    ONLY,
  );
});

test('a node group whose number of pods is not known, and one of another system', () => {
  for (const more of ['\n    maxPodsPerNode: ${PODS}', '\n    amiFamily: WindowsServer2022CoreContainer'])
    check(
      nodes('m5.large', more) +
        whole(`
- name: MINIMUM_IP_TARGET
  value: "5"
#        ^^^ warning minimum-ip-without-warm: The pool stops at 5 addresses and further pods get none, since this switches WARM_ENI_TARGET off. Set WARM_IP_TARGET to 1 or more.
`),
      ONLY,
    );
});

test('targets for the pods that fit', () => {
  checkFix(
    whole(`
- name: MINIMUM_IP_TARGET
  value: '5'
`),
    'Set MINIMUM_IP_TARGET to "27" and WARM_IP_TARGET to "3" for about 27 pods per node',
    whole(`
- name: MINIMUM_IP_TARGET
  value: '27'
- name: WARM_IP_TARGET
  value: "3"
`),
    { instanceType: 'm5.large' },
  );
});

test('targets for the pods to expect', () => {
  checkFix(
    whole(`
- name: WARM_IP_TARGET
  value: "0"
- name: MINIMUM_IP_TARGET
  value: "5"
`),
    'Set MINIMUM_IP_TARGET to "12" and WARM_IP_TARGET to "2" for about 12 pods per node',
    whole(`
- name: WARM_IP_TARGET
  value: "2"
- name: MINIMUM_IP_TARGET
  value: "12"
`),
    { instanceType: 'm5.large', podsPerNode: 12 },
  );
});

test('as many as fit is no proposal on a large type: idle nodes would hold them all', () => {
  const text = whole(`
- name: MINIMUM_IP_TARGET
  value: "5"
`);
  const titles = codeActions(analyzed(text, { instanceType: 'm5.24xlarge' }), { start: 0, end: text.length });
  assert.deepEqual(
    titles.map(({ title }) => title),
    ['Set WARM_IP_TARGET to "5"'],
  );
});
