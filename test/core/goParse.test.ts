import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { atoi, parseBool, parseIntBase0, readTags } from '../../server/src/core/domain/goParse.js';

test('parseBool reads twelve texts', () => {
  for (const text of ['1', 't', 'T', 'TRUE', 'true', 'True']) assert.equal(parseBool(text), true, text);
  for (const text of ['0', 'f', 'F', 'FALSE', 'false', 'False']) assert.equal(parseBool(text), false, text);
  for (const text of [
    '',
    ' true',
    'true ',
    'tRUE',
    'TRue',
    'yes',
    'on',
    'no',
    'off',
    '01',
    '"true"',
    'constructor',
  ]) {
    assert.equal(parseBool(text), undefined, text);
  }
});

const ATOI: readonly [string, number | undefined][] = [
  ['0', 0],
  ['-0', 0],
  ['+5', 5],
  ['-1', -1],
  ['007', 7],
  ['9223372036854775807', Number(2n ** 63n)],
  ['-9223372036854775808', -Number(2n ** 63n)],
  [`${'0'.repeat(200)}8`, 8],
  ['9223372036854775808', undefined],
  ['-9223372036854775809', undefined],
  ['9'.repeat(100_000), undefined],
  ['', undefined],
  ['+', undefined],
  ['--1', undefined],
  [' 1', undefined],
  ['1 ', undefined],
  ['1\n', undefined],
  ['1.0', undefined],
  ['1e3', undefined],
  ['1_000', undefined],
  ['0x10', undefined],
  ['٣', undefined],
];

test('atoi', () => {
  for (const [text, value] of ATOI) assert.equal(atoi(text), value, text.slice(0, 40));
});

test('atoi undoes printing', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (n) => atoi(`${n}`) === (n === 0 ? 0 : n)));
});

const BASE_0: readonly [string, number | undefined][] = [
  ['128', 128],
  ['0x80', 128],
  ['0X80', 128],
  ['0b1000_0000', 128],
  ['0o200', 128],
  ['0200', 128],
  ['0_200', 128],
  ['0x_80', 128],
  ['1_2_8', 128],
  ['-0x1', -1],
  ['+1', 1],
  ['0', 0],
  ['00', 0],
  ['-0', 0],
  ['0xffffffff', 0xffff_ffff],
  ['0x7fffffffffffffff', Number(2n ** 63n)],
  ['0x8000000000000000', undefined],
  ['08', undefined],
  ['0x', undefined],
  ['0x_', undefined],
  ['0_', undefined],
  ['_1', undefined],
  ['1__0', undefined],
  ['1_', undefined],
  ['0b2', undefined],
  ['x80', undefined],
  [' 1', undefined],
  ['', undefined],
  ['-', undefined],
];

test('parseIntBase0', () => {
  for (const [text, value] of BASE_0) assert.equal(parseIntBase0(text), value, text);
});

test('parseIntBase0 reads a number in every base', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (n) => {
      const [sign, size] = n < 0 ? ['-', -n] : ['', n];
      for (const text of [
        `0x${size.toString(16)}`,
        `0o${size.toString(8)}`,
        `0b${size.toString(2)}`,
        `0${size.toString(8)}`,
      ]) {
        assert.equal(parseIntBase0(sign + text), n === 0 ? 0 : n);
      }
    }),
  );
});

const TAGS: readonly [string, Record<string, string> | undefined][] = [
  ['{}', {}],
  ['null', {}],
  [' {"a": "b", "c": null} ', { a: 'b', c: '' }],
  ['{"a":"1","a":"2"}', { a: '2' }],
  ['{"__proto__":"x"}', JSON.parse('{"__proto__":"x"}')],
  ['{"a":1}', undefined],
  ['{"a":true}', undefined],
  ['{"a":{}}', undefined],
  ['[]', undefined],
  ['"a"', undefined],
  ["{'a':'b'}", undefined],
  ['{"a":"b",}', undefined],
  ['', undefined],
  ['['.repeat(100_000), undefined],
];

test('readTags', () => {
  for (const [text, expected] of TAGS) {
    const read = readTags(text);
    assert.deepEqual('tags' in read ? Object.fromEntries(read.tags) : undefined, expected, text.slice(0, 40));
  }
});

test('any text is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseBool(text);
      atoi(text);
      parseIntBase0(text);
      readTags(text);
    }),
  );
});
