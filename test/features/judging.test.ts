import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/core/analysis.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { areMended } from '../../server/src/core/features/judging.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

const CONFIG = `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: a
spec:
  securityGroups:
    - sg-0123456789abcdef0
    - sg-0123456789abcdef0
`;
const TEXT = ['a', 'b', 'c', 'd'].map((name) => CONFIG.replace('name: a', `name: ${name}`)).join('');

const analysis = analyze(TEXT, DEFAULT_SETTINGS);
const twice = diagnose(analysis).filter(({ rule }) => rule === 'duplicate-security-group');

/** Puts a text in the place of each of these findings, all of which say the same. */
const isMendedBy = (...puts: readonly [which: number, text: string][]): boolean =>
  areMended(
    analysis,
    puts.map(([which, text]) => {
      const finding = twice[which];
      assert.ok(finding);
      return { finding, edits: [{ span: finding.span, text }] };
    }),
    (text) => analyze(text, DEFAULT_SETTINGS, { previous: analysis }),
  );

const OTHER = 'sg-0123456789abcdef1';

test('of findings that say the same, those that are mended are gone', () => {
  assert.equal(new Set(twice.map(({ message }) => message)).size, 1);
  assert.equal(isMendedBy([1, OTHER]), true);
  assert.equal(isMendedBy([1, OTHER], [2, OTHER]), true);
});

test('one that comes back in its place, or is left beside one that is gone, is not mended', () => {
  assert.equal(isMendedBy([1, '"sg-0123456789abcdef0"']), false);
  assert.equal(isMendedBy([1, OTHER], [3, "'sg-0123456789abcdef0'"]), false);
});

test('an error in the middle of findings that stay is seen', () => {
  assert.equal(isMendedBy([1, '[]']), false);
  assert.equal(isMendedBy([0, OTHER], [3, '[]']), false);
});
