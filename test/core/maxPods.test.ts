import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type InstanceType, instanceType, instanceTypes } from '../../server/src/core/domain/instances.js';
import {
  densityTable,
  maxPods,
  type NetworkingMode,
  whyUnknown,
} from '../../server/src/core/domain/maxPods.js';

const NAMED = (name: string): InstanceType => instanceType(name) ?? assert.fail(name);
const PLAIN: NetworkingMode = { prefixDelegation: false, customNetworking: false, podEni: false };
const PREFIX: NetworkingMode = { ...PLAIN, prefixDelegation: true };
const CUSTOM: NetworkingMode = { ...PLAIN, customNetworking: true };
const BOTH: NetworkingMode = { ...PREFIX, customNetworking: true };
const WINDOWS: NetworkingMode = { ...PLAIN, windows: true };

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
  ['p4d.24xlarge', { ...BOTH, podEni: true }, 13 * 49 * 16 + 2, 250],
  // ENIs out of the plugin's hands come off those that MAX_ENI allows; the primary one stays.
  ['m5.large', { ...PLAIN, unmanagedEnis: 1 }, 20, 20],
  ['m5.large', { ...PLAIN, unmanagedEnis: 1, maxEni: 2 }, 11, 11],
  ['m5.large', { ...CUSTOM, unmanagedEnis: 1 }, 11, 11],
  ['m5.large', { ...PLAIN, unmanagedEnis: 99 }, 11, 11],
  ['m5.large', { ...PLAIN, unmanagedEnis: 2, podEni: true }, 11, 11],
  ['m5.large', { ...PREFIX, ipv6: true, unmanagedEnis: 2 }, 434, 110],
  // One ENI, no host-network pods, and of the settings only prefix delegation.
  ['m5.large', WINDOWS, 9, 9],
  ['m5.large', { ...WINDOWS, prefixDelegation: true }, 144, 110],
  ['t3.xlarge', WINDOWS, 14, 14],
  ['t3.xlarge', { ...WINDOWS, prefixDelegation: true }, 224, 110],
  ['m4.large', { ...WINDOWS, prefixDelegation: true }, 9, 9],
  // kubelet's default there is 110, however many vCPUs there are.
  ['m5.24xlarge', { ...WINDOWS, prefixDelegation: true }, 784, 110],
  ['m5.large', { ...WINDOWS, customNetworking: true, podEni: true, maxEni: 1, unmanagedEnis: 5 }, 9, 9],
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
  assert.equal(formula({ ...CUSTOM, unmanagedEnis: 1 }), '(3 − 1 − 1) × (10 − 1) + 2 = 11');
  assert.equal(formula({ ...WINDOWS, prefixDelegation: true }), '1 × (10 − 1) × 16 = 144, at most 110');
});

test('the reason says the figures in words', () => {
  const reason = (name: string, mode: NetworkingMode, ceiling = true) =>
    maxPods(NAMED(name), mode, { ceiling })?.reason;
  assert.equal(reason('m5.large', PLAIN), '3 ENIs, 9 addresses per ENI');
  assert.equal(reason('m5.large', CUSTOM), '3 ENIs − 1 for custom networking, 9 addresses per ENI');
  assert.equal(
    reason('m5.large', { ...CUSTOM, podEni: true }),
    '3 ENIs − 1 for custom networking − 1 for the trunk, 9 addresses per ENI',
  );
  assert.equal(
    reason('m5.large', PREFIX),
    '3 ENIs, 9 prefixes of 16 addresses per ENI, at most 110 up to 30 vCPUs',
  );
  assert.equal(reason('m5.large', PREFIX, false), '3 ENIs, 9 prefixes of 16 addresses per ENI');
  assert.equal(reason('m5.24xlarge', PLAIN), '15 ENIs, 49 addresses per ENI, at most 250 above 30 vCPUs');
  assert.equal(
    reason('m5.large', { ...PLAIN, maxEni: 2, unmanagedEnis: 1 }),
    '2 of 3 ENIs (MAX_ENI) − 1 unmanaged, 9 addresses per ENI',
  );
  assert.equal(reason('t3.nano', { ...PLAIN, maxEni: 1 }), '1 of 2 ENIs (MAX_ENI), 1 address per ENI');
  assert.equal(reason('t3.nano', PREFIX), '2 ENIs, 1 prefix of 16 addresses per ENI');
  assert.equal(
    reason('m5.large', { ...PREFIX, ipv6: true }),
    'reckoned as with IPv4 prefixes: 3 ENIs, 9 prefixes of 16 addresses per ENI, at most 110 up to 30 vCPUs',
  );
  assert.equal(reason('m5.large', WINDOWS), '1 ENI, 9 addresses per ENI');
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
  assert.equal(maxPods(NAMED('m5.large'), { ...WINDOWS, ipv6: true }, ceiling), undefined);
});

test('why it is not known', () => {
  const why = (type: InstanceType, mode: NetworkingMode, ceiling = true) =>
    whyUnknown(type, mode, { ceiling });
  const half: InstanceType = { name: 'x.large', enis: 3, ipv4PerEni: 100 };
  assert.match(why({ name: 'x.large' }, PLAIN) ?? '', /ENIs and of addresses/);
  assert.match(why(half, PREFIX) ?? '', /hypervisor/);
  assert.match(why(half, { ...PLAIN, podEni: true }) ?? '', /trunk/);
  assert.match(why(half, PLAIN) ?? '', /vCPUs/);
  assert.equal(why(half, PLAIN, false), undefined);
  assert.match(why(NAMED('m4.large'), { ...PREFIX, ipv6: true }) ?? '', /Xen/);
  assert.match(why(NAMED('m5.large'), { ...BOTH, ipv6: true }) ?? '', /custom networking/);
  assert.match(why(NAMED('m5.large'), { ...WINDOWS, ipv6: true }) ?? '', /Windows/);
  assert.equal(why(NAMED('m5.large'), BOTH), undefined);
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
  assert.match(notes('m5.large', WINDOWS), /neither aws-node nor kube-proxy/);
  assert.match(notes('m5.large', { ...PLAIN, podEni: true, unmanagedEnis: 2 }), /No room .* trunk/);
  // With the ceiling both come to the same.
  assert.equal(notes('m5.metal', PREFIX), '');
  assert.match(
    maxPods(NAMED('m5.metal'), PREFIX, { ceiling: false })?.notes.join(' ') ?? '',
    /bare metal: it answers 737/,
  );
});

const anyType = fc.constantFrom(...instanceTypes());
const anyMode = fc
  .record({
    prefixDelegation: fc.boolean(),
    customNetworking: fc.boolean(),
    podEni: fc.boolean(),
    ipv6: fc.boolean(),
    windows: fc.boolean(),
    unmanagedEnis: fc.nat(4),
  })
  .map((mode): NetworkingMode => mode);

test('more ENIs never mean fewer pods, once a trunk has its place', () => {
  fc.assert(
    fc.property(anyType, anyMode, fc.nat(20), fc.boolean(), (type, mode, m, ceiling) => {
      const least = (mode.podEni ? 2 : 1) + (mode.unmanagedEnis ?? 0);
      const fewer = maxPods(type, { ...mode, maxEni: m + least }, { ceiling });
      const more = maxPods(type, { ...mode, maxEni: m + least + 1 }, { ceiling });
      const all = maxPods(type, mode, { ceiling });
      // Below the lower ceiling the answer is known even where the vCPUs are not.
      if (type.vcpus !== undefined || !ceiling) assert.equal(fewer === undefined, all === undefined);
      if (!fewer || !more || !all) return;
      assert.ok(fewer.maxPods <= more.maxPods && more.maxPods <= all.maxPods);
      assert.ok(fewer.enis >= 0 && fewer.maxPods >= fewer.hostPods && fewer.maxPods <= fewer.raw);
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

test('the table knows MAX_ENI, the trunk and ENIs that the plugin leaves alone', () => {
  const rest = { podEni: true, maxEni: 4, unmanagedEnis: 1 };
  assert.deepEqual(
    densityTable(NAMED('c5.4xlarge'), { ceiling: false, ...rest }).map(({ enis }) => enis),
    [2, 1, 2, 1],
  );
});

test('any figures of MAX_ENI and of ENIs left alone give a sum that adds up', () => {
  const figure = fc.integer({ min: -5, max: 60 });
  fc.assert(
    fc.property(anyType, anyMode, figure, figure, (type, mode, maxEni, unmanagedEnis) => {
      const density = maxPods(type, { ...mode, maxEni, unmanagedEnis }, { ceiling: false });
      if (!density) return;
      // The sum is arithmetic: evaluated, it gives the number behind its equals sign.
      const [left = '', right] = density.sum.split(' = ');
      const [enis = '', ...factors] = left.replace(/ \+ 2$/, '').split(' × ');
      const parts = [enis, ...factors].map((part) =>
        part
          .replace(/[()]/g, '')
          .split(' − ')
          .map(Number)
          .reduce((a, b) => a - b),
      );
      assert.equal(parts.reduce((a, b) => a * b) + density.hostPods, Number(right));
      assert.equal(density.raw, Number(right));
      assert.equal(parts[0], density.enis);
      assert.ok(density.enis >= 0 && density.enis <= (type.enis ?? 0));
    }),
  );
});
