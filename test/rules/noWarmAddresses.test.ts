import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const ONLY = only('no-warm-addresses');

test('a warm ENI target of zero', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "0"
#        ^^^ warning no-warm-addresses: No address is kept free: an ENI is attached only when none is left, and pods wait for it. Set this to "1", or set WARM_IP_TARGET and MINIMUM_IP_TARGET.
`),
  );
});

test('both warm targets at zero', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "0"
#        ^^^ warning no-warm-addresses: No address is kept free: an ENI is attached only when none is left, and pods wait for it. Set this to "1", or set WARM_IP_TARGET and MINIMUM_IP_TARGET.
- name: WARM_IP_TARGET
  value: "0"
`),
  );
});

test('a warm ENI target of zero with custom networking', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: WARM_ENI_TARGET
  value: "0"
#        ^^^ warning no-warm-addresses: With custom networking even an idle node attaches an ENI and frees it again, for ever. Set this to "1", or set WARM_IP_TARGET and MINIMUM_IP_TARGET.
`),
  );
});

test('IP targets in its place', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "0"
- name: WARM_IP_TARGET
  value: "5"
- name: MINIMUM_IP_TARGET
  value: "20"
`),
    ONLY,
  );
});

test('prefix delegation', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
- name: WARM_ENI_TARGET
  value: "0"
`),
    ONLY,
  );
});

test('a text that means the default', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "none"
`),
    ONLY,
  );
});

test('a patch', () => {
  check(
    patch(`
- name: WARM_ENI_TARGET
  value: "0"
`),
  );
});

test('setting it to one', () => {
  checkFix(
    whole(`
- name: WARM_ENI_TARGET
  value: "0"
`),
    'Set WARM_ENI_TARGET to "1"',
    whole(`
- name: WARM_ENI_TARGET
  value: "1"
`),
  );
});

test('how often that happens on the type', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "0"
#        ^^^ warning no-warm-addresses: No address is kept free: an ENI is attached only when none is left, and pods wait for it. It is attached and freed in turn on m5.large at 9 and 18 pods. Set this to "1", or set WARM_IP_TARGET and MINIMUM_IP_TARGET.
`),
    { instanceType: 'm5.large' },
  );
});

test('with custom networking, from no pod on', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
- name: WARM_ENI_TARGET
  value: "0"
#        ^^^ warning no-warm-addresses: With custom networking even an idle node attaches an ENI and frees it again, for ever. It is attached and freed in turn on m5.large at 0 and 9 pods. Set this to "1", or set WARM_IP_TARGET and MINIMUM_IP_TARGET.
`),
    { instanceType: 'm5.large' },
  );
});

test('targets for the pods to expect', () => {
  checkFix(
    whole(`
- name: WARM_ENI_TARGET
  value: "0"
`),
    'Set MINIMUM_IP_TARGET to "17" and WARM_IP_TARGET to "1" for about 17 pods per node',
    whole(`
- name: WARM_ENI_TARGET
  value: "0"
- name: MINIMUM_IP_TARGET
  value: "17"
- name: WARM_IP_TARGET
  value: "1"
`),
    { instanceType: 'm5.large', podsPerNode: 17 },
  );
});
