import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasMark } from '../../server/src/core/carriers/marks.js';
import { isForeign } from '../../server/src/core/foreign.js';
import { PartedText } from '../../server/src/core/model/partedText.js';

const LONG = 'key: a value of somebody else\n'.repeat(700);
/** Cut where it is typed in, too. */
const inParts = (text: string): PartedText =>
  new PartedText([text.slice(0, 9000), text.slice(9000, LONG.length - 60), text.slice(LONG.length - 60)]);
const foreign = { text: LONG, isForeign: true } as const;

test('a short text is not worth the question', () => {
  assert.equal(isForeign('key: value\n', undefined), false);
});

test('what is ours shows in a new text, and where it is typed', () => {
  assert.equal(isForeign(LONG, undefined), true);
  assert.equal(isForeign(`${LONG}kind: ENIConfig\n`, undefined), false);
  assert.equal(isForeign(`${LONG}x`, foreign), true);
  assert.equal(isForeign(`${LONG}kind: ENIConfig\n`, foreign), false);
  // Letter by letter, and over several lines.
  const almost = { text: LONG.replace('value', 'ENIConfi'), isForeign: true } as const;
  assert.equal(isForeign(almost.text.replace('ENIConfi', 'ENIConfig'), almost), false);
  const parted = { text: `${LONG}{"kind"\n\n:\n\n\n"Nod", a: b}\n`, isForeign: true } as const;
  assert.equal(isForeign(parted.text.replace('Nod', 'Node'), parted), false);
  const far = { text: `${LONG}{"kind":${'\n'.repeat(9000)}"Nod", a: b}\n`, isForeign: true } as const;
  assert.equal(isForeign(far.text.replace('Nod', 'Node'), far), false);
});

test('a List and comments for us are not left out', () => {
  assert.equal(isForeign(`${LONG}items:\n`, foreign), false);
  assert.equal(isForeign(`${LONG}# vpc-cni allow max-pods: why not\n`, foreign), false);
});

test('after any edits it is what it is by itself', () => {
  const PARTS = [
    'kind',
    '"',
    ': ',
    'Node',
    'Kustom',
    'ization',
    'aws-',
    'node',
    '\n',
    '\n\n',
    '{',
    '}',
    ' ',
    'x',
    'ENI',
    'Config',
    'resources:',
    'items:',
    '# vpc-cni ',
    'allow',
    '\r\n',
  ];
  const edit = fc.record({
    at: fc.nat(60),
    length: fc.nat(8),
    text: fc.array(fc.constantFrom(...PARTS), { maxLength: 3 }).map((parts) => parts.join('')),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
      let text = LONG;
      let before: { text: string; isForeign?: true } = foreign;
      for (const { at, length, text: put } of edits) {
        // All of them in one place, where they meet.
        const start = LONG.length - 90 + at;
        text = text.slice(0, start) + put + text.slice(start + length);
        assert.equal(isForeign(text, before), isForeign(text, undefined));
        const then = { ...before, text: inParts(before.text) };
        assert.equal(isForeign(inParts(text), then), isForeign(text, undefined));
        if (isForeign(text, before)) assert.equal(hasMark(text), false);
        before = { text, ...(isForeign(text, before) && { isForeign: true as const }) };
      }
    }),
    { numRuns: 500 },
  );
});
