import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Document, Scalar } from 'yaml';
import { placing } from '../../server/src/core/model/placing.js';
import { read } from '../../server/src/core/model/source.js';
import type { Span } from '../../server/src/core/model/span.js';
import { HOLE, mask } from '../../server/src/core/model/template.js';
import { at, type ScalarNode } from '../../server/src/core/model/tree.js';

function scalarIn(source: string): ScalarNode | undefined {
  const { root, problems } = read(source);
  const node = at(root, 'spec', 'text') ?? at(root, 'text');
  return node?.kind === 'scalar' && node.type === 'string' && problems.length === 0 ? node : undefined;
}

/** The characters of the text in turn, each with what it is written as. */
function letters(source: string): readonly (readonly [text: string, written: string])[] {
  const scalar = scalarIn(source);
  const place = scalar && placing(scalar, source);
  assert.ok(place, source);
  return scalar.text.split('').map((letter, i) => {
    const { start, end } = place.span({ start: i, end: i + 1 });
    assert.equal(place.start(i), start);
    return [letter, source.slice(start, end)];
  });
}

/** Those that are written in another way. */
const others = (source: string) => letters(source).filter(([letter, written]) => letter !== written);

test('escapes in double quotes', () => {
  const escapes = String.raw`text: "a\"b\\c\/d\te\nf\x41\u00e9\_\0\ \U0001F600."`;
  assert.deepEqual(others(escapes), [
    ['"', '\\"'],
    ['\\', '\\\\'],
    ['/', '\\/'],
    ['\t', '\\t'],
    ['\n', '\\n'],
    ['A', '\\x41'],
    ['é', '\\u00e9'],
    ['\u00a0', '\\_'],
    ['\0', '\\0'],
    [' ', '\\ '],
    // One escape, two units.
    ['\ud83d', '\\U0001F600'],
    ['\ude00', '\\U0001F600'],
  ]);
});

test('double quotes over several lines, some of whose breaks are escaped', () => {
  const source = 'text: "a  \n  b\n\n\n  c\\\n    d \\\r\n  \\  e"\n';
  assert.equal(scalarIn(source)?.text, 'a b\n\ncd   e');
  assert.deepEqual(others(source), [
    [' ', '  \n  '],
    ['\n', '\n\n\n  '],
    ['\n', '\n\n\n  '],
    [' ', '\\ '],
  ]);
});

test('single quotes', () => {
  assert.deepEqual(others("text: 'it''s ''\n   here'\n"), [
    ["'", "''"],
    ["'", "''"],
    [' ', '\n   '],
  ]);
});

test('a plain text over several lines', () => {
  assert.deepEqual(others('text: a b\n  c\r\n\r\n  d\n'), [
    [' ', '\n  '],
    ['\n', '\r\n\r\n  '],
  ]);
});

test('a folded block, with lines that are indented more', () => {
  const source = 'text: >-\n  a\n  b\n\n  c\n    d\n\n    e\n  f\n\n';
  assert.equal(scalarIn(source)?.text, 'a b\nc\n  d\n\n  e\nf');
  assert.deepEqual(others(source), [
    [' ', '\n'],
    ['\n', '\n\n'],
    ['\n', '\n\n'],
    ['\n', '\n\n'],
  ]);
});

test('a literal block with line ends of Windows', () => {
  const source = 'text: |+\r\n  a\r\n\r\n   b\r\n\r\nnext: 1\r\n';
  assert.equal(scalarIn(source)?.text, 'a\n\n b\n\n');
  assert.deepEqual(others(source), [
    ['\n', '\r\n'],
    ['\n', '\r\n'],
    ['\n', '\r\n'],
    ['\n', '\r\n'],
  ]);
});

test('what a template fills in has its place as well', () => {
  const source = 'text: "{\\"a\\": \\"{{ .Values.a }}\\", \\"b\\": ${B}}"\n';
  const holes = letters(source).filter(([letter]) => letter === HOLE);
  assert.equal(holes.map(([, written]) => written).join(''), '{{ .Values.a }}${B}');
});

test('a line that a template takes up', () => {
  assert.ok(letters('text: |\n  a\n  {{- if .x }}\n  b\n').some(([letter]) => letter === 'b'));
});

test('what others refer to has no place of its own', () => {
  const scalar = scalarIn('text: &a "b\\n"\nmore: *a\n');
  assert.ok(scalar);
  assert.equal(placing(scalar, 'text: &a "b\\n"\nmore: *a\n'), undefined);
});

/** Every character has its place, one behind the other, and the other way round. */
function isExact(source: string, scalar: ScalarNode): void {
  const place = placing(scalar, source);
  if (!place) return;
  const { text } = scalar;
  const masked = mask(source).text;
  let last = scalar.span.start;
  for (let i = 0; i < text.length; i++) {
    const span: Span = place.span({ start: i, end: i + 1 });
    assert.ok(last <= span.start && span.start <= span.end && span.end <= source.length, source);
    const begins = place.inside(span.start);
    assert.ok(begins !== undefined && begins <= i);
    assert.equal(place.start(begins), span.start);
    if (place.isVerbatim({ start: i, end: i + 1 })) assert.equal(masked[span.start], text[i]);
    last = span.start;
  }
}

const TYPES: Scalar.Type[] = [
  Scalar.QUOTE_DOUBLE,
  Scalar.QUOTE_SINGLE,
  Scalar.BLOCK_FOLDED,
  Scalar.BLOCK_LITERAL,
  Scalar.PLAIN,
];
const PIECES = [
  'a',
  'word',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '"',
  "'",
  '\\',
  '{',
  '}',
  ': ',
  ' #',
  '\t',
  'é',
  '😀',
  '\u0007',
];

test('whatever the text and however it is written, it has its place', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 40 }),
      fc.constantFrom(...TYPES),
      fc.constantFrom(0, 12, 40),
      fc.boolean(),
      fc.boolean(),
      (pieces, type, lineWidth, deep, windows) => {
        const text = new Scalar(pieces.join(''));
        text.type = type;
        const document = new Document(deep ? { spec: { text, next: 1 } } : { text });
        const written = document.toString({ lineWidth });
        const source = windows ? written.replaceAll('\n', '\r\n') : written;
        const scalar = scalarIn(source);
        if (!scalar || scalar.text.trim() === '') return;
        assert.ok(placing(scalar, source), source);
        isExact(source, scalar);
      },
    ),
    { numRuns: 2000, includeErrorInReport: true },
  );
});

const SCRAPS = [
  ...PIECES,
  '\n  ',
  '\n    ',
  '\r\n  ',
  '\\n',
  '\\"',
  '\\x41',
  '\\U0001F600',
  '\\\n  ',
  "''",
  '{{ x }}',
  '${Y}',
  '\n  {{ x }}\n',
];
const HEADS = ['"', "'", '|\n  ', '|-\n  ', '|+\n  ', '>\n  ', '>-\n  ', '>2\n   ', '|1\n  ', ''];

test('of texts that people type, each character is where it is said to be', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...HEADS),
      fc.array(fc.constantFrom(...SCRAPS), { maxLength: 14 }),
      fc.constantFrom('', '\n', '\nnext: 1\n'),
      (head, scraps, tail) => {
        const quote = /^["']$/.test(head) ? head : '';
        const source = `text: ${head}${scraps.join('')}${quote}${tail}`;
        const scalar = scalarIn(source);
        if (scalar) isExact(source, scalar);
      },
    ),
    { numRuns: 3000, includeErrorInReport: true },
  );
});
