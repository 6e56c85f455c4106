import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import { diagnoseConfig } from '../../server/src/core/features/configFile.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { read } from '../../server/src/core/model/source.js';
import { analyzed } from '../support/check.js';

/** A place between the two characters of a line end, or the halves of a character, is one that no editor can name. */
const isNamed = (text: string, at: number): boolean =>
  !(text[at - 1] === '\r' && text[at] === '\n') && !/^[\udc00-\udfff]/.test(text.slice(at));

for (const text of [
  'kind: SecurityGroupPolicy\n"\r\n"',
  'kind: SecurityGroupPolicy\n: "\r\n:"',
  'env:\n  AWS_VPC_K8S_: e\n\r\n 9',
  '- :\r\n "',
  ': :\r\n m',
  'kind: SecurityGroupPolicy\n: 😀:',
  '...\n.',
]) {
  test(`what is wrong with ${JSON.stringify(text)} stands where an editor can show it`, () => {
    const found = [read(text).problems, diagnose(analyzed(text)), diagnoseConfig(text)].flat();
    assert.ok(found.length > 0);
    for (const { span } of found) assert.ok(isNamed(text, span.start) && isNamed(text, span.end));
  });
}

test('nor does anything that was read out of a broken text', () => {
  const text = 'kind: ENIConfig\n: {[}\r\n';
  const spans = analyzed(text).documents.flatMap(({ facts }) => facts.objects.map(({ span }) => span));
  assert.ok(spans.length > 0);
  for (const { start, end } of spans) assert.ok(isNamed(text, start) && isNamed(text, end));
});

test('a quote that is never closed, and holds half of a line break, is not written into', () => {
  const text = "kind: ENIConfig\nspec: 'subnet': '1a2b3c4d\r\n";
  assert.deepEqual(codeActions(analyzed(text), { start: 0, end: text.length }), []);
});
