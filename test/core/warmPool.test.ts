import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type InstanceType, instanceType, instanceTypes } from '../../server/src/core/domain/instances.js';
import { maxPods, type NetworkingMode } from '../../server/src/core/domain/maxPods.js';
import { type Pool, type PoolTargets, step } from '../../server/src/core/domain/poolSteps.js';
import {
  filled,
  type PoolNode,
  poolNode,
  settled,
  settledAfter,
  settledUpTo,
} from '../../server/src/core/domain/warmPool.js';

const NAMED = (name: string): InstanceType => instanceType(name) ?? assert.fail(name);
const PLAIN: NetworkingMode = { prefixDelegation: false, customNetworking: false, podEni: false };
const NO_TARGETS: PoolTargets = { warmEni: 0, warmIp: 0, minimumIp: 0, warmPrefix: 0 };

const nodeOf = (name: string, mode: Partial<NetworkingMode> = {}, maxPods = Infinity): PoolNode =>
  poolNode(NAMED(name), { ...PLAIN, ...mode }, maxPods) ?? assert.fail(name);
const heldBy = (node: PoolNode, targets: Partial<PoolTargets>, pods: number) =>
  settled(node, { ...NO_TARGETS, ...targets }, pods) ?? assert.fail();

test('slots and ENIs that serve no pods', () => {
  const shape = (name: string, mode: Partial<NetworkingMode>) => {
    const { slots, idleEnis, primaryServes, prefixes, perEni } = nodeOf(name, mode);
    return [slots, idleEnis, primaryServes, prefixes, perEni];
  };
  assert.deepEqual(shape('m5.large', {}), [3, 0, true, false, 9]);
  assert.deepEqual(shape('m5.large', { customNetworking: true }), [2, 1, false, false, 9]);
  assert.deepEqual(shape('m5.large', { podEni: true, prefixDelegation: true }), [2, 1, true, true, 9]);
  assert.deepEqual(shape('m5.large', { podEni: true, customNetworking: true }), [1, 2, false, false, 9]);
  assert.deepEqual(shape('t3.small', { podEni: true }), [3, 0, true, false, 3]);
  assert.deepEqual(shape('m5.large', { maxEni: 1, podEni: true }), [1, 0, true, false, 9]);
  assert.deepEqual(shape('m5.large', { maxEni: 1, customNetworking: true }), [0, 1, false, false, 9]);
  assert.deepEqual(shape('m5.large', { maxEni: 0, unmanagedEnis: 2 }), [1, 0, true, false, 9]);
  assert.deepEqual(shape('m4.large', { prefixDelegation: true }), [2, 0, true, false, 9]);
  const unknownTrunk: InstanceType = { name: 'x.large', enis: 3, ipv4PerEni: 10 };
  assert.equal(poolNode(unknownTrunk, { ...PLAIN, podEni: true }, 29)?.slots, 2);
  assert.equal(poolNode(unknownTrunk, { ...PLAIN, podEni: true }, 29)?.idleEnis, 0);
});

test('what is not known is not guessed, and IPv6 and Windows have no pool', () => {
  const node = (type: InstanceType, mode: Partial<NetworkingMode>) =>
    poolNode(type, { ...PLAIN, ...mode }, 29);
  assert.equal(node({ name: 'x.large', enis: 3 }, {}), undefined);
  assert.equal(node({ name: 'x.large', ipv4PerEni: 3 }, {}), undefined);
  assert.equal(node({ name: 'x.large', enis: 3, ipv4PerEni: 10 }, { prefixDelegation: true }), undefined);
  assert.equal(node(NAMED('m5.large'), { ipv6: true, prefixDelegation: true }), undefined);
  assert.equal(node(NAMED('m5.large'), { windows: true }), undefined);
  assert.equal(node({ name: 'x.large', enis: 1e9, ipv4PerEni: 10 }, {}), undefined);
});

test('a number that counts no pods has no answer', () => {
  for (const pods of [-1, 2.5, Number.NaN, Infinity])
    assert.equal(settled(nodeOf('m5.large'), NO_TARGETS, pods), undefined);
});

test('the reason names the target that decides and what stops the growth', () => {
  const m5 = nodeOf('m5.large');
  const prefixes = nodeOf('m5.large', { prefixDelegation: true }, 110);
  const why = (node: PoolNode, targets: Partial<PoolTargets>, pods: number) =>
    heldBy(node, targets, pods).why;
  assert.equal(
    why(m5, { warmEni: 1 }, 5),
    'WARM_ENI_TARGET 1: 9 addresses are to be kept free, as many as one ENI takes.',
  );
  assert.match(why(m5, { warmEni: 1 }, 20), /\. All 3 ENIs for pods carry what they can\.$/);
  assert.match(
    why(m5, { warmEni: 0 }, 9),
    /^WARM_ENI_TARGET 0: .* the ENI is freed and attached again in turn\.$/,
  );
  assert.equal(why(m5, { warmIp: 1 }, 5), 'WARM_IP_TARGET 1: 1 address is to be kept free.');
  assert.match(why(m5, { warmIp: 2, minimumIp: 10 }, 5), /^MINIMUM_IP_TARGET 10: 10 addresses at least/);
  assert.match(
    why(m5, { warmIp: 5, minimumIp: 10 }, 5),
    /^WARM_IP_TARGET 5: 5 addresses are to be kept free\.$/,
  );
  assert.equal(
    why(m5, { minimumIp: 10 }, 11),
    'MINIMUM_IP_TARGET 10 without WARM_IP_TARGET: the pool never grows past 10 addresses.',
  );
  assert.match(why(prefixes, { minimumIp: 20 }, 33), /never grows past 32 addresses\.$/);
  assert.match(why(prefixes, { warmIp: 5 }, 33), /are to be kept free, in whole prefixes\.$/);
  assert.match(
    why(prefixes, { warmPrefix: 1 }, 100),
    /^WARM_PREFIX_TARGET 1: 16 addresses .* Max pods is 110: the pool does not grow/,
  );
  assert.match(
    why(nodeOf('m5.large', { customNetworking: true, maxEni: 1 }), { warmEni: 1 }, 3),
    /No ENI is left for pods\.$/,
  );
});

test('the pool stops growing at max pods, which the last step may pass', () => {
  const addresses = (mode: Partial<NetworkingMode>, maxPods: number, targets: Partial<PoolTargets>) =>
    heldBy(nodeOf('m5.large', mode, maxPods), targets, 0).addresses;
  assert.equal(addresses({}, 9, { warmEni: 2 }), 9);
  assert.equal(addresses({}, 10, { warmEni: 2 }), 18);
  assert.equal(addresses({}, 8, { warmIp: 27 }), 9);
  assert.equal(addresses({ prefixDelegation: true }, 8, { warmPrefix: 5 }), 80);
  assert.equal(addresses({ prefixDelegation: true }, 8, { warmPrefix: 12 }), 144);
});

test('after pods have gone', () => {
  const after = (
    node: PoolNode,
    targets: Partial<PoolTargets>,
    from: number,
    to: number,
    left: 'packed' | 'spread',
  ) => {
    const held = settledAfter(node, { ...NO_TARGETS, ...targets }, from, to, left) ?? assert.fail();
    return [held.enis, held.addresses, held.assigned];
  };
  const m5 = nodeOf('m5.4xlarge');
  const prefixes = nodeOf('m5.4xlarge', { prefixDelegation: true });
  // 29 addresses on each of 8 ENIs.
  assert.deepEqual(after(m5, { warmEni: 1 }, 100, 10, 'packed'), [2, 58, 10]);
  // 100 pods were on four ENIs; the fifth was the warm one, and it is the only one without a pod.
  assert.deepEqual(after(m5, { warmEni: 1 }, 100, 10, 'spread'), [4, 116, 10]);
  // Single addresses are freed down to the target, but the ENIs stay with their pods.
  assert.deepEqual(after(m5, { warmIp: 5 }, 100, 10, 'packed'), [1, 15, 10]);
  assert.deepEqual(after(m5, { warmIp: 5 }, 100, 10, 'spread'), [4, 15, 10]);
  // 100 pods were on seven prefixes, 10 of them stay on seven again, and one prefix is warm.
  assert.deepEqual(after(prefixes, { warmPrefix: 1 }, 100, 10, 'packed'), [1, 32, 10]);
  assert.deepEqual(after(prefixes, { warmPrefix: 1 }, 100, 10, 'spread'), [1, 128, 10]);
  // An ENI left without a prefix stays: the targets are rounded up to whole prefixes before the others are asked.
  assert.deepEqual(after(prefixes, { warmIp: 1 }, 470, 10, 'packed'), [2, 16, 10]);
  assert.deepEqual(after(prefixes, { warmIp: 1 }, 470, 0, 'packed'), [1, 16, 0]);
  assert.deepEqual(after(prefixes, { warmPrefix: 0, warmIp: 0 }, 470, 10, 'packed'), [1, 16, 10]);
});

const anyType = fc.constantFrom(
  ...instanceTypes().filter(({ enis, ipv4PerEni, hypervisor }) => enis && ipv4PerEni && hypervisor),
);
const anyMode = fc.record({
  prefixDelegation: fc.boolean(),
  customNetworking: fc.boolean(),
  podEni: fc.boolean(),
  maxEni: fc.integer({ min: -1, max: 16 }),
  unmanagedEnis: fc.integer({ min: 0, max: 2 }),
});
/** Mostly small, as people write them; sometimes beyond all measure. */
const few = (most: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 5, arbitrary: fc.nat(most) },
    { weight: 1, arbitrary: fc.constantFrom(1e6, 2 ** 53, 2 ** 63) },
  );
const anyTargets = fc.record({ warmEni: few(4), warmIp: few(40), minimumIp: few(60), warmPrefix: few(5) });
const anyMaxPods = fc.oneof(
  fc.constantFrom(8, 29, 58, 110, 250, 737, Infinity),
  fc.integer({ min: 2, max: 300 }),
);
const anyNode = fc.tuple(anyType, anyMode, anyMaxPods).map(([type, mode, maxPods]) => ({
  type,
  mode,
  node: poolNode(type, mode, maxPods) ?? assert.fail(type.name),
}));

test('a node has as many ENIs for the pool as for the count of pods', () => {
  fc.assert(
    fc.property(anyNode, ({ type, mode, node }) => {
      const density = maxPods(type, mode, { ceiling: false });
      if (!density) return;
      assert.equal(node.slots, density.enis);
      assert.equal(node.slots * node.perEni * (node.prefixes ? 16 : 1) + 2, density.raw);
    }),
  );
});

test('the pool stays within the node, covers its pods, and rests or is known not to', () => {
  fc.assert(
    fc.property(anyNode, anyTargets, fc.nat(300), ({ type, mode, node }, targets, pods) => {
      const held = settled(node, targets, pods) ?? assert.fail();
      const { pool } = filled(node, targets, pods);
      const limit = mode.maxEni >= 1 ? Math.min(mode.maxEni, type.enis ?? 0) : (type.enis ?? 0);
      assert.ok(held.enis <= Math.max(limit, 1 + node.idleEnis), 'ENIs');
      assert.ok(held.podEnis <= node.slots, 'slots');
      for (const eni of pool) {
        assert.ok(eni.units <= node.perEni && eni.pods <= eni.units * (node.prefixes ? 16 : 1));
        assert.ok(eni.busy <= eni.units);
      }
      assert.equal(held.assigned + held.free, held.addresses);
      assert.equal(held.assigned + held.waiting, pods);
      assert.ok(held.free >= 0 && held.waiting >= 0);
      // Pods wait only where no address is left, and the pool does not grow.
      if (held.waiting > 0) {
        assert.equal(held.free, 0);
        const full = held.addresses === node.slots * node.perEni * (node.prefixes ? 16 : 1);
        assert.ok(full || held.addresses >= node.maxPods || targets.warmIp === 0);
      }
      assert.equal(step(node, targets, pool) === undefined, held.steady);
    }),
    { numRuns: 500 },
  );
});

test('all numbers of pods in one go come to the same as each for itself', () => {
  fc.assert(
    fc.property(anyNode, anyTargets, fc.nat(80), ({ node }, targets, most) => {
      const each = Array.from({ length: most + 1 }, (_, pods) => settled(node, targets, pods));
      assert.deepEqual(settledUpTo(node, targets, most), each);
    }),
  );
});

/** Every pod for itself, and packed anew; undefined: no rest. */
function oneByOne(node: PoolNode, targets: PoolTargets, pods: number): Pool | undefined {
  const size = node.prefixes ? 16 : 1;
  const pack = (pool: Pool, come: number): Pool => {
    let left = come;
    return pool.map(({ units, stays }) => {
      const here = Math.min(left, units * size);
      left -= here;
      return { units, stays, pods: here, busy: Math.ceil(here / size) };
    });
  };
  let pool: Pool = node.primaryServes ? [{ units: 0, busy: 0, pods: 0, stays: true }] : [];
  for (let come = 0; come <= pods; come++) {
    pool = pack(pool, come);
    let next = step(node, targets, pool);
    for (let steps = 0; next; steps++) {
      if (steps > 100) return undefined;
      pool = pack(next, come);
      next = step(node, targets, pool);
    }
  }
  return pool;
}

test('pods that come in one go come one after the other', () => {
  fc.assert(
    fc.property(anyNode, anyTargets, fc.nat(120), ({ node }, targets, pods) => {
      const pool = oneByOne(node, targets, pods);
      if (pool) assert.deepEqual(filled(node, targets, pods), { pool, steady: true });
    }),
    { numRuns: 300 },
  );
});

/** ENIs with pod addresses, and units on them, where pods sit densely; undefined: no rest. */
function closedForm(node: PoolNode, targets: PoolTargets, pods: number): [number, number] | undefined {
  const { perEni, slots, maxPods, prefixes, primaryServes } = node;
  const { warmEni, warmIp, minimumIp, warmPrefix } = targets;
  const all = slots * perEni;
  const least = Number(primaryServes);
  if (prefixes) {
    const wanted =
      warmIp > 0 || minimumIp > 0
        ? Math.max(Math.ceil((pods + warmIp) / 16), Math.ceil(minimumIp / 16))
        : warmPrefix + Math.ceil(pods / 16);
    const units = Math.min(wanted, all, Math.ceil(maxPods / 16));
    return [Math.max(least, Math.ceil(units / perEni)), units];
  }
  if (warmIp > 0 || minimumIp > 0) {
    const units = Math.min(Math.max(pods + warmIp, minimumIp), all);
    return [Math.max(least, Math.ceil(units / perEni)), units];
  }
  const wanted = warmEni > 0 ? warmEni + Math.ceil(pods / perEni) : Math.floor(pods / perEni) + 1;
  const enis = Math.min(wanted, slots, Math.ceil(maxPods / perEni));
  return [enis, enis * perEni];
}

test('the steps come to what the sums say', () => {
  let compared = 0;
  fc.assert(
    fc.property(anyNode, anyTargets, fc.nat(260), ({ node }, targets, pods) => {
      const held = settled(node, targets, pods) ?? assert.fail();
      const ipTargets = targets.warmIp > 0 || targets.minimumIp > 0;
      const stuck = ipTargets && targets.warmIp === 0;
      // With a minimum alone pods wait. A step of more than one unit may pass max pods.
      const passes = (ipTargets || node.prefixes) && held.addresses >= node.maxPods;
      if (!held.steady || stuck || passes || node.perEni === 0) return;
      compared++;
      const [enis, units] = closedForm(node, targets, pods) ?? assert.fail();
      assert.deepEqual([held.podEnis, held.prefixes ?? held.addresses], [enis, units]);
    }),
    { numRuns: 1000 },
  );
  assert.ok(compared > 100, `${compared} compared`);
});

test('pods that go leave the pool as if they had never come, where addresses are single and pods sit densely', () => {
  const targets = fc.record({
    warmEni: fc.integer({ min: 1, max: 3 }),
    warmIp: few(40),
    minimumIp: few(60),
    warmPrefix: fc.constant(0),
  });
  fc.assert(
    fc.property(anyType, anyMode, targets, fc.nat(150), fc.nat(150), (type, mode, wanted, a, b) => {
      const node = poolNode(type, { ...mode, prefixDelegation: false }, Infinity) ?? assert.fail(type.name);
      const [from, to] = [Math.max(a, b), Math.min(a, b)];
      assert.deepEqual(settledAfter(node, wanted, from, to, 'packed'), settled(node, wanted, to));
    }),
    { numRuns: 300 },
  );
});

test('pods spread out keep at least as many addresses as pods packed', () => {
  fc.assert(
    fc.property(anyNode, anyTargets, fc.nat(150), fc.nat(150), ({ node }, targets, a, b) => {
      const [from, to] = [Math.max(a, b), Math.min(a, b)];
      const packed = settledAfter(node, targets, from, to, 'packed') ?? assert.fail();
      const spread = settledAfter(node, targets, from, to, 'spread') ?? assert.fail();
      assert.equal(spread.assigned, packed.assigned);
      if (!packed.steady) return;
      assert.ok(spread.addresses >= packed.addresses);
      // With prefixes, more of them may be what lets an empty ENI go.
      assert.ok(node.prefixes || spread.podEnis >= packed.podEnis);
    }),
    { numRuns: 500 },
  );
});
