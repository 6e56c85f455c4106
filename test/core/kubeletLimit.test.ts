import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type InstanceType, instanceType, instanceTypes } from '../../server/src/core/domain/instances.js';
import { type Counter, kubeletLimit, lowestLimit } from '../../server/src/core/domain/kubeletLimit.js';
import { maxPods, type NetworkingMode } from '../../server/src/core/domain/maxPods.js';

const NAMED = (name: string): InstanceType => instanceType(name) ?? assert.fail(name);
const PLAIN: NetworkingMode = { prefixDelegation: false, customNetworking: false, podEni: false };
const PREFIX: NetworkingMode = { ...PLAIN, prefixDelegation: true };
const CUSTOM: NetworkingMode = { ...PLAIN, customNetworking: true };
const BOTH: NetworkingMode = { ...PREFIX, customNetworking: true };
const WINDOWS: NetworkingMode = { ...PLAIN, windows: true };
const COUNTERS: readonly Counter[] = ['eks', 'ami', 'karpenter', 'auto-mode', 'kops', 'kubelet'];

const pods = (name: string, counter: Counter, mode: NetworkingMode, reservedEnis?: number) =>
  kubeletLimit(NAMED(name), counter, mode, reservedEnis === undefined ? {} : { reservedEnis })?.pods;

test('EKS knows prefixes, custom networking and the ceiling', () => {
  assert.equal(pods('m5.large', 'eks', PLAIN), 29);
  assert.equal(pods('m5.large', 'eks', CUSTOM), 20);
  assert.equal(pods('m5.large', 'eks', PREFIX), 110);
  assert.equal(pods('m5.large', 'eks', BOTH), 110);
  assert.equal(pods('a1.medium', 'eks', BOTH), 50);
  assert.equal(pods('c5.4xlarge', 'eks', PLAIN), 110);
  assert.equal(pods('m5.24xlarge', 'eks', PLAIN), 250);
  // The script knows nothing of the trunk.
  assert.equal(pods('m5.large', 'eks', { ...PLAIN, podEni: true }), 29);
  // Nor of prefixes on Xen and bare metal.
  assert.equal(pods('m4.large', 'eks', PREFIX), 20);
  assert.equal(pods('m5.metal', 'eks', PREFIX), 250);
  assert.equal(pods('m5.large', 'eks', { ...PREFIX, ipv6: true }), 110);
});

test('what EKS makes of MAX_ENI is not known, unless nothing comes of it', () => {
  assert.equal(pods('m5.large', 'eks', { ...PLAIN, maxEni: 2 }), undefined);
  assert.equal(pods('m5.large', 'eks', { ...PLAIN, maxEni: 3 }), 29);
  assert.equal(pods('m5.large', 'eks', { ...PREFIX, maxEni: 2 }), 110);
});

test('images, Karpenter and kOps count secondary addresses, whatever the mode', () => {
  for (const mode of [PLAIN, PREFIX, CUSTOM, BOTH, { ...PLAIN, podEni: true, maxEni: 1, unmanagedEnis: 1 }]) {
    for (const counter of ['ami', 'karpenter', 'kops'] as const)
      assert.equal(pods('m5.large', counter, mode), 29, `${counter} ${JSON.stringify(mode)}`);
  }
  assert.equal(pods('c5.4xlarge', 'ami', PLAIN), 234);
  assert.equal(pods('m5.24xlarge', 'ami', PLAIN), 737);
  assert.equal(pods('c5.4xlarge', 'karpenter', PLAIN), 234);
  assert.equal(pods('c5.4xlarge', 'kops', PLAIN), 110);
  assert.equal(pods('p5.48xlarge', 'ami', PLAIN), 100);
});

test('Karpenter takes reserved ENIs off, and has no place at all where none is left', () => {
  assert.equal(pods('m5.large', 'karpenter', CUSTOM, 1), 20);
  assert.equal(pods('t3.nano', 'karpenter', PLAIN, 1), 3);
  assert.equal(pods('t3.nano', 'karpenter', PLAIN, 2), 0);
  assert.equal(pods('t3.nano', 'karpenter', PLAIN, 5), 0);
});

test('EKS Auto Mode: 110 where the type has addresses for them, else not known', () => {
  assert.equal(pods('c5.4xlarge', 'auto-mode', PLAIN), 110);
  assert.equal(pods('m5.24xlarge', 'auto-mode', PLAIN), 110);
  assert.equal(pods('m5.large', 'auto-mode', PLAIN), undefined);
});

test('kubelet by itself, and on Windows: 110', () => {
  assert.equal(pods('m5.24xlarge', 'kubelet', PREFIX), 110);
  for (const counter of COUNTERS) assert.equal(pods('t3.nano', counter, WINDOWS), 110, counter);
});

test('a figure that is not known', () => {
  const nothing: InstanceType = { name: 'x.large' };
  for (const counter of COUNTERS) {
    const limit = kubeletLimit(nothing, counter, PLAIN);
    assert.equal(limit?.pods, counter === 'kubelet' ? 110 : undefined, counter);
  }
  assert.equal(kubeletLimit({ name: 'x.large', enis: 3, ipv4PerEni: 10 }, 'eks', PREFIX), undefined);
  assert.equal(kubeletLimit({ name: 'x.large', enis: 9, ipv4PerEni: 50 }, 'eks', PLAIN), undefined);
});

test('formula and reason', () => {
  const texts = (counter: Counter, mode: NetworkingMode, reservedEnis = 0) => {
    const { formula, reason } =
      kubeletLimit(NAMED('c5.4xlarge'), counter, mode, { reservedEnis }) ?? assert.fail();
    return [formula, reason];
  };
  assert.deepEqual(texts('eks', CUSTOM), [
    '(8 − 1) × (30 − 1) + 2 = 205, at most 110',
    'EKS counts for the nodes of its managed groups: 8 ENIs − 1 for custom networking, 29 addresses per ENI, at most 110 up to 30 vCPUs.',
  ]);
  assert.deepEqual(texts('ami', CUSTOM), [
    '8 × (30 − 1) + 2 = 234',
    'The image counts secondary addresses, whatever the plugin does, and knows no ceiling.',
  ]);
  assert.deepEqual(texts('karpenter', CUSTOM, 1), [
    '(8 − 1) × (30 − 1) + 2 = 205',
    'Karpenter counts secondary addresses less 1 reserved ENI (RESERVED_ENIS), whatever the plugin does, and knows no ceiling.',
  ]);
  assert.deepEqual(texts('karpenter', PLAIN, 8), [
    '8 − 8 leaves no ENI, so 0',
    'Karpenter reserves 8 ENIs (RESERVED_ENIS), and the type has 8.',
  ]);
  assert.equal(texts('kops', PLAIN)[0], '8 × (30 − 1) + 2 = 234, at most 110');
  for (const counter of COUNTERS) {
    const [formula = '', reason = ''] = texts(counter, PLAIN);
    assert.match(reason, /^[A-Zk].*\.$/);
    assert.ok(formula.includes(String(kubeletLimit(NAMED('c5.4xlarge'), counter, PLAIN)?.pods)), counter);
  }
});

test('the lowest type decides for a managed group', () => {
  const limit = lowestLimit([NAMED('m5.xlarge'), NAMED('m5.large'), NAMED('m5a.large')], 'eks', PLAIN);
  assert.deepEqual([limit?.pods, limit?.type], [29, 'm5.large']);
  assert.match(limit?.reason ?? '', /^m5\.large has the fewest pods of the group\. EKS counts/);
  assert.match(lowestLimit([NAMED('m5.large')], 'eks', PLAIN)?.reason ?? '', /^EKS counts/);
  assert.equal(lowestLimit([], 'eks', PLAIN), undefined);
  assert.equal(lowestLimit([NAMED('m5.large'), { name: 'x.large' }], 'eks', PLAIN), undefined);
});

test('for every type the image gives its secondary addresses, and EKS what the script recommends', () => {
  for (const type of instanceTypes()) {
    assert.equal(
      kubeletLimit(type, 'ami', BOTH)?.pods,
      maxPods(type, PLAIN, { ceiling: false })?.raw,
      type.name,
    );
    // Bare metal of which the vCPUs are not known has no ceiling that would make up for prefixes.
    if (type.vcpus === undefined) continue;
    for (const mode of [PLAIN, PREFIX, CUSTOM, BOTH])
      assert.equal(
        kubeletLimit(type, 'eks', mode)?.pods,
        maxPods(type, mode, { ceiling: true })?.maxPods,
        `${type.name} ${JSON.stringify(mode)}`,
      );
  }
});
