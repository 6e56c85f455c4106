import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import { analyzed } from '../support/check.js';

const policy = (stranger: string, label: string): string => `apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: a
spec:
  owner: ${stranger}
  podSelector:
    matchLabels: {app: ${label}}
  securityGroups:
    groupIds: [sg-07a6b5c4d3e2f1098]
`;

const titles = (text: string): string[] =>
  codeActions(analyzed(text), { start: 0, end: text.length }).map(({ title }) => title);

test('what others refer to is not removed', () => {
  assert.ok(titles(policy('shop', 'shop')).includes('Remove owner'));
  assert.deepEqual(titles(policy('&x.0 shop', '*x.0')), []);
});

test('an anchor that nobody refers to goes with its field', () => {
  assert.ok(titles(policy('&x.0 shop', '*x.01')).includes('Remove owner'));
  assert.ok(titles(policy('a&b', 'b')).includes('Remove owner'));
});
