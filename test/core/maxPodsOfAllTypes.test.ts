import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type InstanceType, instanceTypes } from '../../server/src/core/domain/instances.js';
import { maxPods, type NetworkingMode } from '../../server/src/core/domain/maxPods.js';

/**
 * The published formulas once more, read straight from top to bottom: max-pods-calculator.sh for Linux, with the plugin's own
 * account of the trunk and of ENIs it does not manage, and the VPC resource controller for Windows. NaN: not known.
 */
function expected(type: InstanceType, mode: NetworkingMode, withCeiling: boolean): number {
  const { enis = Number.NaN, ipv4PerEni = Number.NaN, vcpus = Number.NaN, hypervisor } = type;
  const wantsPrefixes = mode.prefixDelegation || mode.ipv6;
  let perAddress = 1;
  if (wantsPrefixes) {
    if (hypervisor === undefined) return Number.NaN;
    if (hypervisor !== 'xen') perAddress = 16;
  }
  if (mode.ipv6 && (perAddress === 1 || mode.customNetworking || mode.windows)) return Number.NaN;
  if (mode.windows) {
    // Types without ENIs in the table have no addresses either.
    const capacity = (ipv4PerEni - 1) * perAddress;
    return withCeiling ? Math.min(capacity, 110) : capacity;
  }
  if (mode.podEni && type.branchEnis === undefined) return Number.NaN;
  let usable = enis;
  if (!mode.ipv6) {
    if (mode.maxEni !== undefined && mode.maxEni >= 1) usable = Math.min(usable, mode.maxEni);
    usable = Math.max(usable - (mode.unmanagedEnis ?? 0), 1);
    const trunk = mode.podEni && (type.branchEnis ?? 0) > 0 && usable >= 2;
    if (mode.customNetworking) usable -= 1;
    if (trunk) usable -= 1;
  }
  const raw = usable * (ipv4PerEni - 1) * perAddress + 2;
  if (!withCeiling) return raw;
  if (Number.isNaN(vcpus)) return raw <= 110 ? raw : Number.NaN;
  return Math.min(raw, vcpus > 30 ? 250 : 110);
}

const SWITCHES = [false, true];
const MODES: readonly NetworkingMode[] = SWITCHES.flatMap((prefixDelegation) =>
  SWITCHES.flatMap((customNetworking) =>
    SWITCHES.flatMap((podEni) =>
      SWITCHES.flatMap((ipv6) =>
        SWITCHES.flatMap((windows) =>
          [undefined, 0, 1, 2, 99].flatMap((maxEni) =>
            [0, 1, 3].map((unmanagedEnis) => ({
              prefixDelegation,
              customNetworking,
              podEni,
              ipv6,
              windows,
              unmanagedEnis,
              ...(maxEni !== undefined && { maxEni }),
            })),
          ),
        ),
      ),
    ),
  ),
);

test('every type in every mode gives what the formulas say', () => {
  let known = 0;
  for (const type of instanceTypes()) {
    for (const mode of MODES) {
      for (const ceiling of SWITCHES) {
        const actual = maxPods(type, mode, { ceiling })?.maxPods ?? Number.NaN;
        const wanted = expected(type, mode, ceiling);
        if (!Object.is(actual, wanted))
          assert.equal(actual, wanted, `${type.name} ${JSON.stringify({ ...mode, ceiling })}`);
        if (!Number.isNaN(actual)) known++;
      }
    }
  }
  // Most questions have an answer: IPv6 alone has none on Windows, on Xen, and with custom networking.
  assert.ok(known > instanceTypes().length * MODES.length);
});

test('prefix delegation nearly always comes to the ceiling, but for the smallest types', () => {
  const prefixes: NetworkingMode = { prefixDelegation: true, customNetworking: false, podEni: false };
  const below = instanceTypes().flatMap((type) => {
    const density = maxPods(type, prefixes, { ceiling: true });
    return density?.mode === 'prefix-delegation' && density.maxPods !== density.ceiling
      ? [density.maxPods]
      : [];
  });
  assert.deepEqual([...new Set(below)].sort(), [34, 98]);
});
