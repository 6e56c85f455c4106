import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Position,
  TextDocument,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import { LongDocument } from '../../server/src/lsp/longDocument.js';
import { analyzed, sameAsFresh } from '../corpus/fixtures.js';

const position = fc.record({
  line: fc.integer({ min: -1, max: 5000 }),
  character: fc.integer({ min: -1, max: 60 }),
});
/** Some are long enough to make parts, and some lines long enough to be one. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\r\n',
        '\r',
        'a: 1\n',
        'b',
        '😀',
        '# a line that is not so short\r\n'.repeat(700),
      ),
      fc.constantFrom('- item\n'.repeat(6000), 'x'.repeat(40_000), '\r'.repeat(20_000), ''),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const change = fc.oneof(
  { weight: 6, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text }) },
  { weight: 1, arbitrary: fc.record({ text }) },
);

test('a document in parts is that of the library after any changes', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(change, { maxLength: 6 }),
      fc.array(position),
      fc.array(fc.nat(200_000)),
      (...given) => {
        const [start, changes, positions, offsets] = given;
        let whole = TextDocument.create('file:///a.yaml', 'yaml', 1, start);
        let parts = LongDocument.create('file:///a.yaml', 'yaml', 1, start);
        for (const [i, each] of changes.entries()) {
          // Behind the last line the library counts lines that are not there.
          const within = inside(whole, each);
          whole = TextDocument.update(whole, [within], i + 2);
          parts = LongDocument.update(parts, [within], i + 2);
          assert.equal(parts.getText(), whole.getText());
          assert.equal(parts.version, whole.version);
          assert.equal(parts.lineCount, whole.lineCount);
        }
        for (const at of positions) {
          assert.equal(parts.offsetAt(at), whole.offsetAt(at));
          assert.deepEqual(parts.getLineRange(at.line), whole.getLineRange(at.line));
          assert.equal(parts.getEOLCharacters(at.line), whole.getEOLCharacters(at.line));
        }
        for (const at of [-1, ...offsets, whole.getText().length + 1])
          assert.deepEqual(parts.positionAt(at), whole.positionAt(at));
        const [first, second] = positions;
        if (first && second)
          assert.equal(
            parts.getText({ start: first, end: second }),
            whole.getText({ start: first, end: second }),
          );
      },
    ),
    { numRuns: 200 },
  );
});

const ENI_CONFIGS = Array.from(
  { length: 900 },
  (_, i) => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: zone-${i % 800}
spec:
  subnet: subnet-${String(i % 700).padStart(17, '0')}
`,
).join('---\n');

test('a long text that is edited part by part says what it says anew', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const typed = fc.record({
    at: place,
    length: fc.oneof(fc.nat(3), fc.nat(400), fc.nat(60_000)),
    text: fc.oneof(
      fc.constantFrom('1', '', '\n', '---\n', '...\n', '--', '# vpc-cni allow-file bad-id: here\n', 'x: [\n'),
      place.map((from) => ENI_CONFIGS.slice(Math.floor(from * ENI_CONFIGS.length)).slice(0, 50_000)),
    ),
  });
  fc.assert(
    fc.property(fc.array(typed, { minLength: 1, maxLength: 5 }), (edits) => {
      const document = LongDocument.create('file:///a.yaml', 'yaml', 1, ENI_CONFIGS);
      assert.ok(document.text.parts.length > 3);
      let analysis = analyzed(document.text);
      for (const [i, { at, length, text }] of edits.entries()) {
        const from = Math.floor(at * document.getText().length);
        const range = { start: document.positionAt(from), end: document.positionAt(from + length) };
        LongDocument.update(document, [{ range, text }], i + 2);
        analysis = analyzed(document.text, analysis);
        assert.equal(analysis.text, document.getText());
      }
      sameAsFresh(analysis);
    }),
    { numRuns: 8 },
  );
});

function inside(
  document: TextDocument,
  given: TextDocumentContentChangeEvent,
): TextDocumentContentChangeEvent {
  if (!('range' in given)) return given;
  const there = (at: Position) => document.positionAt(document.offsetAt(at));
  return { ...given, range: { start: there(given.range.start), end: there(given.range.end) } };
}
