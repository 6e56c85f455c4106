import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gathered, sameEnds } from '../../server/src/core/model/sameEnds.js';

interface Box {
  readonly holds: readonly object[];
}

const box = fc
  .array(fc.constant(0), { maxLength: 2 })
  .map((things): Box => ({ holds: things.map(() => ({})) }));

test('what a list gives follows from an earlier list and the change', () => {
  fc.assert(
    fc.property(
      fc.array(box, { maxLength: 12 }),
      fc.array(box, { maxLength: 4 }),
      fc.nat(12),
      fc.nat(6),
      (before, put, at, length) => {
        const now = before.toSpliced(at, length, ...put);
        const known = before.flatMap(({ holds }) => holds);
        const found = gathered(now, ({ holds }) => holds, sameEnds(before, now), known);
        const wanted = now.flatMap(({ holds }) => holds);
        assert.equal(found.length, wanted.length);
        found.forEach((each, i) => {
          assert.equal(each, wanted[i]);
        });
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});

test('only those that are new are asked', () => {
  const before = Array.from({ length: 100 }, (): Box => ({ holds: [{}] }));
  const now = before.with(50, { holds: [{}, {}] });
  const asked: Box[] = [];
  const of = (each: Box): readonly object[] => {
    asked.push(each);
    return each.holds;
  };
  gathered(
    now,
    of,
    sameEnds(before, now),
    before.flatMap(({ holds }) => holds),
  );
  assert.deepEqual(new Set(asked), new Set([now[49], now[50], now[51]]));
});

test('an earlier answer that does not fit is not built upon', () => {
  const boxes: Box[] = [{ holds: [{}] }, { holds: [{}] }];
  const found = gathered(boxes, ({ holds }) => holds, { front: 1, back: 1 }, [{}, {}]);
  assert.equal(found[0], boxes[0]?.holds[0]);
  assert.equal(found[1], boxes[1]?.holds[0]);
});
