import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Lexer } from 'yaml';
import { type Counted, recounted } from '../../server/src/core/model/recounting.js';
import { read } from '../../server/src/core/model/source.js';

const count = (text: string): number => [...new Lexer().lex(text)].length;

const LINES = [
  'a: 1\n',
  '- x\n',
  '  b: |\n',
  '   text\n',
  '    more\n',
  '\n\n',
  '  \t\n',
  '"',
  "'",
  '{',
  ']',
  ', ',
  ' # c\n',
  'c: >-\n',
  '? k\n',
  ': v\n',
  '&a ',
  '!t ',
  '---\n',
  '%YAML 1.2\n',
  '\r\n',
  '  ',
  '\t',
  '\\',
  '\uFEFF',
  'key: value\n',
  '  - y: z\n',
  '|+\n',
  '- |2\n',
  'k: >1-\n',
  '-',
];
const written = fc.array(fc.constantFrom(...LINES), { maxLength: 40 }).map((lines) => lines.join(''));

test('what is found to be too much after any edits is too much', () => {
  let found = 0;
  const edit = fc.record({ at: fc.nat(65_535), length: fc.nat(12), text: written });
  fc.assert(
    fc.property(written, fc.array(edit, { maxLength: 6 }), fc.nat(60), (start, edits, most) => {
      let text = start;
      let before: Counted = { text, stretches: [] };
      for (const { at, length, text: put } of edits) {
        const from = Math.floor((at * (text.length + 1)) / 65_536);
        text = text.slice(0, from) + put + text.slice(from + length);
        const after = recounted(text, before, most, 8);
        if (!after) continue;
        found++;
        assert.ok(count(text) > most, JSON.stringify([before.text, text]));
        before = after;
      }
    }),
    { numRuns: 5000 },
  );
  assert.ok(found > 1000);
});

test('of a long text that is typed in, what is around the key is counted again', () => {
  const text = `a:\n${'  - key: value\n'.repeat(20_000)}`;
  const most = count(text) - 20_000;
  const first = recounted(text, { text, stretches: [] }, most);
  assert.ok(first);
  const at = text.length >> 1;
  const typed = `${text.slice(0, at)}x${text.slice(at)}`;
  const second = recounted(typed, first, most);
  assert.ok(second);
  const known = new Set(first.stretches);
  assert.equal(second.stretches.filter((stretch) => !known.has(stretch)).length, 1);
  assert.equal(second.stretches.length, first.stretches.length);
  // A quote that is not closed takes the rest into one text.
  assert.equal(
    recounted(`${text.slice(0, 3)}  - "\n${text.slice(3).replaceAll('  -', '   ')}`, second, most),
    undefined,
  );
});

test('a document that is made of too much is refused again, and read once it is small enough', () => {
  const many = `a:\n${'  - key: value\n'.repeat(45_000)}`;
  let known = read(many).counted;
  for (const line of [10, 20_000, 44_000]) {
    assert.ok(known);
    const at = 3 + line * 15;
    const text = `${many.slice(0, at)}  - more: "\n${many.slice(at)}`;
    const again = read(text, { before: known });
    const { counted: _, ...fresh } = read(text);
    const { counted, ...told } = again;
    assert.deepEqual(told, fresh);
    known = counted ?? known;
  }
  const few = many.slice(0, many.length >> 1);
  assert.deepEqual(read(few, { before: known }), read(few));
  assert.equal(read(few, { before: known }).beyond, undefined);
});
