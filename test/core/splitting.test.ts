import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PartedText, partedOf } from '../../server/src/core/model/partedText.js';
import { type Chunk, chunks, copied, resplit } from '../../server/src/core/model/splitting.js';

/** What documents begin and end with, and what only looks like it. */
const SCRAPS = [
  '---\n',
  '--- # here\n',
  '---',
  '--',
  '...\n',
  '... # the end\r\n',
  '....\n',
  '\n',
  '\r\n',
  '\r',
  '\u2028',
  '\uFEFF',
  '# a comment\n',
  '%YAML 1.2\n',
  'a: 1\n',
  'b: |\n  text\n',
  ' ',
  '\t',
  '😀',
  'x',
  '--B',
  '--B\n',
  '--B--\n',
  'Content-Type: text/plain\n\n',
  'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n',
  '# a comment that is long enough to be behind the head of a message\n'.repeat(70),
];

const written = fc.array(fc.constantFrom(...SCRAPS), { maxLength: 30 }).map((scraps) => scraps.join(''));
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(6), fc.nat(4000)),
  text: fc.oneof(fc.constantFrom(...SCRAPS), written, fc.constant('')),
});

type Parting = (text: string) => PartedText;

/** As `rereading` puts them together. */
function again(
  text: string,
  before: string,
  known: readonly Chunk[],
  [now, then]: readonly Parting[] = [],
): Chunk[] {
  const { front, back, between } = resplit(
    (now ?? partedOf)(text),
    (then ?? partedOf)(before),
    known.map(({ offset }) => offset),
  );
  const moved = text.length - before.length;
  return [
    ...known.slice(0, front),
    ...between,
    ...known.slice(known.length - back).map((chunk) => ({ ...chunk, offset: chunk.offset + moved })),
  ];
}

test('after any edits the documents are those of a new text', () => {
  fc.assert(
    fc.property(written, fc.array(edit, { maxLength: 6 }), (start, edits) => {
      let text = start;
      let known = chunks(text);
      for (const { at, length, text: put } of edits) {
        const from = Math.floor(at * text.length);
        const next = text.slice(0, from) + put + text.slice(from + length);
        known = again(next, text, known);
        text = next;
        assert.deepEqual(known, chunks(text));
      }
    }),
    { numRuns: 2000 },
  );
});

test('so they are where most of them are long', () => {
  const long = fc.constantFrom(...SCRAPS, 'key: value\n'.repeat(400), `${'key: value '.repeat(400)}\n`);
  const texts = fc.array(long, { maxLength: 12 }).map((scraps) => scraps.join(''));
  const cut = fc.array(fc.nat(20_000), { maxLength: 4 });
  fc.assert(
    fc.property(texts, fc.array(edit, { maxLength: 6 }), cut, (start, edits, lengths) => {
      let text = start;
      let known = chunks(text);
      const parting = (each: string) => new PartedText(inParts(each, lengths));
      for (const { at, length, text: put } of edits) {
        const from = Math.floor(at * text.length);
        const next = text.slice(0, from) + put + text.slice(from + length);
        known = again(next, text, known, [parting, parting]);
        text = next;
        assert.deepEqual(known, chunks(text));
      }
    }),
    { numRuns: 2000 },
  );
});

test('of a long document that is typed in, only the lines around are looked at', () => {
  const text = `a: 1\n---\n${'key: value\n'.repeat(1000)}---\nb: 1\n`;
  const at = text.length >> 1;
  const next = `${text.slice(0, at)}0${text.slice(at)}`;
  const offsets = chunks(text).map(({ offset }) => offset);
  const { front, back, between } = resplit(partedOf(next), partedOf(text), offsets);
  assert.deepEqual([front, back], [1, 1]);
  assert.deepEqual(between, [chunks(next)[1]]);
});

test('in whatever parts a text is given, its documents are the same', () => {
  const parting = fc
    .array(fc.nat(40), { maxLength: 8 })
    .map((lengths) => (text: string) => new PartedText(inParts(text, lengths)));
  fc.assert(
    fc.property(written, edit, parting, parting, (text, { at, length, text: put }, one, other) => {
      const from = Math.floor(at * text.length);
      const next = text.slice(0, from) + put + text.slice(from + length);
      assert.deepEqual(again(next, text, chunks(text), [other, one]), chunks(next));
      assert.deepEqual(again(next, text, chunks(text), [one, one]), chunks(next));
    }),
    { numRuns: 2000 },
  );
});

/** Parts of these lengths, and the rest. */
function inParts(text: string, lengths: readonly number[]): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const length of lengths) {
    parts.push(text.slice(from, from + length));
    from += length;
  }
  return [...parts, text.slice(from)];
}

test('the documents are the text, with nothing lost', () => {
  fc.assert(
    fc.property(written, (text) => {
      assert.equal(
        chunks(text)
          .map((chunk) => chunk.text)
          .join(''),
        text,
      );
    }),
  );
});

test('of a long file only the documents around a change are cut again', () => {
  const text = Array.from({ length: 1000 }, (_, i) => `---\na: ${i}\n`).join('');
  const at = text.indexOf('a: 500') + 6;
  const next = `${text.slice(0, at)}0${text.slice(at)}`;
  const { front, back, between } = resplit(
    partedOf(next),
    partedOf(text),
    chunks(text).map(({ offset }) => offset),
  );
  assert.deepEqual(
    between.map((chunk) => chunk.text),
    ['---\na: 499\n', '---\na: 5000\n'],
  );
  assert.deepEqual([front, back], [499, 499]);
});

test('of equal documents one is taken out, one is put in, and none is left', () => {
  const text = '---\na: 1\n'.repeat(5);
  for (const next of ['---\na: 1\n'.repeat(4), '---\na: 1\n'.repeat(6), '', text])
    assert.deepEqual(again(next, text, chunks(text)), chunks(next));
});

test('a copy is the same text', () => {
  for (const text of ['', 'a', 'a text that is longer than a view has to be', '😀\uD800'])
    assert.equal(copied(text), text);
});

test('a long header of comments with Windows line ends is looked through once', () => {
  const header = '# license text\r\n'.repeat(200);
  assert.deepEqual(
    chunks(`${header}a: 1\r\n---\r\nb: 2\r\n`).map(({ offset }) => offset),
    [0, header.length + 6],
  );
});
