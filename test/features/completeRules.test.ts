import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../server/src/core/features/complete.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { eniConfig } from '../support/allowed.js';
import { analyzed } from '../support/check.js';

/** What is offered at the `|` of a comment, in its order, and what the line is with the first of them. */
function offeredIn(comment: string): readonly [ids: readonly string[], line: string] {
  const drawn = eniConfig(`  - sg-later ${comment}\n`);
  const offset = drawn.indexOf('|');
  const text = drawn.replace('|', '');
  const items = complete(analyzed(text), offset, DEFAULT_SETTINGS).sort((a, b) =>
    (a.sort ?? a.label) < (b.sort ?? b.label) ? -1 : 1,
  );
  const [first] = items;
  const after = first ? text.slice(0, first.span.start) + first.text + text.slice(first.span.end) : text;
  return [items.map(({ label }) => label), after.split('\n').at(-2)?.trim() ?? ''];
}

test('rules of findings in the file come first', () => {
  const [ids, line] = offeredIn('# vpc-cni allow |');
  assert.deepEqual(ids.slice(0, 2), ['security-group-not-an-id', 'account-selected-by-name']);
  assert.equal(line, '- sg-later # vpc-cni allow security-group-not-an-id');
});

test('in all forms of the comment', () => {
  for (const comment of ['# VPC-CNI ALLOW |', '# vpc-cni: allow |', '# vpc-cni-allow |'])
    assert.equal(offeredIn(comment)[0][0], 'security-group-not-an-id', comment);
});

test('in place of the word at the cursor', () => {
  const [, line] = offeredIn('# vpc-cni allow-file sec|urity: so');
  assert.equal(line, '- sg-later # vpc-cni allow-file security-group-not-an-id: so');
});

test('behind a comma, without what is named already', () => {
  const [ids, line] = offeredIn('# vpc-cni allow account-selected-by-name, |: so');
  assert.equal(ids.includes('account-selected-by-name'), false);
  assert.equal(line, '- sg-later # vpc-cni allow account-selected-by-name, security-group-not-an-id: so');
});

test('what no comment can allow is not offered', () => {
  const [ids] = offeredIn('# vpc-cni allow |');
  for (const id of ['not-yaml', 'allow-unused', 'allow-unknown-rule', 'allow-without-reason'])
    assert.equal(ids.includes(id), false, id);
});

test('not in the reason, nor in other comments', () => {
  assert.deepEqual(offeredIn('# vpc-cni allow missing-subnet: be|')[0], []);
  assert.deepEqual(offeredIn('# vpc-cni |')[0], []);
});
