import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksTargets, passesAsTarget } from '../../server/src/core/domain/prefixCheck.js';

test('the start program compares texts', () => {
  const passing = ['1', '16', '00', '01', '0.5', '0 ', 'abc', 'none'];
  const failing = [undefined, '', '0', '-1', '+1', ' 1'];
  for (const text of passing) assert.equal(passesAsTarget(text, undefined), true, `${text}`);
  for (const text of failing) assert.equal(passesAsTarget(text, '1.13.0'), false, `${text}`);
});

test('the start script before 1.13.0 compares numbers, and lets pass what is none', () => {
  const passing = ['1', '16', '01', '+1', ' 1', '0.5', 'abc'];
  const failing = [undefined, '', '0', '00', '-1', ' 0'];
  for (const text of passing) assert.equal(passesAsTarget(text, '1.12.6'), true, `${text}`);
  for (const text of failing) assert.equal(passesAsTarget(text, '1.9.0'), false, `${text}`);
});

test('older releases look at the targets only when prefix delegation is the very text true', () => {
  assert.equal(checksTargets('1', '1.15.5'), false);
  assert.equal(checksTargets('true', '1.9.0'), true);
  assert.equal(checksTargets('1', '1.16.0'), true);
});
