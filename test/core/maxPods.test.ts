import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type InstanceType, instanceType, instanceTypes } from '../../server/src/core/domain/instances.js';
import { densityTable, maxPods, type NetworkingMode } from '../../server/src/core/domain/maxPods.js';

const NAMED = (name: string): InstanceType => instanceType(name) ?? assert.fail(name);
const PLAIN: NetworkingMode = { prefixDelegation: false, customNetworking: false, podEni: false };
const PREFIX: NetworkingMode = { ...PLAIN, prefixDelegation: true };
const CUSTOM: NetworkingMode = { ...PLAIN, customNetworking: true };
const BOTH: NetworkingMode = { ...PREFIX, customNetworking: true };

/** Type, mode, raw value, value with the ceiling. Sources: see the formulas' doc comment. */
const WORKED: readonly [string, NetworkingMode, number, number][] = [
  ['m5.large', PLAIN, 29, 29],
  ['m5.large', CUSTOM, 20, 20],
  ['m5.large', PREFIX, 434, 110],
  ['m5.large', BOTH, 290, 110],
  ['m5.xlarge', PLAIN, 58, 58],
  ['m5.xlarge', PREFIX, 898, 110],
  ['c5.4xlarge', PLAIN, 234, 110],
  ['m5.24xlarge', PLAIN, 737, 250],
  ['t3.nano', PLAIN, 4, 4],
  ['t3.nano', PREFIX, 34, 34],
  ['a1.medium', PLAIN, 8, 8],
  ['a1.medium', PREFIX, 98, 98],
  ['t3.medium', PLAIN, 17, 17],
  ['t3.medium', CUSTOM, 12, 12],
  ['t3.medium', PREFIX, 242, 110],
  ['m5.metal', PLAIN, 737, 250],
  ['m5.metal', PREFIX, 11762, 250],
  ['p5.48xlarge', PLAIN, 100, 100],
  ['p4d.24xlarge', PLAIN, 737, 250],
  ['hpc6id.32xlarge', { ...CUSTOM, maxEni: 1 }, 2, 2],
  ['m5.large', { ...CUSTOM, maxEni: 1 }, 2, 2],
  ['m5.large', { ...PLAIN, maxEni: 1 }, 11, 11],
  ['m5.large', { ...PLAIN, maxEni: 99 }, 29, 29],
  ['m5.large', { ...PLAIN, maxEni: 0 }, 29, 29],
  ['m5.large', { ...CUSTOM, maxEni: -5 }, 20, 20],
  ['m5.large', { ...PLAIN, podEni: true }, 20, 20],
  ['m5.large', { ...CUSTOM, podEni: true }, 11, 11],
  ['m4.large', PREFIX, 20, 20],
  ['m5.large', { ...PREFIX, ipv6: true, maxEni: 1 }, 434, 110],
  ['t3.nano', { ...PREFIX, ipv6: true }, 34, 34],
];

test('worked values', () => {
  for (const [name, mode, raw, capped] of WORKED) {
    const label = `${name} ${JSON.stringify(mode)}`;
    assert.equal(maxPods(NAMED(name), mode, { ceiling: false })?.maxPods, raw, label);
    assert.equal(maxPods(NAMED(name), mode, { ceiling: true })?.raw, raw, label);
    assert.equal(maxPods(NAMED(name), mode, { ceiling: true })?.maxPods, capped, label);
  }
});

test('the formula shows its figures', () => {
  const formula = (mode: NetworkingMode, ceiling = true) =>
    maxPods(NAMED('m5.large'), mode, { ceiling })?.formula;
  assert.equal(formula(PLAIN), '3 × (10 − 1) + 2 = 29');
  assert.equal(formula(CUSTOM), '(3 − 1) × (10 − 1) + 2 = 20');
  assert.equal(formula(BOTH), '(3 − 1) × (10 − 1) × 16 + 2 = 290, at most 110');
  assert.equal(formula(BOTH, false), '(3 − 1) × (10 − 1) × 16 + 2 = 290');
  assert.equal(formula({ ...CUSTOM, podEni: true }), '(3 − 1 − 1) × (10 − 1) + 2 = 11');
  assert.equal(formula({ ...PLAIN, maxEni: 2 }), '2 × (10 − 1) + 2 = 20');
});

test('ENIs, mode and branch pods', () => {
  const density = (name: string, mode: NetworkingMode) => {
    const {
      enis,
      mode: actual,
      branchPods,
      ceiling,
    } = maxPods(NAMED(name), mode, { ceiling: true }) ?? assert.fail(name);
    return [enis, actual, branchPods, ceiling];
  };
  assert.deepEqual(density('m5.large', PLAIN), [3, 'secondary-ip', undefined, 110]);
  assert.deepEqual(density('m5.large', BOTH), [2, 'prefix-delegation+custom-networking', undefined, 110]);
  assert.deepEqual(density('m5.large', { ...PLAIN, podEni: true }), [2, 'secondary-ip', 9, 110]);
  assert.deepEqual(density('c5.4xlarge', { ...PLAIN, podEni: true }), [7, 'secondary-ip', 54, 110]);
  assert.deepEqual(density('t3.medium', { ...PLAIN, podEni: true }), [3, 'secondary-ip', 0, 110]);
  assert.deepEqual(density('m5.large', { ...PLAIN, podEni: true, maxEni: 1 }), [1, 'secondary-ip', 0, 110]);
  assert.deepEqual(density('m4.large', BOTH), [1, 'custom-networking', undefined, 110]);
  assert.deepEqual(density('m5.24xlarge', PLAIN), [15, 'secondary-ip', undefined, 250]);
  assert.deepEqual(density('m5.large', { ...PREFIX, ipv6: true, podEni: true }), [
    3,
    'prefix-delegation',
    9,
    110,
  ]);
});

test('what is not known is not guessed', () => {
  const ceiling = { ceiling: true };
  assert.equal(maxPods({ name: 'x.large' }, PLAIN, ceiling), undefined);
  assert.equal(maxPods({ name: 'x.large', enis: 3 }, PLAIN, ceiling), undefined);
  const half: InstanceType = { name: 'x.large', enis: 3, ipv4PerEni: 10 };
  assert.equal(maxPods(half, PREFIX, ceiling), undefined);
  assert.equal(maxPods(half, { ...PLAIN, podEni: true }, ceiling), undefined);
  // Without vCPUs it is not known which ceiling holds, nor that it matters below the lower one.
  assert.equal(maxPods(half, PLAIN, ceiling)?.maxPods, 29);
  assert.equal(maxPods({ ...half, ipv4PerEni: 100 }, PLAIN, ceiling), undefined);
  assert.equal(maxPods({ ...half, ipv4PerEni: 100 }, PLAIN, { ceiling: false })?.maxPods, 299);
  // The plugin does not start.
  assert.equal(maxPods(NAMED('m4.large'), { ...PREFIX, ipv6: true }, ceiling), undefined);
  assert.equal(maxPods(NAMED('m5.large'), { ...BOTH, ipv6: true }, ceiling), undefined);
});

test('notes', () => {
  const notes = (name: string, mode: NetworkingMode) =>
    maxPods(NAMED(name), mode, { ceiling: true })?.notes.join(' ') ?? '';
  assert.equal(notes('m5.large', PLAIN), '');
  assert.match(notes('m4.large', PREFIX), /Xen/);
  assert.match(notes('p5.48xlarge', PLAIN), /2 ENIs .* of 64/);
  assert.match(notes('m5.large', { ...PLAIN, maxEni: 2 }), /2 of 3/);
  assert.match(notes('m5.large', { ...CUSTOM, maxEni: 1 }), /host-network/);
  assert.match(notes('t3.medium', { ...PLAIN, podEni: true }), /no trunk/);
  assert.match(notes('m5.large', { ...PREFIX, ipv6: true }), /IPv6/);
});

test('every type follows the formulas', () => {
  for (const type of instanceTypes()) {
    const { enis: e, ipv4PerEni: i, vcpus } = type;
    const raw = (mode: NetworkingMode) => maxPods(type, mode, { ceiling: false })?.maxPods;
    if (e === undefined || i === undefined) {
      assert.equal(raw(PLAIN), undefined);
      continue;
    }
    assert.equal(raw(PLAIN), e * (i - 1) + 2, type.name);
    assert.equal(raw(CUSTOM), (e - 1) * (i - 1) + 2, type.name);
    const factor = { nitro: 16, none: 16, xen: 1 }[type.hypervisor ?? 'xen'];
    assert.equal(raw(PREFIX), type.hypervisor && e * (i - 1) * factor + 2, type.name);
    assert.equal(raw(BOTH), type.hypervisor && (e - 1) * (i - 1) * factor + 2, type.name);
    const plain = e * (i - 1) + 2;
    const limited =
      vcpus !== undefined ? Math.min(vcpus > 30 ? 250 : 110, plain) : plain > 110 ? undefined : plain;
    assert.equal(maxPods(type, PLAIN, { ceiling: true })?.maxPods, limited, type.name);
  }
});

const anyType = fc.constantFrom(...instanceTypes());
const anyMode = fc
  .record({ prefixDelegation: fc.boolean(), customNetworking: fc.boolean(), podEni: fc.boolean() })
  .map((mode): NetworkingMode => mode);

test('more ENIs never mean fewer pods, once a trunk has its place', () => {
  fc.assert(
    fc.property(anyType, anyMode, fc.nat(20), fc.boolean(), (type, mode, m, ceiling) => {
      const least = mode.podEni ? 2 : 1;
      const fewer = maxPods(type, { ...mode, maxEni: m + least }, { ceiling });
      const more = maxPods(type, { ...mode, maxEni: m + least + 1 }, { ceiling });
      const all = maxPods(type, mode, { ceiling });
      // Below the lower ceiling the answer is known even where the vCPUs are not.
      if (type.vcpus !== undefined || !ceiling) assert.equal(fewer === undefined, all === undefined);
      if (!fewer || !more || !all) return;
      assert.ok(fewer.maxPods <= more.maxPods && more.maxPods <= all.maxPods);
      assert.ok(fewer.enis >= 0 && fewer.maxPods >= 2 && fewer.maxPods <= fewer.raw);
      assert.ok(fewer.formula.includes(`= ${fewer.raw}`));
    }),
  );
});

test('the table has one row for each mode the type can have', () => {
  const modes = (name: string) =>
    densityTable(NAMED(name), { ceiling: true }).map((d) => [d.mode, d.maxPods]);
  assert.deepEqual(modes('m5.large'), [
    ['secondary-ip', 29],
    ['custom-networking', 20],
    ['prefix-delegation', 110],
    ['prefix-delegation+custom-networking', 110],
  ]);
  assert.deepEqual(modes('m4.large'), [
    ['secondary-ip', 20],
    ['custom-networking', 11],
  ]);
  assert.deepEqual(modes('g2.2xlarge'), []);
});
