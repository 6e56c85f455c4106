import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embeddedDocument, nested } from '../../server/src/core/model/nested.js';
import { read } from '../../server/src/core/model/source.js';
import { at, type Node, type ScalarNode } from '../../server/src/core/model/tree.js';

const holder = (source: string, ...path: string[]): ScalarNode => {
  const node = at(read(source).root, ...(path.length > 0 ? path : ['text']));
  assert.ok(node?.kind === 'scalar', source);
  return node;
};

const documents = (source: string, ...path: string[]): readonly Node[] =>
  nested(holder(source, ...path), source);

function scalars(node: Node): ScalarNode[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.items.flatMap(scalars);
  return node.entries.flatMap(({ key, value }) => [key, ...scalars(value)]);
}

/** Every scalar of the nested documents stands in the source where it says, letter by letter. */
function allInPlace(source: string, ...path: string[]): string[] {
  const found = documents(source, ...path).flatMap(scalars);
  for (const { text, inner, span } of found) {
    assert.ok(inner !== undefined, `no place for ${text} in ${JSON.stringify(source)}`);
    assert.equal(source.slice(inner, inner + text.length), text);
    assert.equal(source.slice(span.start, span.end).replace(/^["']|["']$/g, ''), text);
  }
  return found.map(({ text }) => text);
}

const WORDS = ['a', 'b', '1', 'c', 'd', 'e f'];

test('a block, kept, stripped or with all its line breaks', () => {
  for (const header of ['|', '|-', '|+', '| # comment', '|2', '|-2']) {
    const source = `text: ${header}\n  a:\n    b: 1\n  c:\n    - d\n    - "e f"\nnext: 2\n`;
    assert.deepEqual(allInPlace(source), WORDS, header);
  }
});

test('a block deep in the document, indented more than need be', () => {
  const source =
    'spec:\n    more:\n      - text: |\n              a:\n                b: 1\n              c: 2\n';
  const list = at(read(source).root, 'spec', 'more');
  const text = at(list?.kind === 'list' ? list.items[0] : undefined, 'text');
  assert.ok(text?.kind === 'scalar');
  const found = nested(text, source).flatMap(scalars);
  assert.deepEqual(
    found.map(({ inner = 0, text: { length } }) => source.slice(inner, inner + length)),
    ['a', 'b', '1', 'c', '2'],
  );
});

test('a block whose text begins with blanks of its own', () => {
  const source = 'text: |2\n      a: 1\n      b: 2\n';
  assert.equal(holder(source).text, '    a: 1\n    b: 2\n');
  assert.deepEqual(allInPlace(source), ['a', '1', 'b', '2']);
});

test('blank lines, with and without blanks in them', () => {
  const source = 'text: |\n\n  a:\n\n    b: 1\n   \n     \n  c:\n\n\n  - d\n  - "e f"\n\n';
  assert.deepEqual(allInPlace(source), WORDS);
});

test('lines that end as on Windows', () => {
  const source = 'text: |\r\n  a:\r\n    b: 1\r\n\r\n  c:\r\n  - d\r\n  - "e f"\r\nnext: 2\r\n';
  assert.deepEqual(allInPlace(source), WORDS);
});

test('the last line of a file without a line break', () => {
  assert.deepEqual(allInPlace('text: |\n  a: 1\n  b: 2'), ['a', '1', 'b', '2']);
});

test('one line in quotes', () => {
  for (const quote of ['"', "'"]) {
    assert.deepEqual(allInPlace(`text: ${quote}{a: 1, b: [c]}${quote}\n`), ['a', '1', 'b', 'c']);
  }
});

test('several documents', () => {
  const source = 'text: |\n  a: 1\n  ---\n  # comment\n  b: 2\n  ...\n  c: 3\n';
  assert.equal(documents(source).length, 3);
  assert.deepEqual(allInPlace(source), ['a', '1', 'b', '2', 'c', '3']);
});

test('the span of a map goes from its first key to its last value', () => {
  const source = 'text: |\n  a:\n    b: 1\n    c: 2\n  d: 3\n';
  const [root] = documents(source);
  const inside = at(root, 'a');
  assert.equal(inside && source.slice(inside.span.start, inside.span.end), 'b: 1\n    c: 2');
});

/** Every scalar with what it is written as. */
const writtenAs = (source: string): readonly (readonly [text: string, written: string])[] =>
  documents(source)
    .flatMap(scalars)
    .map(({ text, span }) => [text, source.slice(span.start, span.end)]);

test('a folded block, and quotes with escapes or line breaks', () => {
  const plain = [
    ['a', 'a'],
    ['1', '1'],
    ['b', 'b'],
    ['2', '2'],
  ];
  assert.deepEqual(writtenAs('text: >\n  {a: 1,\n  b: 2}\n'), plain);
  assert.deepEqual(writtenAs('text: "a: 1\\nb: 2"\n'), plain);
  assert.deepEqual(writtenAs('text: "{a: 1,\n  b: 2}"\n'), plain);
  assert.deepEqual(writtenAs("text: '{a: ''1'', b: 2}'\n"), [['a', 'a'], ['1', "''1''"], ...plain.slice(2)]);
  assert.deepEqual(writtenAs('text: "{\\"a\\":{\\"b\\":1}}"\n'), [
    ['a', '\\"a\\"'],
    ['b', '\\"b\\"'],
    ['1', '1'],
  ]);
});

test('a text with escapes in it does not stand there letter by letter', () => {
  const source = String.raw`text: "{\"a\": \"b\\\\c\", \"d\": \"e\"}"`;
  assert.deepEqual(
    documents(source)
      .flatMap(scalars)
      .map(({ text, inner }) => [text, inner]),
    [
      ['a', source.indexOf('a\\')],
      ['b\\c', undefined],
      ['d', source.indexOf('d\\')],
      ['e', source.indexOf('e\\')],
    ],
  );
});

test('one document, with what is wrong in it at its place', () => {
  const source = 'text: "{\\"a\\":1,\\n\\"b\\":[2}"\n';
  const { problems, embedded } = embeddedDocument(holder(source), source);
  const [problem] = problems;
  assert.ok(problem);
  assert.equal(source.slice(problem.span.start), '}"\n');
  assert.deepEqual(embedded, holder(source).span);
});

test('what is wrong where a template fills in is not known', () => {
  const source = 'text: "{\\"a\\": {{ x }} [}"\n';
  const { problems, templated } = embeddedDocument(holder(source), source);
  assert.deepEqual([problems, templated], [[], true]);
});

test('a block that others refer to is shared, and so is what is in it', () => {
  const source = 'text: &t |\n  a: 1\nother: *t\n';
  const found = documents(source).flatMap(scalars);
  assert.ok(found.length > 0 && found.every(({ shared, inner }) => shared && inner === undefined));
});

test('what a template fills in is open, and all else stays in its place', () => {
  const source = 'text: |\n  a: {{ .Values.a }}\n  b: ${B}\n  c: 2\n';
  const [root] = documents(source);
  const open = (key: string) => {
    const node = at(root, key);
    return node?.kind === 'scalar' && node.open;
  };
  assert.deepEqual(['a', 'b', 'c'].map(open), [true, true, false]);
  const c = at(root, 'c');
  assert.ok(c?.kind === 'scalar' && c.inner !== undefined);
  assert.equal(source[c.inner], '2');
});

test('a text in a branch of a template is there or not, and so is what is in it', () => {
  const source = '{{- if .x }}\ntext: |\n  a: 1\n{{- end }}\n';
  const a = at(documents(source)[0], 'a');
  assert.ok(a?.kind === 'scalar' && a.conditional);
});

test('texts that are no YAML, or nothing at all', () => {
  assert.deepEqual(documents('text: ""\n'), []);
  assert.deepEqual(documents('text: |\n\n\nnext: 1\n'), []);
  for (const text of ['#!/bin/bash', '[settings.kubernetes]', '{{{{', '"', '\t- a: b: c', '&a *a'])
    assert.doesNotThrow(() => documents(`text: |\n  ${text}\n  x = 1\n`), text);
});

test('cut off anywhere, nothing throws, and what is found stands where it says', () => {
  const whole = 'spec:\n  text: |\n    a:\n      b: 1\n\n    ---\n    c: ["d", e]\n  next: x\n';
  for (let end = 0; end <= whole.length; end++) {
    const source = whole.slice(0, end);
    const node = at(read(source).root, 'spec', 'text');
    if (node?.kind !== 'scalar') continue;
    for (const { inner, text } of nested(node, source).flatMap(scalars)) {
      if (inner !== undefined) assert.equal(source.slice(inner, inner + text.length), text, source);
    }
  }
});
