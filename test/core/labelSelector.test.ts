import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNKNOWN } from '../../server/src/core/model/effective.js';
import { type Answer, matches } from '../../server/src/core/model/labelSelector.js';
import { indented, read } from '../support/karpenter.js';

/** Whether pods with these labels are matched; `labels` in braces. */
function answer(selector: string, labels: string): Answer {
  const [policy] = read(
    `kind: SecurityGroupPolicy\nspec:\n  podSelector: ${selector.includes('\n') ? `\n${indented(selector, 4)}` : selector}\n`,
  ).policies;
  const [pod] = read(
    `kind: Pod\nmetadata:\n  labels: ${labels}\nspec:\n  containers: [{image: "a:1"}]\n`,
  ).workloads;
  assert.ok(policy && pod, labels);
  return matches(policy.podSelector, pod);
}

const expression = (text: string) => `{matchExpressions: [{${text}}]}`;

test('labels that have to be equal, all of them', () => {
  const both = '{matchLabels: {app: shop, tier: web}}';
  assert.equal(answer(both, '{app: shop, tier: web, more: x}'), true);
  assert.equal(answer(both, '{app: shop, tier: db}'), false);
  assert.equal(answer(both, '{app: shop}'), false);
  assert.equal(answer(both, '{App: shop, tier: web}'), false);
});

test('In', () => {
  const one = expression('key: app, operator: In, values: [shop, store]');
  assert.equal(answer(one, '{app: store}'), true);
  assert.equal(answer(one, '{app: other}'), false);
  assert.equal(answer(one, '{}'), false);
});

test('NotIn holds without the label, too', () => {
  const none = expression('key: app, operator: NotIn, values: [shop, store]');
  assert.equal(answer(none, '{app: store}'), false);
  assert.equal(answer(none, '{app: other}'), true);
  assert.equal(answer(none, '{}'), true);
});

test('Exists and DoesNotExist', () => {
  assert.equal(answer(expression('key: app, operator: Exists'), '{app: ""}'), true);
  assert.equal(answer(expression('key: app, operator: Exists, values: []'), '{}'), false);
  assert.equal(answer(expression('key: app, operator: DoesNotExist'), '{app: x}'), false);
  assert.equal(answer(expression('key: app, operator: DoesNotExist'), '{}'), true);
});

test('labels and expressions have to hold together', () => {
  const selector = 'matchLabels:\n  app: shop\nmatchExpressions:\n  - {key: tier, operator: Exists}\n';
  assert.equal(answer(selector, '{app: shop, tier: web}'), true);
  assert.equal(answer(selector, '{app: shop}'), false);
  assert.equal(answer(selector, '{tier: web}'), false);
});

test('an empty selector matches everything, and one that is not there asks nothing', () => {
  for (const everything of ['{}', '{matchLabels: {}}', '{matchExpressions: []}', ''])
    assert.equal(answer(everything, '{app: shop}'), true, everything);
});

test('what the API machinery cannot use matches nothing', () => {
  for (const wrong of [
    'key: app, operator: in, values: [shop]',
    'key: app, operator: In, values: []',
    'key: app, operator: NotIn, values: []',
    'key: app, operator: Exists, values: [shop]',
    'key: other, operator: DoesNotExist, values: [shop]',
  ])
    assert.equal(answer(expression(wrong), '{app: shop}'), false, wrong);
});

test('what a template stands for is not known, unless another condition fails', () => {
  assert.equal(answer('{matchLabels: {app: "${APP}"}}', '{app: shop}'), UNKNOWN);
  assert.equal(answer('{matchLabels: {app: "${APP}"}}', '{tier: web}'), false);
  assert.equal(answer('{matchLabels: {app: shop}}', '{app: "${APP}"}'), UNKNOWN);
  assert.equal(answer('{matchLabels: {app: shop, tier: db}}', '{app: "${APP}", tier: web}'), false);
  assert.equal(answer('{matchLabels: {"${KEY}": shop}}', '{app: shop}'), UNKNOWN);
  assert.equal(answer('{matchLabels: "${LABELS}"}', '{app: shop}'), UNKNOWN);
  assert.equal(
    answer(expression('key: app, operator: In, values: ["${APP}", store]'), '{app: shop}'),
    UNKNOWN,
  );
  assert.equal(answer(expression('key: app, operator: In, values: ["${APP}", shop]'), '{app: shop}'), true);
  assert.equal(
    answer(expression('key: app, operator: NotIn, values: ["${APP}", shop]'), '{app: shop}'),
    false,
  );
  assert.equal(answer(expression('key: app, operator: NotIn, values: ["${APP}"]'), '{app: shop}'), UNKNOWN);
  assert.equal(answer(expression('key: app, operator: "${IN}", values: [shop]'), '{app: shop}'), UNKNOWN);
  assert.equal(answer(expression('key: app, operator: In'), '{app: shop}'), UNKNOWN);
  assert.equal(answer(expression('key: app, operator: Exists'), '{app: "${APP}"}'), true);
});

test('labels that controllers give to pods may be there', () => {
  for (const key of [
    'pod-template-hash',
    'statefulset.kubernetes.io/pod-name',
    'batch.kubernetes.io/job-name',
    'topology.kubernetes.io/zone',
    'service.istio.io/canonical-name',
    'eks.amazonaws.com/fargate-profile',
  ])
    assert.equal(answer(expression(`key: ${key}, operator: Exists`), '{app: shop}'), UNKNOWN, key);
  assert.equal(answer(expression('key: app.kubernetes.io/name, operator: Exists'), '{app: shop}'), false);
});

test('a value that is no text is not known', () => {
  assert.equal(answer('{matchLabels: {version: "1"}}', '{version: 1}'), UNKNOWN);
});
