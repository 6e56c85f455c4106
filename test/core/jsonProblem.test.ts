import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonProblem } from '../../server/src/core/domain/jsonProblem.js';

/** The text at fault, and what is wrong with it. */
const problem = (text: string): [string, string] | undefined => {
  const found = jsonProblem(text);
  return found && [text.slice(found.start, found.end), found.message];
};

test('what is JSON has none', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => jsonProblem(JSON.stringify(value, null, 2)) === undefined),
  );
});

test('commas', () => {
  assert.deepEqual(problem('{"a": 1,\n}'), [
    ',',
    'A comma too many: JSON takes none in front of the closing brace',
  ]);
  assert.deepEqual(problem('[1, 2, ]'), [
    ',',
    'A comma too many: JSON takes none in front of the closing bracket',
  ]);
  assert.deepEqual(problem('{"a": 1 "b": 2}'), [
    '"',
    'A comma or the closing brace is missing in front of this',
  ]);
  assert.deepEqual(problem('{"a": 1,, "b": 2}'), [',', 'A key in double quotes belongs here']);
});

test('quotes and words', () => {
  assert.deepEqual(problem("{'a': 1}"), ["'a'", 'A key in double quotes belongs here']);
  assert.deepEqual(problem('{"a": \'b\'}'), ["'b'", 'Texts go in double quotes']);
  assert.deepEqual(problem('{"a": True}'), [
    'True',
    'A value of JSON, such as a text in double quotes, belongs here',
  ]);
  assert.deepEqual(problem('{"a": 010}'), [
    '010',
    'A value of JSON, such as a text in double quotes, belongs here',
  ]);
  assert.deepEqual(problem('{"a" 1}'), ['1', 'A colon is missing behind the key']);
});

test('comments, and what follows the end', () => {
  assert.deepEqual(problem('{\n  # why\n  "a": 1}'), ['# why', 'JSON has no comments']);
  assert.deepEqual(problem('{"a": 1, // why\n "b": 2}'), ['// why', 'JSON has no comments']);
  assert.deepEqual(problem('{"a": 1}}'), ['}', 'More follows behind the end of the document']);
});

test('a text that ends too early', () => {
  assert.deepEqual(problem('{"a": [1, 2'), ['2', 'The text ends before the document does']);
  assert.deepEqual(problem('  '), ['', 'The text ends before the document does']);
});

test('a text without an end', () => {
  assert.deepEqual(problem('{"a": "b\n}'), [
    '"b',
    'The text that begins here has no end, or holds what JSON does not take',
  ]);
});

test('a problem for every text that is no JSON, inside of it, and never a throw', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[{}[\]",:'#/\\a1.\n -]{0,60}$/), (text) => {
      const found = jsonProblem(text);
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      assert.equal(found === undefined, isJson, text);
      if (found) assert.ok(found.start >= 0 && found.start <= found.end && found.end <= text.length, text);
    }),
  );
  assert.equal(jsonProblem('['.repeat(100_000)), undefined);
});
