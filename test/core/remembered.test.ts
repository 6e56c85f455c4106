import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembered, unlessChanged } from '../../server/src/core/model/remembered.js';

test('a value is asked about once, and another one of the same contents by itself', () => {
  const asked: object[] = [];
  const keys = remembered((value: object) => {
    asked.push(value);
    return Object.keys(value);
  });
  const [one, other] = [{ a: 1 }, { a: 1 }];
  assert.equal(keys(one), keys(one));
  assert.notEqual(keys(one), keys(other));
  assert.deepEqual(asked, [one, other]);
});

test('no answer is an answer, too', () => {
  let asked = 0;
  const nothing = remembered((_: object): undefined => {
    asked++;
  });
  const value = {};
  assert.deepEqual([nothing(value), nothing(value), asked], [undefined, undefined, 1]);
});

test('an answer is given again as long as nothing it follows from is another', () => {
  const lasting = unlessChanged<number>();
  let asked = 0;
  const [a, b] = [{}, {}];
  const answers = [[a, 1], [a, 1], [b, 1], [b, 1, b], [b, 1, b], [], [], [a, 1]].map((from) =>
    lasting(from, () => ++asked),
  );
  assert.deepEqual(answers, [1, 1, 2, 3, 3, 4, 4, 5]);
});
