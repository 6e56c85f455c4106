import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING_CHOSEN, readChoices } from '../../client/webview/choices.js';

test('what was kept is read again', () => {
  const choices = {
    uri: 'file:///a.yaml',
    query: { types: ['m5.large'], tried: { MAX_ENI: '3' }, subnets: ['10.0.0.0/24'], podsPerNode: 20 },
    costs: { sort: 'pods', isDescending: true, filter: 'm5' },
    readAt: 7,
  };
  assert.deepEqual(readChoices(JSON.parse(JSON.stringify(choices))), choices);
});

test('what another release kept, or nobody, is not believed', () => {
  for (const kept of [
    undefined,
    null,
    'x',
    4,
    [],
    {},
    { query: 'x', costs: 3 },
    { query: { types: 4, tried: [] } },
  ])
    assert.deepEqual(readChoices(kept), NOTHING_CHOSEN, JSON.stringify(kept));
  assert.deepEqual(readChoices({ query: { types: ['a', 1], tried: { MAX_ENI: 3 } } }).query, {
    types: ['a'],
    tried: {},
    subnets: [],
  });
});
