import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberOf } from '../../client/webview/numberField.js';
import { typedType } from '../../client/webview/typedType.js';

const KNOWN = ['m5.large', 'm5.xlarge', 'm5a.large', 'm7g.large'];

test('a type is taken in any case', () => {
  assert.deepEqual(typedType('M7G.LARGE', KNOWN), { name: 'm7g.large' });
});

test('what is no type is not taken, and those of its family are named', () => {
  assert.deepEqual(typedType('m5.lrge', KNOWN), {
    why: 'm5.lrge is not in the list of instance types, which has m5.large, m5.xlarge.',
  });
  assert.match(String(Object.values(typedType('large', KNOWN))), /vpcCni\.instanceTypes/);
  assert.match(String(Object.values(typedType('x.large', KNOWN))), /vpcCni\.instanceTypes/);
});

test('as long as the list is not there, all is taken', () => {
  assert.deepEqual(typedType('m99.large', []), { name: 'm99.large' });
});

test('only numbers of pods that can be asked about are numbers', () => {
  assert.deepEqual(['0', '58', '1000', '1001', '-3', '1e2', '4.5', '', 'x'].map(numberOf), [
    0,
    58,
    1000,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
