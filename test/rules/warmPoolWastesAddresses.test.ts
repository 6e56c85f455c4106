import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { only, patch, whole } from '../support/manifest.js';

const LARGE = { instanceType: 'm5.24xlarge' };

test('three warm ENIs on a large type', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "3"
#        ^^^ information warm-pool-wastes-addresses: On m5.24xlarge an idle node holds 147 addresses, against 49 with "1". They are missing in the subnet: lower this, or set MINIMUM_IP_TARGET to the pods a node usually runs and WARM_IP_TARGET to a few.
`),
    LARGE,
  );
});

test('three warm ENIs on a small type', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "3"
`),
    { instanceType: 'm5.large' },
  );
});

test('three warm ENIs, and no type in sight', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "3"
`),
  );
});

test('the targets of upstream’s manifest', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "1"
- name: WARM_PREFIX_TARGET
  value: "1"
`),
    LARGE,
  );
});

test('three warm prefixes', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "3"
#        ^^^ information warm-pool-wastes-addresses: On m5.large an idle node holds 48 addresses, against 16 with "1". They are missing in the subnet: lower this, or set MINIMUM_IP_TARGET to the pods a node usually runs and WARM_IP_TARGET to a few.
`),
    { instanceType: 'm5.large' },
  );
});

test('two warm prefixes', () => {
  check(
    whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "2"
`),
    { instanceType: 'm5.large' },
  );
});

test('a minimum far above the pods to expect', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "200"
#        ^^^^^ information warm-pool-wastes-addresses: On m5.24xlarge a node with 20 pods holds 200 addresses, against 98 by default. They are missing in the subnet: keep MINIMUM_IP_TARGET at the pods a node usually runs, and WARM_IP_TARGET small.
- name: WARM_IP_TARGET
  value: "5"
`),
    { ...LARGE, podsPerNode: 20 },
  );
});

test('a large minimum, and nobody has said how many pods to expect', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "200"
- name: WARM_IP_TARGET
  value: "5"
`),
    LARGE,
  );
});

test('a large warm target beside as large a minimum', () => {
  check(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "150"
- name: WARM_IP_TARGET
  value: "150"
#        ^^^^^ information warm-pool-wastes-addresses: On m5.24xlarge a node with 367 pods holds 517 addresses, against 441 by default. They are missing in the subnet: keep MINIMUM_IP_TARGET at the pods a node usually runs, and WARM_IP_TARGET small.
`),
    { ...LARGE, maxPodsCeiling: false },
  );
});

test('a warm ENI target that another rule speaks of: MAX_ENI keeps it out of reach', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  value: "4"
- name: MAX_ENI
  value: "4"
`),
    { ...LARGE, ...only('warm-pool-wastes-addresses') },
  );
});

test('a warm IP target that another rule speaks of: it is above the minimum', () => {
  check(
    whole(`
- name: WARM_IP_TARGET
  value: "400"
- name: MINIMUM_IP_TARGET
  value: "5"
`),
    { ...LARGE, ...only('warm-pool-wastes-addresses') },
  );
});

test('a patch', () => {
  check(
    patch(`
- name: WARM_ENI_TARGET
  value: "3"
`),
    LARGE,
  );
});

test('a target from elsewhere', () => {
  check(
    whole(`
- name: WARM_ENI_TARGET
  valueFrom:
    configMapKeyRef: { name: settings, key: x }
`),
    LARGE,
  );
});

test('where others attach addresses', () => {
  check(
    whole(`
- name: DISABLE_NETWORK_RESOURCE_PROVISIONING
  value: "true"
- name: WARM_ENI_TARGET
  value: "3"
`),
    { ...LARGE, ...only('warm-pool-wastes-addresses') },
  );
});

test('back to what upstream’s manifest has', () => {
  checkFix(
    whole(`
- name: WARM_ENI_TARGET
  value: "3"
`),
    'Set WARM_ENI_TARGET to "1"',
    whole(`
- name: WARM_ENI_TARGET
  value: "1"
`),
    LARGE,
  );
});

test('targets for the pods to expect, in one go', () => {
  checkFix(
    whole(`
- name: WARM_ENI_TARGET
  value: "3"
`),
    'Set MINIMUM_IP_TARGET to "20" and WARM_IP_TARGET to "2" for about 20 pods per node',
    whole(`
- name: WARM_ENI_TARGET
  value: "3"
- name: MINIMUM_IP_TARGET
  value: "20"
- name: WARM_IP_TARGET
  value: "2"
`),
    { ...LARGE, podsPerNode: 20 },
  );
});

test('a smaller warm target, where the minimum says what to expect', () => {
  checkFix(
    whole(`
- name: MINIMUM_IP_TARGET
  value: "150"
- name: WARM_IP_TARGET
  value: "150"
`),
    'Set WARM_IP_TARGET to "10" for about 150 pods per node',
    whole(`
- name: MINIMUM_IP_TARGET
  value: "150"
- name: WARM_IP_TARGET
  value: "10"
`),
    { ...LARGE, maxPodsCeiling: false },
  );
});
