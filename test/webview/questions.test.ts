import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asQuestion } from '../../client/src/explorer/questions.js';

const query = { types: [], tried: {}, subnets: [] };

test('what a page asks is a question', () => {
  for (const question of [
    { kind: 'ready' },
    { kind: 'explore', turn: 1, query },
    { kind: 'price', turn: 2, query },
    { kind: 'apply', query },
    { kind: 'show' },
    { kind: 'copy', text: 'x' },
    { kind: 'save', svg: '<svg/>', name: 'x.svg' },
    { kind: 'start' },
  ])
    assert.equal(asQuestion(question), question);
});

test('nothing else is one', () => {
  for (const message of [
    undefined,
    null,
    'ready',
    4,
    [],
    {},
    { kind: 'toString' },
    { kind: '__proto__' },
    { kind: 'open', uri: 'file:///etc/passwd' },
    { kind: 'explore', turn: 1 },
    { kind: 'explore', turn: '1', query },
    { kind: 'price', turn: 1, query: { tried: null } },
    { kind: 'apply', query: 'x' },
    { kind: 'copy', text: 4 },
    { kind: 'save', svg: '<svg/>' },
  ])
    assert.equal(asQuestion(message), undefined, JSON.stringify(message));
});
