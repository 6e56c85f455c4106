import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addressCount,
  type Cidr,
  contains,
  explainCidr,
  hasHostBits,
  merge,
  network,
  overlaps,
  parseCidr,
  print,
  splitList,
  unmap,
} from '../../server/src/core/domain/cidr.js';

const block = (text: string): Cidr => parseCidr(text) ?? assert.fail(`${text} is no block`);

/** Text, and how it is printed; undefined: refused. As Go's net.ParseCIDR. */
const PARSED: readonly [string, string | undefined][] = [
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['10.0.1.5/8', '10.0.1.5/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['255.255.255.255/32', '255.255.255.255/32'],
  ['10.0.0.0/08', '10.0.0.0/8'],
  ['::/0', '::/0'],
  ['::1/128', '::1/128'],
  ['2001:DB8::/32', '2001:db8::/32'],
  ['2001:0db8:0:0:0:0:0:0001/64', '2001:db8::1/64'],
  ['1:0:0:2:0:0:0:3/64', '1:0:0:2::3/64'],
  ['1:0:2:3:4:5:6:7/64', '1:0:2:3:4:5:6:7/64'],
  ['1:2:3:4:5:6:7::/64', '1:2:3:4:5:6:7:0/64'],
  ['fd00::ac:00/118', 'fd00::ac:0/118'],
  ['64:ff9b::1.2.3.4/96', '64:ff9b::102:304/96'],
  ['1:2:3:4:5:6:1.2.3.4/128', '1:2:3:4:5:6:102:304/128'],
  ['::ffff:10.0.0.0/104', '::ffff:10.0.0.0/104'],
  ['10.0.0.0', undefined],
  ['10.0.0.0/', undefined],
  ['10.0.0.0/33', undefined],
  ['10.0.0.0/-1', undefined],
  ['10.0.0.0/+8', undefined],
  ['10.0.0.0/8/8', undefined],
  ['10.0.0/8', undefined],
  ['10.0.0.0.0/8', undefined],
  ['010.0.0.0/8', undefined],
  ['10.0.0.256/8', undefined],
  ['10..0.0/8', undefined],
  [' 10.0.0.0/8', undefined],
  ['10.0.0.0 /8', undefined],
  ['0x0a.0.0.0/8', undefined],
  ['::/129', undefined],
  ['fe80::1%eth0/64', undefined],
  ['1::2::3/64', undefined],
  [':::/64', undefined],
  [':1::/64', undefined],
  ['1:/64', undefined],
  ['12345::/64', undefined],
  ['1:2:3:4:5:6:7:8::/64', undefined],
  ['1:2:3:4:5:6:7:8:9/64', undefined],
  ['1:2:3:4:5:6:7:1.2.3.4/64', undefined],
  ['::1.2.3/64', undefined],
  ['::01.2.3.4/64', undefined],
  ['1.2.3.4::/64', undefined],
  ['g::/64', undefined],
  ['', undefined],
  ['/', undefined],
];

test('parseCidr accepts what Go accepts', () => {
  for (const [text, printed] of PARSED) {
    const cidr = parseCidr(text);
    assert.equal(cidr && print(cidr), printed, text);
  }
});

test('unmap gives what Go prints for a mapped block', () => {
  assert.equal(print(unmap(block('::ffff:10.0.0.0/104'))), '10.0.0.0/8');
  assert.equal(print(unmap(block('::ffff:10.0.0.0/95'))), '::ffff:10.0.0.0/95');
  assert.equal(print(unmap(block('::/0'))), '::/0');
});

test('relations of blocks', () => {
  assert.ok(contains(block('10.0.0.0/8'), block('10.1.2.3/16')));
  assert.ok(!contains(block('10.0.0.0/16'), block('10.0.0.0/8')));
  assert.ok(!contains(block('0.0.0.0/0'), block('::/0')));
  assert.ok(overlaps(block('10.0.0.0/16'), block('10.0.5.0/8')));
  assert.ok(!overlaps(block('10.0.0.0/16'), block('10.1.0.0/16')));
  assert.equal(addressCount(block('10.0.0.0/28')), 16n);
  assert.equal(addressCount(block('::/0')), 2n ** 128n);
  assert.equal(print(merge(block('10.0.0.0/9'), block('10.128.0.0/9')) ?? assert.fail()), '10.0.0.0/8');
  assert.equal(merge(block('10.128.0.0/9'), block('11.0.0.0/9')), undefined);
  assert.equal(merge(block('0.0.0.0/0'), block('0.0.0.0/0')), undefined);
});

const v4 = fc.record({
  family: fc.constant(4 as const),
  address: fc.bigInt(0n, 2n ** 32n - 1n),
  prefixLength: fc.nat(32),
});
const v6 = fc.record({
  family: fc.constant(6 as const),
  address: fc.bigInt(0n, 2n ** 128n - 1n),
  prefixLength: fc.nat(128),
});
// Few addresses, so that blocks meet; groups of zeros, so that there is something to shorten.
const dense = fc.record({
  family: fc.constant(4 as const),
  address: fc.integer({ min: 0, max: 31 }).map((n) => BigInt(n) << 27n),
  prefixLength: fc.nat(5),
});
const sparse = fc
  .record({
    groups: fc.array(fc.constantFrom<bigint[]>(0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 }),
    prefixLength: fc.nat(128),
  })
  .map(({ groups, prefixLength }) => ({
    family: 6 as const,
    address: groups.reduce((sum, group) => (sum << 16n) | group),
    prefixLength,
  }));
const cidr: fc.Arbitrary<Cidr> = fc.oneof(v4, v6, dense, sparse).map((c) => ({ ...c }));

test('parsing undoes printing', () => {
  fc.assert(fc.property(cidr, (c) => assert.deepEqual(parseCidr(print(c)), c)));
});

test('a block and its network', () => {
  fc.assert(
    fc.property(cidr, (c) => {
      assert.ok(!hasHostBits(network(c)));
      assert.deepEqual(network(network(c)), network(c));
      assert.ok(contains(c, network(c)) && contains(network(c), c));
    }),
  );
});

test('contain, overlap and merge agree', () => {
  fc.assert(
    fc.property(dense, dense, dense, (a, b, c) => {
      assert.ok(contains(a, a));
      assert.equal(overlaps(a, b), overlaps(b, a));
      if (contains(a, b)) assert.ok(overlaps(a, b) && addressCount(a) >= addressCount(b));
      if (contains(a, b) && contains(b, c)) assert.ok(contains(a, c));
      if (contains(a, b) && contains(b, a)) assert.deepEqual(network(a), network(b));
      const whole = merge(a, b);
      assert.deepEqual(merge(b, a), whole);
      if (!whole) return;
      assert.ok(contains(whole, a) && contains(whole, b) && !overlaps(a, b) && !hasHostBits(whole));
      assert.equal(addressCount(whole), addressCount(a) + addressCount(b));
      assert.equal(overlaps(whole, c), overlaps(a, c) || overlaps(b, c));
    }),
  );
});

test('overlap means a common address', () => {
  fc.assert(
    fc.property(dense, dense, (a, b) => {
      const last = (x: Cidr) => network(x).address + addressCount(x) - 1n;
      assert.equal(overlaps(a, b), network(a).address <= last(b) && network(b).address <= last(a));
    }),
  );
});

/** Text, kind, suggestions; the family is IPv4. */
const EXPLAINED: readonly [string, string, readonly string[]][] = [
  ['10.0.0.0', 'missing-prefix-length', ['10.0.0.0/8', '10.0.0.0/16', '10.0.0.0/24', '10.0.0.0/32']],
  ['10.1.0.0', 'missing-prefix-length', ['10.1.0.0/16', '10.1.0.0/24', '10.1.0.0/32']],
  [
    '172.16.0.0',
    'missing-prefix-length',
    ['172.16.0.0/12', '172.16.0.0/16', '172.16.0.0/24', '172.16.0.0/32'],
  ],
  ['192.168.1.5', 'missing-prefix-length', ['192.168.1.5/32']],
  ['10.0.0.0/33', 'prefix-length-out-of-range', ['10.0.0.0/32']],
  ['10.0.0.0/255.0.0.0', 'netmask', ['10.0.0.0/8']],
  ['10.0.1.5/255.255.255.0', 'netmask', ['10.0.1.0/24']],
  ['10.0.0.0/0.0.0.0', 'netmask', ['0.0.0.0/0']],
  ['10.0.0.0/255.255.255.255', 'netmask', ['10.0.0.0/32']],
  ['10.0.0.0/255.0.255.0', 'netmask', []],
  ['010.0.0.0/8', 'leading-zeros', ['10.0.0.0/8']],
  ['10.0.00.0', 'leading-zeros', ['10.0.0.0/8', '10.0.0.0/16', '10.0.0.0/24', '10.0.0.0/32']],
  ['10.0.256.0/24', 'octet-out-of-range', ['10.0.255.0/24']],
  ['10.0.0.0\\8', 'separator', ['10.0.0.0/8']],
  ['10,0,0,0/8', 'separator', ['10.0.0.0/8']],
  ['10.0.0.0//8', 'separator', ['10.0.0.0/8']],
  ['10.0.0.0:8', 'separator', ['10.0.0.0/8']],
  ['10.0.0.0-8', 'separator', ['10.0.0.0/8']],
  ['10.0.0.0/-8', 'separator', ['10.0.0.0/8']],
  ['10.0.0.0 /8', 'blanks', ['10.0.0.0/8']],
  ['10.0.0.0 / 8', 'blanks', ['10.0.0.0/8']],
  ['10.0.1.5 /8', 'blanks', ['10.0.0.0/8']],
  ['10/8', 'not-a-cidr', ['10.0.0.0/8']],
  ['10.0/16', 'not-a-cidr', ['10.0.0.0/16']],
  ['2001:db8::/32', 'other-family', []],
  ['2001:db8::', 'other-family', []],
  ['10.0.0.0/', 'missing-prefix-length', ['10.0.0.0/8', '10.0.0.0/16', '10.0.0.0/24', '10.0.0.0/32']],
  ['all', 'not-a-cidr', []],
  ['', 'not-a-cidr', []],
  ['8', 'not-a-cidr', []],
  ['1'.repeat(1000), 'not-a-cidr', []],
];

test('explainCidr names the slip and what was meant', () => {
  for (const [text, kind, suggestions] of EXPLAINED) {
    const explained = explainCidr(text, 4);
    assert.deepEqual(
      { kind: explained?.kind, suggestions: explained?.suggestions },
      { kind, suggestions },
      text.slice(0, 40),
    );
  }
  assert.equal(explainCidr('10.0.0.5/8', 4), undefined);
  assert.equal(explainCidr('10.0.0.5/8'), undefined);
  assert.equal(explainCidr('::/0'), undefined);
  assert.equal(explainCidr('10.0.0.0/8', 6)?.kind, 'other-family');
  assert.deepEqual(explainCidr('2001:db8::', 6)?.suggestions.slice(0, 2), ['2001:db8::/32', '2001:db8::/48']);
  assert.deepEqual(explainCidr('2001:db8::/129', 6)?.suggestions, ['2001:db8::/128']);
});

const near = fc.oneof(
  cidr.map(print),
  fc.string({ unit: fc.constantFrom(...'0125. ,/\\:-_fab'), maxLength: 24 }),
  fc
    .tuple(fc.nat(300), fc.nat(300), fc.nat(300), fc.nat(300), fc.nat(40))
    .map(([a, b, c, d, n]) => `${a}.${b}.${c}.${d}/${n}`),
);

test('suggestions are blocks without host bits', () => {
  fc.assert(
    fc.property(near, fc.constantFrom(4 as const, 6 as const, undefined), (text, family) => {
      const explained = explainCidr(text, family);
      const parsed = parseCidr(text);
      assert.equal(
        explained === undefined,
        parsed !== undefined && (family ?? parsed.family) === parsed.family,
      );
      for (const suggestion of explained?.suggestions ?? []) {
        const suggested = block(suggestion);
        assert.ok(!hasHostBits(suggested) && (family ?? suggested.family) === suggested.family);
        assert.equal(print(suggested), suggestion);
      }
    }),
  );
});

test('splitList keeps empty items and offsets', () => {
  assert.deepEqual(splitList(' a , ,b,'), [
    { text: 'a', start: 1, end: 2 },
    { text: '', start: 5, end: 5 },
    { text: 'b', start: 6, end: 7 },
    { text: '', start: 8, end: 8 },
  ]);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(' ', ',', 'a', 'b') }), (text) => {
      const items = splitList(text);
      assert.equal(items.length, text.split(',').length);
      for (const { text: item, start, end } of items) assert.equal(text.slice(start, end), item);
    }),
  );
});
