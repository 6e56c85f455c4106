import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBatch } from './batch.js';
import { inputsFrom } from './inputs.js';
import { MUTATOR_NAMES, mutated } from './mutators.js';
import { checkEdits, checkSpan, Insane } from './sane.js';
import { subjectOf } from './subject.js';

test('whatever a text has become, all answers about it can be sent', () => {
  const { cases, failures } = runBatch(inputsFrom([]), 6, 400);
  assert.deepEqual(failures, []);
  assert.equal(cases, 400);
});

const TEXT = 'kind: ENIConfig\nspec:\n  subnet: "a"\n  securityGroups: [b]\n';

test('every mutator makes another text of one', () => {
  for (const mutator of MUTATOR_NAMES) {
    const texts = [0, 13, 30, 47].map((pick) =>
      mutated(TEXT, [{ mutator, at: pick * 1000, length: 20 + pick, pick }], 'other: text\n'),
    );
    assert.ok(
      texts.some((text) => text !== TEXT),
      mutator,
    );
  }
});

test('an answer that no client could take is told', () => {
  const { document } = subjectOf({ name: 'x.yaml', text: 'a: 😀\r\nb\r\n' });
  const refused = (start: number, end: number): void =>
    assert.throws(() => checkSpan('it', { start, end }, document), Insane);
  checkSpan('it', { start: 3, end: 5 }, document);
  refused(3, 4);
  refused(5, 6);
  refused(4, 3);
  refused(-1, 3);
  refused(3, 99);
  refused(0.5, 3);
  const edit = (start: number, end: number) => ({ span: { start, end }, text: '' });
  checkEdits('it', [edit(0, 1), edit(1, 3)], document);
  assert.throws(() => checkEdits('it', [edit(0, 2), edit(1, 3)], document), Insane);
});
