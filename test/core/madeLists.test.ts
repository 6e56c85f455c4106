import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { behind, choosingFrom, joined, less } from '../../server/src/core/model/lists.js';
import { remembered } from '../../server/src/core/model/remembered.js';

interface Fact {
  readonly of: number;
}

const facts = (length: number): Fact[] => Array.from({ length }, (_, i) => ({ of: i % 7 }));

/** Short lists, and such as are filled later. */
const size = fc.oneof(fc.nat(5), fc.integer({ min: 990, max: 1100 }));

/** What a file says, what all say, and where the first is among the second. */
const file = fc.record({ own: fc.nat(5), front: size, back: size, isMixed: fc.boolean() });

const made = ({
  own: length,
  front,
  back,
  isMixed,
}: {
  own: number;
  front: number;
  back: number;
  isMixed: boolean;
}) => {
  const own = facts(length);
  const others = facts(front + back);
  const all = isMixed
    ? [...others, ...own].sort((a, b) => a.of - b.of)
    : [...others.slice(0, front), ...own, ...others.slice(front)];
  return {
    own,
    list: joined(own, less(all, own)),
    plain: [...own, ...all.filter((each) => !own.includes(each))],
  };
};

test('a list that is made of others is the list that it would be', () => {
  fc.assert(
    fc.property(file, (how) => {
      const { list, plain } = made(how);
      assert.ok(Array.isArray(list));
      assert.equal(list.length, plain.length);
      assert.deepEqual([...list], plain);
      assert.equal(list[0], plain[0]);
      assert.equal(list.at(-1), plain.at(-1));
      assert.equal(list.indexOf(plain[3] as Fact), plain.indexOf(plain[3] as Fact));
      assert.deepEqual([plain, list].flat(), [...plain, ...plain]);
      assert.deepEqual(([] as Fact[]).concat(list), plain);
      assert.equal(JSON.stringify(list), JSON.stringify(plain));
      assert.deepEqual(Object.keys(list), Object.keys(plain));
    }),
    { seed: 7, numRuns: 100 },
  );
});

test('what is chosen from it is chosen from its parts, in the same order', () => {
  const asked: (readonly Fact[])[] = [];
  const choose = choosingFrom((list: readonly Fact[], of: number) => {
    asked.push(list);
    return list.filter((each) => each.of === of);
  });
  fc.assert(
    fc.property(file, fc.nat(6), (how, of) => {
      const { list, plain } = made(how);
      const found = choose(list, of);
      const wanted = plain.filter((each) => each.of === of);
      assert.equal(found.length, wanted.length);
      found.forEach((each, i) => {
        assert.equal(each, wanted[i]);
      });
    }),
    { seed: 7, numRuns: 200 },
  );
  assert.ok(asked.length > 0);
});

test('of thousands of files none has the list of all indexed for itself', () => {
  let indexed = 0;
  const index = remembered((list: readonly Fact[]) => {
    indexed += list.length;
    return new Map(list.map((each) => [each.of, [each]]));
  });
  const last = choosingFrom((list: readonly Fact[], of: number) => index(list).get(of) ?? []);
  const files = Array.from({ length: 100 }, () => facts(20));
  const all = files.flat();
  for (const own of files) last(joined(own, less(all, own)), 3);
  assert.equal(indexed, 2 * all.length);
});

test('the part behind the first is found again', () => {
  const [front, back] = [facts(2), facts(3)];
  assert.equal(behind(joined(front, back), front), back);
  assert.equal(behind(joined(front, back), back), undefined);
  assert.equal(behind(back, front), undefined);
});
