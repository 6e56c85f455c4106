import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chosenIn, repeatedIn } from '../../server/src/core/model/following.js';
import { gathered, sameEnds } from '../../server/src/core/model/sameEnds.js';

interface Box {
  readonly keys: readonly string[];
}

const boxes = (maxLength: number) =>
  fc.array(
    fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }).map((keys): Box => ({ keys })),
    { maxLength },
  );
const edits = fc.array(fc.tuple(boxes(3), fc.nat(12), fc.nat(4)), { maxLength: 8 });
const isMarked = ({ keys }: Box): boolean => keys.includes('a');
const keysOf = ({ keys }: Box): readonly string[] => keys;
const isTwice = (all: readonly string[]) => (key: string) => all.filter((one) => one === key).length > 1;

/** Each list is made of the one before it, as those of documents are. */
function* listsOf(first: readonly Box[], changes: readonly (readonly [readonly Box[], number, number])[]) {
  let list = gathered(first, (box) => [box], undefined, undefined);
  yield list;
  for (const [put, at, length] of changes) {
    const now = list.toSpliced(at, length, ...put);
    list = gathered(now, (box) => [box], sameEnds(list, now), list);
    yield list;
  }
}

test('what follows from a list is the same however it came about', () => {
  fc.assert(
    fc.property(boxes(12), edits, (first, changes) => {
      const [chosen, repeated] = [chosenIn(isMarked), repeatedIn(keysOf)];
      const repeatedOfChosen = repeatedIn(keysOf);
      for (const list of listsOf(first, changes)) {
        const keys = list.flatMap(keysOf);
        assert.deepEqual(chosen(list), list.filter(isMarked));
        assert.deepEqual(repeated(list), new Set(keys.filter(isTwice(keys))));
        const marked = list.filter(isMarked).flatMap(keysOf);
        assert.deepEqual(repeatedOfChosen(chosen(list)), new Set(marked.filter(isTwice(marked))));
      }
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('an earlier list may be asked about once more', () => {
  const repeated = repeatedIn(keysOf);
  const [first, second] = [...listsOf([{ keys: ['a'] }, { keys: ['a'] }], [[[], 0, 1]])];
  assert.ok(first && second);
  assert.deepEqual([...repeated(first)], ['a']);
  assert.deepEqual([...repeated(second)], []);
  assert.deepEqual([...repeated(first)], ['a']);
});

test('only those that are new are asked', () => {
  const asked: Box[] = [];
  const chosen = chosenIn((box: Box) => {
    asked.push(box);
    return false;
  });
  const put: Box = { keys: [] };
  const lists = listsOf(
    Array.from({ length: 100 }, () => ({ keys: [] })),
    [[[put], 50, 1]],
  );
  for (const list of lists) chosen(list);
  assert.deepEqual(asked.slice(100), [put]);
});
