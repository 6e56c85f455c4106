import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applied, type Edit } from '../../server/src/core/carriers/lines.js';

const edit = (start: number, end: number, text: string): Edit => ({ span: { start, end }, text });

test('edits in any order, and several at one place', () => {
  assert.equal(applied('abcdef', []), 'abcdef');
  assert.equal(applied('abcdef', [edit(4, 5, ''), edit(0, 1, 'AA')]), 'AAbcdf');
  // What is put in at a place comes before what replaces the text there; of two, the last is first.
  assert.equal(applied('abcdef', [edit(2, 3, 'C'), edit(2, 2, '1'), edit(2, 2, '2')]), 'ab21Cdef');
  assert.equal(applied('abcdef', [edit(6, 6, '!')]), 'abcdef!');
});

test('the same as one by one from the end', () => {
  const cuts = fc.uniqueArray(fc.nat(20), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(fc.string({ minLength: 20, maxLength: 20 }), cuts, fc.nat(5), (text, places, turn) => {
      const sorted = places.toSorted((a, b) => a - b);
      const edits = sorted.flatMap((start, i) =>
        i % 2 === 0 ? [edit(start, sorted[i + 1] ?? start, `<${i}>`)] : [],
      );
      const meant = edits.reduceRight(
        (out, { span, text: put }) => out.slice(0, span.start) + put + out.slice(span.end),
        text,
      );
      assert.equal(applied(text, [...edits.slice(turn), ...edits.slice(0, turn)]), meant);
    }),
  );
});
