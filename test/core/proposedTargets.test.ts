import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  capacityOf,
  isFrugalWhenIdle,
  MANIFEST_TARGETS,
  proposedTargets,
  unsteadyAt,
  wasteOf,
} from '../../server/src/core/domain/proposedTargets.js';
import { type PoolNode, type PoolTargets, settled } from '../../server/src/core/domain/warmPool.js';

const M5_LARGE: PoolNode = {
  prefixes: false,
  slots: 3,
  perEni: 9,
  maxPods: 29,
  idleEnis: 0,
  primaryServes: true,
};
const M5_24XLARGE: PoolNode = { ...M5_LARGE, slots: 15, perEni: 49, maxPods: 250 };
const PREFIXES: PoolNode = { ...M5_LARGE, prefixes: true, maxPods: 110 };
const targets = (given: Partial<PoolTargets>): PoolTargets => ({
  warmEni: 1,
  warmIp: 0,
  minimumIp: 0,
  warmPrefix: 0,
  ...given,
});

const anyNode: fc.Arbitrary<PoolNode> = fc.record({
  prefixes: fc.boolean(),
  slots: fc.integer({ min: 0, max: 8 }),
  perEni: fc.integer({ min: 1, max: 49 }),
  maxPods: fc.integer({ min: 2, max: 120 }),
  idleEnis: fc.integer({ min: 0, max: 2 }),
  primaryServes: fc.boolean(),
});
const anyTargets: fc.Arbitrary<PoolTargets> = fc.record({
  warmEni: fc.integer({ min: 0, max: 5 }),
  warmIp: fc.integer({ min: 0, max: 60 }),
  minimumIp: fc.integer({ min: 0, max: 60 }),
  warmPrefix: fc.integer({ min: 0, max: 5 }),
});

test('with the proposed targets no pod waits, nothing is freed and attached in turn, and no more is held', () => {
  fc.assert(
    fc.property(anyNode, anyTargets, fc.integer({ min: 1, max: 120 }), (node, present, pods) => {
      const proposed = proposedTargets(node, present, pods);
      if (!proposed) return;
      const expected = Math.min(pods, capacityOf(node));
      const [now, then] = [settled(node, present, expected), settled(node, proposed, expected)];
      assert.ok(now && then);
      assert.equal(then.waiting, 0);
      assert.ok(then.steady);
      assert.ok(now.waiting > 0 || then.addresses <= now.addresses, `${then.addresses} > ${now.addresses}`);
      assert.notDeepEqual(proposed, present);
      assert.ok(proposed.warmIp >= 1 && proposed.warmIp <= proposed.minimumIp);
    }),
    { numRuns: 2000 },
  );
});

test('wherever pods wait though the node has room, there is a proposal', () => {
  let starved = 0;
  fc.assert(
    fc.property(anyNode, anyTargets, fc.integer({ min: 1, max: 120 }), (node, present, pods) => {
      const expected = Math.min(pods, capacityOf(node), node.maxPods);
      if (expected < 1 || !settled(node, present, expected)?.waiting) return;
      starved++;
      assert.ok(proposedTargets(node, present, expected));
    }),
    { numRuns: 2000 },
  );
  assert.ok(starved > 0);
});

test('upstream’s targets are never wasteful', () => {
  fc.assert(
    fc.property(
      anyNode,
      fc.integer({ min: 0, max: 120 }),
      fc.option(fc.integer({ min: 0, max: 120 })),
      (node, most, expected) => {
        assert.equal(wasteOf(node, MANIFEST_TARGETS, most, expected ?? undefined), undefined);
      },
    ),
  );
});

test('one in ten of the pods is kept warm, ten at most', () => {
  const proposed = (pods: number) => {
    const { minimumIp, warmIp } = proposedTargets(M5_24XLARGE, targets({ warmEni: 3 }), pods) ?? {};
    return [minimumIp, warmIp];
  };
  assert.deepEqual(proposed(5), [5, 1]);
  assert.deepEqual(proposed(24), [24, 3]);
  assert.deepEqual(proposed(200), [200, 10]);
});

test('fewer are kept warm where more would hold more than now', () => {
  // Two ENIs carry 18, and 17 pods with two warm addresses need 19.
  const { minimumIp, warmIp } = proposedTargets(M5_LARGE, targets({ warmEni: 0 }), 17) ?? {};
  assert.deepEqual([minimumIp, warmIp], [17, 1]);
});

test('nothing is proposed where no pod can have an address, or where the targets are right', () => {
  assert.equal(proposedTargets({ ...M5_LARGE, slots: 0 }, targets({}), 10), undefined);
  assert.equal(proposedTargets(M5_LARGE, targets({ minimumIp: 20, warmIp: 2 }), 20), undefined);
});

test('frugal when idle: at most 31 addresses more than with upstream’s targets, or no more than now', () => {
  const minimum = (minimumIp: number) => targets({ minimumIp, warmIp: 1 });
  assert.equal(isFrugalWhenIdle(M5_24XLARGE, minimum(80), targets({})), true);
  assert.equal(isFrugalWhenIdle(M5_24XLARGE, minimum(81), targets({})), false);
  assert.equal(isFrugalWhenIdle(M5_24XLARGE, minimum(98), targets({ warmEni: 2 })), true);
});

test('waste counts from 32 addresses more than with upstream’s targets', () => {
  assert.equal(wasteOf(M5_LARGE, targets({ warmEni: 3 }), 27, undefined), undefined);
  assert.deepEqual(wasteOf(M5_24XLARGE, targets({ warmEni: 3 }), 248, undefined), {
    pods: 0,
    held: 147,
    usual: 49,
  });
  assert.equal(wasteOf(PREFIXES, targets({ warmPrefix: 2 }), 108, undefined), undefined);
  assert.deepEqual(wasteOf(PREFIXES, targets({ warmPrefix: 3 }), 108, undefined), {
    pods: 0,
    held: 48,
    usual: 16,
  });
});

test('a minimum is what pods need, until somebody says how many there are', () => {
  const floor = targets({ minimumIp: 200, warmIp: 5 });
  assert.equal(wasteOf(M5_24XLARGE, floor, 248, undefined), undefined);
  assert.deepEqual(wasteOf(M5_24XLARGE, floor, 248, 20), { pods: 20, held: 200, usual: 98 });
});

test('without a warm target ENIs and prefixes come and go where pods fill them', () => {
  const first = { first: 4 };
  assert.deepEqual(unsteadyAt(M5_LARGE, targets({ warmEni: 0 }), 27, first), [9, 18]);
  const custom = { ...M5_LARGE, slots: 2, idleEnis: 1, primaryServes: false };
  assert.deepEqual(unsteadyAt(custom, targets({ warmEni: 0 }), 18, first), [0, 9]);
  assert.deepEqual(unsteadyAt(PREFIXES, targets({}), 108, first), [0, 16, 32, 48]);
  assert.deepEqual(unsteadyAt(M5_LARGE, targets({}), 27, first), []);
});

test('pods that do not fill them never make them come and go', () => {
  fc.assert(
    fc.property(anyNode, anyTargets, fc.integer({ min: 0, max: 120 }), (node, present, pods) => {
      fc.pre(pods % (node.prefixes ? 16 : node.perEni) !== 0);
      assert.notEqual(settled(node, present, pods)?.steady, false);
    }),
  );
});
