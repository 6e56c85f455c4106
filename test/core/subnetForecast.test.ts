import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Cidr, parseCidr } from '../../server/src/core/domain/cidr.js';
import { subnetForecast } from '../../server/src/core/domain/subnetForecast.js';

const block = (text: string): Cidr => parseCidr(text) ?? assert.fail(`${text} is no block`);
const PLAIN = { customNetworking: false };
const CUSTOM = { customNetworking: true };
/** m5.large with one ENI more than it needs. */
const ADDRESSES = { enis: 2, addresses: 18 };
const PREFIXES = { enis: 1, addresses: 32, prefixes: 2 };

test('single addresses', () => {
  assert.deepEqual(subnetForecast(block('10.0.0.0/24'), ADDRESSES, PLAIN), {
    nodes: 12,
    addressesPerNode: 20,
    addresses: 251,
    reserved: 5,
    formula: '⌊(256 − 5) ÷ (2 + 18)⌋ = 12',
  });
  assert.equal(subnetForecast(block('10.0.0.0/24'), ADDRESSES, CUSTOM)?.nodes, 13);
  assert.equal(subnetForecast(block('10.0.0.0/28'), ADDRESSES, PLAIN)?.nodes, 0);
});

test('prefixes come in whole blocks, and the first and the last are not whole', () => {
  // Eight nodes take 16 blocks; the 14 whole ones are enough for seven.
  assert.deepEqual(subnetForecast(block('10.0.0.0/24'), PREFIXES, PLAIN), {
    nodes: 7,
    addressesPerNode: 1,
    prefixesPerNode: 2,
    addresses: 251,
    blocks: 14,
    reserved: 5,
    formula: '⌊14 ÷ 2⌋ = 7',
  });
  // More than 27 ENIs break whole blocks for their own addresses.
  assert.equal(
    subnetForecast(block('10.0.0.0/20'), PREFIXES, PLAIN)?.formula,
    '⌊(254 × 16 + 27) ÷ (2 × 16 + 1)⌋ = 123',
  );
  assert.equal(subnetForecast(block('10.0.0.0/20'), PREFIXES, CUSTOM)?.formula, '⌊254 ÷ 2⌋ = 127');
  assert.equal(subnetForecast(block('10.0.0.0/27'), PREFIXES, PLAIN)?.nodes, 0);
  assert.equal(subnetForecast(block('10.0.0.0/28'), PREFIXES, PLAIN)?.blocks, 0);
  // Nodes that hold no prefix yet.
  assert.equal(subnetForecast(block('10.0.0.0/28'), { enis: 2, addresses: 0, prefixes: 0 }, PLAIN)?.nodes, 5);
});

test('no subnet, and nothing taken from it', () => {
  for (const text of ['10.0.0.0/15', '10.0.0.0/29', '2001:db8::/64'])
    assert.equal(subnetForecast(block(text), ADDRESSES, PLAIN), undefined, text);
  assert.equal(subnetForecast(block('10.0.0.0/24'), { enis: 1, addresses: 0 }, CUSTOM), undefined);
});

/** Hands out addresses one after the other, from the block with the fewest free ones, as EC2 would at best. */
function fits(size: number, nodes: number, singles: number, prefixes: number): boolean {
  const free = Array.from({ length: size / 16 }, () => 16);
  const take = (index: number, count: number): void => {
    free[index] = (free[index] ?? 0) - count;
  };
  take(0, 4);
  take(free.length - 1, 1);
  for (let n = 0; n < nodes; n++) {
    for (let i = 0; i < singles; i++) {
      const least = free.reduce(
        (best, count, at) => (count > 0 && count < (free[best] || 17) ? at : best),
        free.findIndex((count) => count > 0),
      );
      if (least < 0) return false;
      take(least, 1);
    }
    for (let i = 0; i < prefixes; i++) {
      const whole = free.indexOf(16);
      if (whole < 0) return false;
      take(whole, 16);
    }
  }
  return true;
}

test('so many nodes fit, and one more does not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 22, max: 28 }),
      fc.integer({ min: 1, max: 8 }),
      fc.nat(60),
      fc.boolean(),
      fc.boolean(),
      (prefixLength, enis, units, prefix, customNetworking) => {
        const cidr: Cidr = { family: 4, address: 0x0a00_0000n, prefixLength };
        const size = 2 ** (32 - prefixLength);
        const held = prefix ? { enis, addresses: units * 16, prefixes: units } : { enis, addresses: units };
        const forecast = subnetForecast(cidr, held, { customNetworking });
        const singles = enis - Number(customNetworking) + (prefix ? 0 : units);
        const prefixes = prefix ? units : 0;
        if (!forecast) {
          assert.equal(singles + prefixes, 0);
          return;
        }
        assert.ok(fits(size, forecast.nodes, singles, prefixes));
        assert.ok(!fits(size, forecast.nodes + 1, singles, prefixes));
        assert.ok(forecast.formula.endsWith(`= ${forecast.nodes}`));
      },
    ),
    { numRuns: 200 },
  );
});
