import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayBeOurs } from '../../server/src/core/carriers/marks.js';
import { has } from '../support/has.js';
import { read } from '../support/karpenter.js';

const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
  namespace: prod
  labels:
    team: "web"
`;

test('an account with its labels', () => {
  has(read(ACCOUNT).serviceAccounts, [
    {
      name: { value: 'shop' },
      namespace: { value: 'prod' },
      labels: [{ key: { value: 'team' }, value: { value: 'web' } }],
      complete: true,
    },
  ]);
});

test('an account without labels, and one whose labels come from elsewhere', () => {
  const complete = (text: string) => read(text).serviceAccounts[0]?.complete;
  has(read(ACCOUNT.replace(/ +labels:[\s\S]*/, '')).serviceAccounts, [{ labels: [], complete: true }]);
  assert.equal(complete(ACCOUNT.replace('team: "web"', '{{ toYaml .Values.labels }}')), false);
  assert.equal(complete(ACCOUNT.replace('team: "web"', '${KEY}: web')), false);
  assert.equal(complete(ACCOUNT.replace('metadata:', '$patch: merge\nmetadata:')), false);
});

test('a binding names accounts, and is none', () => {
  const binding = (subject: string) =>
    `kind: RoleBinding\nmetadata:\n  name: shop\nsubjects:\n  - ${subject}\n`;
  assert.ok(mayBeOurs(ACCOUNT));
  assert.ok(!mayBeOurs(binding('kind: ServiceAccount\n    name: shop')));
  assert.ok(!mayBeOurs(binding('"kind": "ServiceAccount",\n    "name": "shop"')));
  const last = binding('name: shop\n    kind: ServiceAccount');
  assert.deepStrictEqual(read(last).serviceAccounts, []);
});
