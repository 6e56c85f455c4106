import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policy, workload } from '../../server/src/core/rules/support/policyExamples.js';
import { rulesIn } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const ID = 'policy-selects-nothing';
const STORE = workload('', { labels: 'app: store' });

const silent = (...texts: string[]) => assert.ok(!rulesIn(texts.join('')).includes(ID), texts.join(''));

test('a label that no pods of the namespace have', () => {
  checkFiles({
    'policies/web.yaml': `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
# ^^^^^^^^^^^ information policy-selects-nothing: As it is written, nothing in this workspace is selected: no workload of namespace "shop" has pods like that. Selectors look at the labels of pods and of service accounts.
    matchLabels:
      app: shop
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60711
`,
    'apps/shop.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: shop
  labels:
    app: shop
spec:
  selector:
    matchLabels: { app: web-shop }
  template:
    metadata:
      labels: { app: web-shop }
    spec:
      containers: [{ name: app, image: "example.com/shop:1" }]
`,
  });
});

test('a workload in sight with another value is pointed at', () => {
  assert.deepEqual(linksIn({ 'policy.yaml': policy(), 'shop.yaml': STORE }), [
    'policy.yaml:8 policy-selects-nothing → shop.yaml:14 Pods of Deployment "shop" have app=store.',
  ]);
});

test('something that it selects anywhere in the workspace, and stays silent', () => {
  const files = { 'a/policy.yaml': policy(), 'a/store.yaml': STORE, 'b/shop.yaml': workload() };
  assert.deepEqual(linksIn(files), []);
});

test('something that it might select, and stays silent', () => {
  silent(policy(), STORE, workload('', { labels: 'app: "${APP}"' }));
  silent(policy(), STORE, workload().replace('  namespace: shop\n', ''));
  // A patch, to which the rest of the labels is missing.
  silent(policy(), STORE, workload('', { labels: 'tier: web' }).replace(/ +image: .*\n/, ''));
  silent(policy('serviceAccountSelector:\n    matchLabels:\n      team: web'), STORE);
});

test('a namespace that is not written, or has no workloads here, and stays silent', () => {
  silent(policy().replace('  namespace: shop\n', ''), STORE);
  silent(policy(), STORE.replace('namespace: shop', 'namespace: store'));
  silent(policy());
});

test('a kustomization may add labels, and the rule stays silent', () => {
  const kustomization = 'resources:\n  - policy.yaml\n  - shop.yaml\ncommonLabels:\n  app: shop\n';
  const files = { 'policy.yaml': policy(), 'shop.yaml': STORE, 'kustomization.yaml': kustomization };
  assert.deepEqual(linksIn(files), []);
});

test('what other rules explain, and stays silent', () => {
  const expression = (text: string) => policy(`podSelector:\n    matchExpressions:\n      - {${text}}`);
  silent(expression('key: app, operator: in, values: [shop]'), STORE);
  silent(expression('key: app, operator: Exists, values: [shop]'), STORE);
  silent(policy('podSelector:'), STORE);
});
