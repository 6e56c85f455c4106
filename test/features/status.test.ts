import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instanceTypeRows, status } from '../../server/src/core/features/status.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';

const of = (text: string, found: readonly string[] = []) => status(analyzed(text), DEFAULT_SETTINGS, found);

test('type, pods and mode, with the formula', () => {
  assert.deepEqual(of(awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' }), ['m5.large']), {
    instanceType: 'm5.large',
    origin: 'manifest',
    mode: 'secondary IPs + custom networking',
    maxPods: 20,
    formula: '(3 − 1) × (10 − 1) + 2 = 20',
  });
});

test('without a mode that is known there is neither mode nor pods', () => {
  assert.deepEqual(of(awsNode({ ENABLE_PREFIX_DELEGATION: '"{{ .prefixes }}"' })), {
    instanceType: 'm5.large',
    origin: 'default',
  });
});

test('what stops aws-node', () => {
  const { stop } = of(awsNode({ ENABLE_PREFIX_DELEGATION: '"true"' })) ?? {};
  assert.equal(stop?.short, 'aws-node exits');
  assert.match(stop?.why ?? '', /^aws-node does not start like this.*needs a warm target/);
  assert.equal(of(awsNode({ WARM_ENI_TARGET: '2' }))?.stop?.short, 'refused as written');
});

test('types in sight are the first to choose from', () => {
  const cluster = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: blue, region: us-east-1}
managedNodeGroups:
  - {name: a, instanceTypes: [m5.large, c5.large]}
`;
  const rows = instanceTypeRows(analyzed(cluster), DEFAULT_SETTINGS);
  assert.deepEqual(
    rows.slice(0, 3).map(({ instanceType, isInSight }) => [instanceType, isInSight]),
    [
      ['c5.large', true],
      ['m5.large', true],
      [instanceTypeRows(undefined, DEFAULT_SETTINGS)[0]?.instanceType, undefined],
    ],
  );
  assert.equal(new Set(rows.map(({ instanceType }) => instanceType)).size, rows.length);
});

test('nothing where no pods could be counted', () => {
  assert.equal(of('kind: ConfigMap\n'), undefined);
});
