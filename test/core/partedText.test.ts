import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inCommon, isSameText, PartedText } from '../../server/src/core/model/partedText.js';

const parted = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 6 }), { maxLength: 6 })
  .map((parts) => new PartedText(parts));

test('a stretch is that of the whole', () => {
  fc.assert(
    fc.property(parted, fc.nat(40), fc.nat(40), (text, from, to) => {
      assert.equal(text.whole, text.parts.join(''));
      assert.equal(text.length, text.whole.length);
      assert.equal(text.slice(from, to), from < to ? text.whole.slice(from, to) : '');
    }),
  );
});

test('so is what is cut out of it in parts, and where its lines start', () => {
  fc.assert(
    fc.property(parted, fc.nat(40), fc.nat(40), (text, from, to) => {
      assert.equal(text.within(from, to).whole, text.slice(from, to));
      const place = Math.min(from, text.length);
      const { whole } = text;
      assert.equal(text.lineStart(place), whole.slice(0, place).lastIndexOf('\n') + 1);
      const feed = whole.indexOf('\n', place);
      assert.equal(text.lineEnd(place), feed < 0 ? text.length : feed + 1);
    }),
    { numRuns: 1000 },
  );
});

test('what two texts have in common is the same however they are cut', () => {
  fc.assert(
    fc.property(parted, parted, (a, b) => {
      const [one, other] = [a.whole, b.whole];
      const most = Math.min(one.length, other.length);
      let start = 0;
      while (start < most && one[start] === other[start]) start++;
      let end = 0;
      while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end++;
      assert.deepEqual(inCommon(a, b), { start, end });
      assert.equal(isSameText(a, b), one === other);
    }),
    { numRuns: 2000 },
  );
});

test('more is compared than fits into a block', () => {
  const long = 'a line of a text\n'.repeat(20_000);
  const [a, b] = [`${long}one${long}`, `${long}other${long}`];
  const cut = (text: string, at: number) => new PartedText([text.slice(0, at), text.slice(at)]);
  const expected = { start: long.length + 1, end: long.length };
  for (const at of [0, 5, 100_000, long.length + 2, 500_000])
    assert.deepEqual(inCommon(cut(a, at), cut(b, 7)), expected);
});
