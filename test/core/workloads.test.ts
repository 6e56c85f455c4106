import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instanceType } from '../../server/src/core/domain/instances.js';
import {
  HOURS_PER_MONTH,
  reservedMemoryMib,
  usdPerPodMonth,
  workloadPods,
} from '../../server/src/core/domain/workloads.js';

test('pods for workloads: without aws-node, kube-proxy and the DaemonSets', () => {
  assert.equal(workloadPods(29, 2), 25);
  assert.equal(workloadPods(58, 2), 54);
  assert.equal(workloadPods(110, 0), 108);
  // A Windows node runs neither of the two.
  assert.equal(workloadPods(9, 2, 0), 7);
});

test('there are never fewer than none', () => {
  assert.equal(workloadPods(4, 2), 0);
  assert.equal(workloadPods(4, 99), 0);
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), (pods, daemons) => {
      const left = workloadPods(pods, daemons);
      assert.ok(left >= 0 && left <= pods && left >= workloadPods(pods, daemons + 1));
    }),
  );
});

test('USD per pod and month', () => {
  const usd = (name: string, pods: number) => {
    const type = instanceType(name) ?? assert.fail(name);
    return usdPerPodMonth(type, pods)?.toFixed(2);
  };
  assert.equal(HOURS_PER_MONTH, 730);
  assert.equal(usd('m5.large', 25), '2.80');
  assert.equal(usd('m5.xlarge', 54), '2.60');
  assert.equal(usd('m5.large', 0), undefined);
  assert.equal(usd('bmn-sf1.metal', 5), undefined);
});

test('memory that kubelet keeps back', () => {
  const worked = [
    [29, 574],
    [58, 893],
    [110, 1465],
    [234, 2829],
    [250, 3005],
    [737, 8362],
  ] as const;
  for (const [pods, mib] of worked) assert.equal(reservedMemoryMib(pods), mib);
  assert.equal(reservedMemoryMib(110) - reservedMemoryMib(29), 891);
});
