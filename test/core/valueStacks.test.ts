import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { effective } from '../../server/src/core/model/effective.js';
import { type Files, workspaceOf } from '../support/checkFiles.js';

const values = (env: string) => `nameOverride: aws-node\nenv:\n${env}`;
const CUSTOM = '  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"\n';
const LABEL = '  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone\n';

const rulesIn = (files: Files, path: string): string[] => {
  const analysis = workspaceOf(files).analyses.get(path);
  assert.ok(analysis);
  return diagnose(analysis).map(({ rule }) => rule);
};

test('a file of values by itself is all there is', () => {
  assert.deepEqual(rulesIn({ 'values.yaml': values(LABEL) }, 'values.yaml'), ['unread-setting']);
});

test('what values do not say, those below them may say', () => {
  for (const [path, files] of [
    ['values-prod.yaml', { 'values.yaml': values(CUSTOM) }],
    ['values-prod.yaml', {}],
    ['values.prod.yaml', { 'values-common.yaml': values(CUSTOM) }],
    ['prod/values.yaml', { 'values.yaml': values(CUSTOM) }],
  ] as const)
    assert.deepEqual(rulesIn({ ...files, [path]: values(LABEL) }, path), [], path);
});

test('an overlay of values is seen with the file that it lies on', () => {
  const files = {
    'values.yaml': values('  ENABLE_PREFIX_DELEGATION: "true"\n  WARM_ENI_TARGET: "2"\n'),
    'values-prod.yaml': values('  WARM_PREFIX_TARGET: "0"\n  WARM_ENI_TARGET: null\n'),
  };
  assert.deepEqual(rulesIn(files, 'values-prod.yaml'), ['prefix-delegation-without-target']);
  const { analyses } = workspaceOf(files);
  const [install] = analyses.get('values-prod.yaml')?.cluster.installs ?? [];
  assert.ok(install);
  assert.equal(effective(install, 'ENABLE_PREFIX_DELEGATION'), true);
  assert.equal(effective(install, 'WARM_PREFIX_TARGET'), 0);
  // Not what the chart sets it to, but what the plugin takes without it.
  assert.equal(install.layers?.length, 2);
});

test('values that go into a ConfigMap or Secret, for Flux to take, are a part', () => {
  const rules = (key: string, file: string) =>
    rulesIn(
      {
        'cni.yaml': values(LABEL),
        'kustomization.yaml': `kind: Kustomization\n${key}:\n  - name: cni-values\n    files: [${file}]\n`,
      },
      'cni.yaml',
    );
  assert.deepEqual(rules('configMapGenerator', 'values.yaml=cni.yaml'), []);
  assert.deepEqual(rules('configMapGenerator', './cni.yaml'), []);
  assert.deepEqual(rules('secretGenerator', 'values.yaml=cni.yaml'), []);
  assert.deepEqual(rules('configMapGenerator', 'values.yaml=other.yaml'), ['unread-setting']);
});
