import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import { analyzed } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('of a selection the first findings are mended, and at a cursor what is there', () => {
  const text = whole(
    Array.from({ length: 70 }, (_, i) => `- name: WARM_IP_TARGE${i}\n  value: "${i}"\n`).join(''),
  );
  const analysis = analyzed(text);
  const all = codeActions(analysis, { start: 0, end: text.length });
  assert.equal(new Set(all.map(({ finding }) => finding)).size, 50);
  const at = text.lastIndexOf('WARM_IP_TARGE') + 3;
  const [here] = codeActions(analysis, { start: at, end: at });
  assert.ok(here?.finding && here.finding.span.start <= at && at <= here.finding.span.end);
});
