import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupIds, policy, workload } from '../../server/src/core/rules/support/policyExamples.js';
import { rulesIn } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const ID = 'too-many-groups-together';

/** Whether it is found of a workload and policies with these groups. */
const isFound = (...groups: (readonly string[])[]): boolean =>
  rulesIn(
    workload() + groups.map((ids, i) => policy(undefined, { name: `p${i}`, groups: ids })).join(''),
  ).includes(ID);

test('three policies that match one pod: each tells, and the workload once', () => {
  checkFiles({
    'policies.yaml': `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: all
  namespace: shop
spec:
  podSelector: {}
  securityGroups:
    groupIds: [sg-0a1b2c3d4e5f60711, sg-0a1b2c3d4e5f60712]
#   ^^^^^^^^ warning too-many-groups-together: Together with "web" and "payments" this gives pods of StatefulSet "payments" 6 security groups, and the quota "Security groups per network interface" is 5 unless it was raised: EC2 refuses the interface, and they do not start. Policies that match one pod add up.
---
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels: { tier: web }
  securityGroups:
    groupIds: [sg-0a1b2c3d4e5f60713, sg-0a1b2c3d4e5f60714]
#   ^^^^^^^^ warning too-many-groups-together: Together with "all" and "payments" this gives pods of StatefulSet "payments" 6 security groups, and the quota "Security groups per network interface" is 5 unless it was raised: EC2 refuses the interface, and they do not start. Policies that match one pod add up.
---
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: payments
  namespace: shop
spec:
  serviceAccountSelector:
    matchLabels: { team: payments }
  securityGroups:
    groupIds: [sg-0a1b2c3d4e5f60715, sg-0a1b2c3d4e5f60716]
#   ^^^^^^^^ warning too-many-groups-together: Together with "all" and "web" this gives pods of StatefulSet "payments" 6 security groups, and the quota "Security groups per network interface" is 5 unless it was raised: EC2 refuses the interface, and they do not start. Policies that match one pod add up.
`,
    'shop.yaml': `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: payments
  namespace: shop
  labels: { team: payments }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: payments
#       ^^^^^^^^ information too-many-groups-together: SecurityGroupPolicies "all", "web" and "payments" give these pods 6 security groups together, and the quota "Security groups per network interface" is 5 unless it was raised: they do not start.
  namespace: shop
spec:
  selector:
    matchLabels: { tier: web }
  template:
    metadata:
      labels: { tier: web }
    spec:
      serviceAccountName: payments
      containers: [{ name: app, image: "example.com/payments:1" }]
`,
  });
});

test('each end leads to the others', () => {
  const one = policy(undefined, { name: 'one', groups: groupIds(3) });
  const two = policy(undefined, { name: 'two', groups: groupIds(3, 4) });
  assert.deepEqual(linksIn({ 'one.yaml': one, 'two.yaml': two, 'shop.yaml': workload() }), [
    'one.yaml:12 too-many-groups-together → two.yaml:12 The groups of "two".',
    'one.yaml:12 too-many-groups-together → shop.yaml:5 Selected by all of them.',
    'two.yaml:12 too-many-groups-together → one.yaml:12 The groups of "one".',
    'two.yaml:12 too-many-groups-together → shop.yaml:5 Selected by all of them.',
    'shop.yaml:5 too-many-groups-together → one.yaml:12 SecurityGroupPolicy "one".',
  ]);
});

test('a group counts once, however many policies have it', () => {
  assert.ok(!isFound(groupIds(3), groupIds(3, 2)));
  assert.ok(!isFound(groupIds(3), groupIds(3, 3)));
  assert.ok(isFound(groupIds(3), groupIds(3, 4)));
});

test('what a template stands for may be one of the others', () => {
  assert.ok(!isFound(groupIds(3), ['${A}', '${B}', '${C}']));
  assert.ok(isFound(groupIds(3), [...groupIds(3, 4), '${A}']));
});

test('a policy that has too many by itself is another finding, up to the limit', () => {
  assert.ok(!isFound(groupIds(6), groupIds(2, 7)));
  assert.ok(isFound(groupIds(9), groupIds(8, 10)));
});

test('policies of other pods, other namespaces and the network of the node add nothing', () => {
  const one = policy(undefined, { name: 'one', groups: groupIds(3) });
  const two = policy(undefined, { name: 'two', groups: groupIds(3, 4) });
  const silent = (...texts: string[]) => assert.ok(!rulesIn(texts.join('')).includes(ID), texts.join(''));
  silent(one, two);
  silent(one, two.replace('app: shop', 'app: store'), workload());
  silent(one, two.replace('namespace: shop', 'namespace: store'), workload());
  silent(one, two.replace('  namespace: shop\n', ''), workload());
  silent(one, two, workload('      hostNetwork: true\n'));
  silent(one, two, workload('', { labels: 'app: "${APP}"' }));
});

test('a base and its patch are one policy', () => {
  const base = policy(undefined, { groups: groupIds(3) });
  const overlay = policy(undefined, { groups: groupIds(3, 4) });
  assert.ok(!rulesIn(base + overlay + workload()).includes(ID));
});
