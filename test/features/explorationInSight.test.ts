import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { costs } from '../../server/src/core/features/explore.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';
import { bars, controlOf, explored, GROUP, NODES, NOTHING, noted } from '../support/explored.js';

test('what kubelet is told counts, as far as the ENIs carry it', () => {
  const few = explored(GROUP('    maxPodsPerNode: 17\n'));
  assert.deepEqual([few.types[0]?.pods, few.types[0]?.workloads, few.pool?.maxPods], [17, 15, 17]);
  assert.ok(noted(few, /^On m5\.large kubelet is told 17 pods \(maxPodsPerNode\)\.$/));
  const many = explored(GROUP('    maxPodsPerNode: 250\n'));
  assert.equal(many.types[0]?.pods, 29);
  assert.ok(noted(many, /told 250 pods \(maxPodsPerNode\), and the ENIs carry 29\.$/));
  // The image counts secondary addresses, whatever is tried.
  const tried = { ENABLE_PREFIX_DELEGATION: 'true' };
  assert.equal(explored(GROUP(''), { tried }).types[0]?.pods, 29);
  assert.equal(
    explored(NODES('managedNodeGroups:\n  - name: a\n    instanceType: m5.large\n'), { tried }).types[0]
      ?.pods,
    110,
  );
});

test('DaemonSet pods leave fewer for workloads', () => {
  assert.equal(explored(undefined, { daemonSetPods: 5 }).types[0]?.workloads, 22);
  assert.equal(explored(undefined, {}, { daemonSetPods: 3 }).types[0]?.workloads, 24);
  assert.equal(
    costs(undefined, { ...NOTHING, daemonSetPods: 5 }, DEFAULT_SETTINGS).find(
      ({ name }) => name === 'm5.large',
    )?.workloads,
    22,
  );
});

test('a value that only the cluster knows cannot be tried, and no mode is marked', () => {
  const text = awsNode({}).replace(
    '            - name: MY_NODE_NAME',
    '            - name: ENABLE_PREFIX_DELEGATION\n              valueFrom: {configMapKeyRef: {name: a, key: b}}\n            - name: MY_NODE_NAME',
  );
  const found = explored(text, { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  const control = controlOf(found, 'ENABLE_PREFIX_DELEGATION');
  assert.deepEqual([control?.value, control?.isFixed, control?.isTried], ['', true, false]);
  assert.match(control?.remark ?? '', /valueFrom/);
  assert.equal(found.mode, 'not known');
  assert.ok(noted(found, /^No mode is marked.*: ENABLE_PREFIX_DELEGATION\.$/));
  assert.deepEqual(bars(found), [
    'secondary IPs 29/29',
    'custom networking 20/20',
    'prefix delegation 110/434',
    'prefix delegation + custom networking 110/290',
  ]);
  assert.deepEqual([found.types[0]?.pods, found.pool], [undefined, undefined]);
});

test('what a patch does not say is not known, and can be tried', () => {
  const text = readFileSync(
    fileURLToPath(new URL('../../../test/forms/kustomize/overlay/aws-node.yaml', import.meta.url)),
    'utf8',
  );
  const found = explored(text);
  assert.deepEqual([found.mode, found.pool], ['not known', undefined]);
  const control = controlOf(found, 'MAX_ENI');
  assert.deepEqual(
    [control?.value, control?.isFixed, control?.remark],
    ['', false, 'What it is set to is not in sight.'],
  );
  assert.ok(noted(found, /^No mode is marked.*: MAX_ENI and ENABLE_IPv6\.$/));
  const known = explored(text, { tried: { MAX_ENI: '2' } });
  assert.equal(controlOf(known, 'MAX_ENI')?.value, '2');
  assert.ok(noted(known, /^No mode is marked.*: ENABLE_IPv6\.$/));
});

test('two aws-nodes that differ are as good as none, until all that matters is tried', () => {
  const text = `${awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' })}---${awsNode({ WARM_PREFIX_TARGET: '"1"' })}`;
  const found = explored(text);
  assert.match(found.cannotApply ?? '', /^2 aws-nodes are in sight/);
  assert.deepEqual([found.canApply, found.mode, found.pool], [false, 'not known', undefined]);
  const control = controlOf(found, 'ENABLE_PREFIX_DELEGATION');
  assert.deepEqual(
    [control?.value, control?.written, control?.remark],
    ['', undefined, 'The aws-nodes in sight differ.'],
  );
  const same = explored(text, { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.deepEqual([same.mode, same.pool?.series.map(({ id }) => id)], ['prefix delegation', ['tried']]);
});

test('another plugin: nothing is pictured', () => {
  const calico = `${awsNode({})}---
apiVersion: operator.tigera.io/v1
kind: Installation
metadata:
  name: default
spec:
  cni:
    type: Calico
`;
  const found = explored(calico, { tried: { ENABLE_PREFIX_DELEGATION: 'true' } });
  assert.deepEqual([found.canApply, found.controls.length, found.types[0]?.modes], [false, 0, []]);
  assert.match(found.types[0]?.unknown ?? '', /^Calico hands out/);
  assert.equal(found.pool, undefined);
  assert.deepEqual(costs(analyzed(calico), NOTHING, DEFAULT_SETTINGS), []);
});

test('IPv6 has no pool', () => {
  const env = {
    ENABLE_IPv6: '"true"',
    ENABLE_IPv4: '"false"',
    ENABLE_PREFIX_DELEGATION: '"true"',
    WARM_PREFIX_TARGET: '"1"',
  };
  const found = explored(awsNode(env), { subnets: ['10.0.0.0/24', 'fd00::/64'] });
  assert.deepEqual(bars(found), ['→ IPv6 110/434']);
  assert.equal(found.pool, undefined);
  assert.ok(noted(found, /^IPv6 mode has no pool/));
  assert.deepEqual([found.subnets[0]?.nodes, found.subnets[1]?.nodes], [251, undefined]);
  assert.match(controlOf(found, 'WARM_PREFIX_TARGET')?.remark ?? '', /^No effect/);
});

test('nodes of a mixed managed group are all told the least, in every mode', () => {
  const group = NODES('managedNodeGroups:\n  - name: mixed\n    instanceTypes: [m5.large, t3.medium]\n');
  const found = explored(group);
  assert.deepEqual(bars(found), [
    '→ secondary IPs 17/29',
    'custom networking 12/20',
    'prefix delegation 110/434',
    'prefix delegation + custom networking 110/290',
  ]);
  assert.equal(
    found.types[0]?.modes[0]?.formula,
    '3 × (10 − 1) + 2 = 29; kubelet is told 17 (3 × (6 − 1) + 2 = 17)',
  );
  assert.ok(
    noted(found, /^On m5\.large kubelet is told 17 pods .*t3\.medium has the fewest pods of the group/),
  );
});

test('a release that does not read a variable', () => {
  const old = awsNode({}, { version: 'v1.8.0' });
  const control = controlOf(explored(old, { tried: { WARM_PREFIX_TARGET: '3' } }), 'WARM_PREFIX_TARGET');
  assert.equal(control?.remark, 'Release 1.8.0 does not read it: 1.9.0 is the first that does.');
  assert.deepEqual([control?.isFixed, control?.isTried], [true, false]);
  assert.equal(controlOf(explored(old), 'WARM_IP_TARGET')?.isFixed, false);
});

test('Windows nodes have one ENI', () => {
  const windows = GROUP('    amiFamily: WindowsServer2022CoreContainer\n');
  const found = explored(windows);
  assert.deepEqual(
    [bars(found), found.types[0]?.pods, found.types[0]?.usdPerPod],
    [['→ Windows 9/9'], 9, undefined],
  );
  assert.equal(found.pool, undefined);
  assert.ok(noted(found, /run Windows/));
});

test('what kubelet is told on images of the user is not known: what is recommended is pictured', () => {
  const found = explored(GROUP('    ami: ami-0123456789abcdef0\n    amiFamily: AmazonLinux2023\n'));
  assert.equal(found.types[0]?.pods, 29);
  assert.ok(noted(found, /is not known, or differs: what is recommended is pictured/), found.notes.join());
});
