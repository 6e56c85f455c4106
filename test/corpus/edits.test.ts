import { test } from 'node:test';
import fc from 'fast-check';
import type { Analysis } from '../../server/src/core/analysis.js';
import { applied, fixAll } from '../../server/src/core/features/codeActions.js';
import { analyzed, FIXTURES, manifests, sameAsFresh } from './fixtures.js';

/** What people type, paste and leave behind, and what has upset readers of YAML. */
const SCRAPS = [
  '\n',
  '\n---\n',
  '...\n',
  '  ',
  '\t',
  '- ',
  ': ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '#',
  '&a ',
  '*a',
  '<<: *a\n',
  '|\n',
  '!!binary ',
  '? ',
  '\r\n',
  '\uFEFF',
  '\u0000',
  '😀',
  '{{',
  '}}',
  '{{- if .Values.x }}',
  '${X}',
  'null',
  '~',
  '__proto__: 1\n',
  'constructor: {}\n',
  'kind: ENIConfig\n',
  'kind: List\nitems:\n',
  'aws-node',
  'spec:\n',
  'subnet: subnet-0aa1bb2cc3dd4ee5f\n',
  '- sg-0aa1bb2cc3dd4ee5f\n',
  'podSelector: {}\n',
  'operator: in\n',
];

const fixtures = manifests(FIXTURES);
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(400)),
  text: fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ maxLength: 8 }), fc.constant('')),
});

test('after any edits the analysis is that of a new text', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), fc.array(edit, { maxLength: 8 }), ({ text }, edits) => {
      let analysis = analyzed(text);
      for (const { at, length, text: put } of edits) {
        const start = Math.floor(at * analysis.text.length);
        analysis = analyzed(
          analysis.text.slice(0, start) + put + analysis.text.slice(start + length),
          analysis,
        );
        sameAsFresh(analysis);
      }
    }),
    { numRuns: 150 },
  );
});

test('after any edits all safe fixes together can be read as well', () => {
  const mend = (analysis: Analysis): Analysis => {
    const action = fixAll(analysis, (text) => analyzed(text));
    return action ? analyzed(applied(analysis.text, action.edits), analysis) : analysis;
  };
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), fc.array(edit, { maxLength: 4 }), ({ text }, edits) => {
      let analysis = mend(analyzed(text));
      for (const { at, length, text: put } of edits) {
        const start = Math.floor(at * analysis.text.length);
        analysis = mend(
          analyzed(analysis.text.slice(0, start) + put + analysis.text.slice(start + length), analysis),
        );
      }
      sameAsFresh(analysis);
    }),
    { numRuns: 100 },
  );
});
