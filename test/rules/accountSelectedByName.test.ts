import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policy } from '../../server/src/core/rules/support/policyExamples.js';
import { rulesIn } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const ID = 'account-selected-by-name';
const POLICY = policy('serviceAccountSelector:\n    matchLabels:\n      name: shop');

const account = (labels = '{}', metadata = 'name: shop, namespace: shop') =>
  `\nkind: ServiceAccount\nmetadata: {${metadata}, labels: ${labels}}\n---`;

const silent = (...texts: string[]) => assert.ok(!rulesIn(texts.join('')).includes(ID), texts.join(''));

test('the name of an account as a label: both tell', () => {
  checkFiles({
    'policy.yaml': `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
  namespace: shop
spec:
  serviceAccountSelector:
    matchLabels:
      app.kubernetes.io/name: shop-runner
#                             ^^^^^^^^^^^ information account-selected-by-name: No ServiceAccount in sight has the label app.kubernetes.io/name=shop-runner, and the name of "shop-runner" does not count: this selects none of its pods. Give the ServiceAccount the label.
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60711
`,
    'account.yaml': `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop-runner
#       ^^^^^^^^^^^ information account-selected-by-name: SecurityGroupPolicy "web" asks for a ServiceAccount with the label app.kubernetes.io/name=shop-runner, which this one does not have; its name does not count.
  namespace: shop
  labels:
    app.kubernetes.io/part-of: shop
`,
  });
});

test('it is the only word on a policy that selects nothing for that', () => {
  const workload = `
kind: Pod
metadata: {name: shop, namespace: shop}
spec:
  serviceAccountName: shop
  containers: [{image: "example.com/shop:1"}]
---`;
  assert.deepEqual(rulesIn(POLICY + account() + workload), [ID]);
});

test('an account that has the label, or may have it, and stays silent', () => {
  silent(POLICY, account('{name: shop}'));
  silent(POLICY, account(), account('{name: shop}', 'name: other, namespace: shop'));
  silent(POLICY, account('{name: "${NAME}"}'));
  silent(POLICY, account('{"${KEY}": shop}'));
});

test('keys that speak of no name, and stays silent', () => {
  const by = (key: string) => POLICY.replace('      name: shop', `      ${key}: shop`);
  for (const key of ['app', 'k8s-app', 'serviceAccountName', 'example.com/service-account'])
    assert.ok(rulesIn(by(key) + account()).includes(ID), key);
  for (const key of ['team', 'tier', 'namespace']) silent(by(key), account());
});

test('no account of that name in the namespace, and stays silent', () => {
  silent(POLICY, account('{}', 'name: other, namespace: shop'));
  silent(POLICY, account('{}', 'name: shop, namespace: store'));
  silent(POLICY);
});

test('a kustomization may add labels, and the rule stays silent', () => {
  const files = { 'policy.yaml': POLICY, 'account.yaml': account() };
  assert.equal(linksIn(files).length, 2);
  assert.deepEqual(
    linksIn({ ...files, 'kustomization.yaml': 'resources: [policy.yaml, account.yaml]\n' }),
    [],
  );
});
