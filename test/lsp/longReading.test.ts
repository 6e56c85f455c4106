import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { partedOf } from '../../server/src/core/model/partedText.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { type Begun, LongReading, readOn } from '../../server/src/lsp/longReading.js';
import { analyzed, FIXTURES, manifests, sameAsFresh } from '../corpus/fixtures.js';

const onBug = (who: string, cause: unknown) => {
  throw new Error(`${who} threw`, { cause });
};
const read = (text: string, begun?: Begun): Begun => readOn(partedOf(text), begun, DEFAULT_SETTINGS, onBug);
const FILES = manifests(FIXTURES).map(({ text }) => text);
const long = fc
  .array(fc.constantFrom(...FILES), { minLength: 20, maxLength: 60 })
  .map((files) => files.join('\n---\n'));
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat(20), fc.nat(40_000)),
  put: fc.constantFrom('x', '\n---\n', '"', '', '# c\n'),
});

test('what is read a stretch at a time says what it says at once, also where it is edited meanwhile', () => {
  let isCut = false;
  fc.assert(
    fc.property(long, fc.array(fc.option(edit), { maxLength: 6 }), (before, edits) => {
      let text = before;
      let begun: Begun | undefined;
      for (const each of edits) {
        begun = read(text, begun);
        if (!each) continue;
        const at = Math.floor(each.at * text.length);
        text = text.slice(0, at) + each.put + text.slice(at + each.length);
      }
      while ((begun?.source.length ?? 0) < text.length) {
        begun = read(text, begun);
        isCut ||= begun.source.length < text.length;
      }
      if (begun) sameAsFresh(analyzed(text, begun as Parameters<typeof analyzed>[1]));
    }),
    { numRuns: 25 },
  );
  assert.ok(isCut);
});

/** Reads one document, which is what `text` says at the time. */
function started(text: () => string | undefined, settingsOf = () => DEFAULT_SETTINGS, bugs: unknown[] = []) {
  return new LongReading({
    textOf: () => {
      const now = text();
      return now === undefined ? undefined : partedOf(now);
    },
    settingsOf,
    onBug: (_who, error) => bugs.push(error),
  });
}

const TEXT = FILES.join('\n---\n');

test('a short document is not waited for, nor one that is read', async () => {
  assert.equal(started(() => 'a: 1').whenRead('a'), undefined);
  const reading = started(() => TEXT);
  const first = reading.whenRead('a');
  assert.ok(first);
  assert.equal(reading.whenRead('a'), first);
  assert.ok(reading.isUnderWay('a'));
  await first;
  assert.ok(!reading.isAnyUnderWay);
  assert.equal(reading.begun('a')?.source.length, TEXT.length);
  assert.equal(reading.whenRead('a'), undefined);
  reading.startAnew();
  assert.ok(reading.whenRead('a'));
});

test('the reading ends with the document', async () => {
  let text: string | undefined = TEXT;
  const reading = started(() => text);
  const ended = reading.whenRead('a');
  text = undefined;
  await ended;
  assert.ok(!reading.isAnyUnderWay);
});

test('where a mistake of ours comes up it is logged, and who asks sees it', async () => {
  const [mistake, bugs] = [new Error('a mistake of ours'), [] as unknown[]];
  const settings = () => {
    throw mistake;
  };
  const reading = started(() => TEXT, settings, bugs);
  await reading.whenRead('a');
  assert.deepEqual(bugs, [mistake]);
  assert.equal(reading.whenRead('a'), undefined);
});
