import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterOf } from '../../server/src/core/model/cluster.js';
import { policiesOf, selectedBy } from '../../server/src/core/model/selecting.js';
import { indented, read } from '../support/karpenter.js';

const POLICY = `kind: SecurityGroupPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: shop}}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60711]}
`;

const deployment = (metadata = '{name: shop, namespace: shop}', pod = '') => `kind: Deployment
metadata: ${metadata}
spec:
  selector: {}
  template:
    metadata: {labels: {app: shop}}
    spec:
${indented(pod, 6)}      containers: [{image: "a:1"}]
`;

const account = (labels = '{}', metadata = 'name: runner, namespace: shop') =>
  `kind: ServiceAccount\nmetadata: {${metadata}, labels: ${labels}}\n`;

/** Of the first policy, the answer for the only workload. */
function answer(...texts: string[]): 'yes' | 'no' | 'unknown' {
  const cluster = clusterOf(texts.map(read));
  const [policy] = cluster.policies;
  const [workload] = cluster.workloads;
  assert.ok(policy && workload && cluster.workloads.length === 1);
  const { workloads, perhaps } = selectedBy(policy, cluster);
  assert.deepStrictEqual(policiesOf(workload, cluster), workloads.includes(workload) ? [policy] : []);
  return workloads.includes(workload) ? 'yes' : perhaps.includes(workload) ? 'unknown' : 'no';
}

test('a policy selects pods of its own namespace', () => {
  assert.equal(answer(POLICY, deployment()), 'yes');
  assert.equal(answer(POLICY, deployment('{name: shop, namespace: store}')), 'no');
});

test('a namespace that is not written is not known', () => {
  const without = POLICY.replace(', namespace: shop', '');
  assert.equal(answer(POLICY, deployment('{name: shop}')), 'unknown');
  assert.equal(answer(without, deployment()), 'unknown');
  assert.equal(answer(without, deployment('{name: shop}')), 'unknown');
  assert.equal(answer(POLICY, deployment('{name: shop, namespace: "${NAMESPACE}"}')), 'unknown');
  assert.equal(answer(POLICY, deployment('{name: shop, namespace: ""}')), 'unknown');
  assert.equal(answer(without.replace('app: shop', 'app: store'), deployment('{name: shop}')), 'no');
});

test('what the controller skips selects nothing', () => {
  assert.equal(
    answer(POLICY.replace('podSelector: {matchLabels: {app: shop}}', 'podSelector:'), deployment()),
    'no',
  );
  assert.equal(answer(POLICY.replace(/ +podSelector.*\n/, ''), deployment()), 'no');
  assert.equal(answer(POLICY.replace(/ +securityGroups.*\n/, ''), deployment()), 'no');
  assert.equal(answer(POLICY.replace(/\[sg.*\]/, '[]'), deployment()), 'no');
  assert.equal(answer(POLICY.replace(/podSelector: .*/, 'podSelector: {}'), deployment()), 'yes');
});

test('a template in the policy may hold more conditions, and a patch is not all of it', () => {
  assert.equal(answer(POLICY.replace('app: shop', 'app: shop, {{ .Values.more }}'), deployment()), 'unknown');
  assert.equal(answer(`${POLICY}  {{ include "more" . }}\n`, deployment()), 'unknown');
  assert.equal(answer(POLICY.replace('spec:', 'spec:\n  $patch: merge'), deployment()), 'unknown');
});

test('a patch of a workload may lack labels', () => {
  const patch = deployment().replace('selector: {}', 'replicas: 3');
  assert.equal(answer(POLICY, patch.replace('app: shop', 'tier: web')), 'unknown');
  assert.equal(answer(POLICY, patch), 'yes');
});

const BY_ACCOUNT = POLICY.replace('podSelector', 'serviceAccountSelector').replace('app: shop', 'team: web');
const RUNNER = deployment(undefined, 'serviceAccountName: runner\n');

test('the labels of the ServiceAccount, and not its name', () => {
  assert.equal(answer(BY_ACCOUNT, RUNNER, account('{team: web}')), 'yes');
  assert.equal(answer(BY_ACCOUNT, RUNNER, account('{team: db}')), 'no');
  assert.equal(answer(BY_ACCOUNT.replace('team: web', 'name: runner'), RUNNER, account()), 'no');
});

test('both selectors have to match', () => {
  const both = BY_ACCOUNT.replace('spec:\n', 'spec:\n  podSelector: {matchLabels: {app: shop}}\n');
  assert.equal(answer(both, RUNNER, account('{team: web}')), 'yes');
  assert.equal(answer(both, RUNNER, account()), 'no');
  assert.equal(answer(both.replace('app: shop', 'app: store'), RUNNER, account('{team: web}')), 'no');
  // With nothing behind its colon it is none.
  assert.equal(answer(both.replace(/serviceAccountSelector: .*/, 'serviceAccountSelector:'), RUNNER), 'yes');
});

test('an account that is not in sight has any labels', () => {
  assert.equal(answer(BY_ACCOUNT, RUNNER), 'unknown');
  assert.equal(answer(BY_ACCOUNT, RUNNER, account('{team: web}', 'name: other, namespace: shop')), 'unknown');
  assert.equal(answer(BY_ACCOUNT, RUNNER, account('{team: web}', 'name: runner')), 'unknown');
  assert.equal(
    answer(BY_ACCOUNT, RUNNER, account('{team: web}', 'name: runner, namespace: store')),
    'unknown',
  );
  assert.equal(answer(BY_ACCOUNT.replace('{matchLabels: {team: web}}', '{}'), RUNNER), 'yes');
});

test('pods without an account run as default', () => {
  const ofDefault = account('{team: web}', 'name: default, namespace: shop');
  assert.equal(answer(BY_ACCOUNT, deployment(), ofDefault), 'yes');
  assert.equal(answer(BY_ACCOUNT, deployment()), 'unknown');
  // The object that a patch is applied to may name another.
  assert.equal(answer(BY_ACCOUNT, deployment().replace('selector: {}', 'replicas: 3'), ofDefault), 'unknown');
  assert.equal(
    answer(BY_ACCOUNT, deployment(undefined, 'serviceAccountName: "${NAME}"\n'), ofDefault),
    'unknown',
  );
});

test('two texts of one account have to agree', () => {
  assert.equal(answer(BY_ACCOUNT, RUNNER, account('{team: web}'), account('{team: web, more: x}')), 'yes');
  assert.equal(answer(BY_ACCOUNT, RUNNER, account('{team: web}'), account()), 'unknown');
});

test('the policies of a workload, and the workloads of a policy', () => {
  const cluster = clusterOf(
    [
      POLICY,
      POLICY.replace('name: web', 'name: all').replace('{matchLabels: {app: shop}}', '{}'),
      POLICY.replace('name: web', 'name: other').replace('app: shop', 'app: other'),
      deployment(),
      deployment('{name: second, namespace: shop}').replace('app: shop', 'app: second'),
      deployment('{name: third, namespace: store}'),
    ].map(read),
  );
  const names = (list: readonly { readonly name?: { readonly value?: string | undefined } }[]) =>
    list.map(({ name }) => name?.value);
  assert.deepStrictEqual(
    cluster.policies.map((policy) => names(selectedBy(policy, cluster).workloads)),
    [['shop'], ['shop', 'second'], []],
  );
  assert.deepStrictEqual(
    cluster.workloads.map((workload) => names(policiesOf(workload, cluster))),
    [['web', 'all'], ['all'], []],
  );
});
