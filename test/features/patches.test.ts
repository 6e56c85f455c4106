// A patch, as an editor shows it together with what it lies on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../server/src/core/features/complete.js';
import { hover } from '../../server/src/core/features/hover.js';
import { inlayHints } from '../../server/src/core/features/inlayHints.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { workspaceOf } from '../support/checkFiles.js';

const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cni, namespace: kube-system}
spec:
  chart: {spec: {chart: aws-vpc-cni}}
  values:
    env:
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
`;

const patched = (env: string, more = '') => {
  const { analyses } = workspaceOf({
    'base/release.yaml': release,
    'base/kustomization.yaml': 'resources: [release.yaml]\n',
    'prod/kustomization.yaml': `resources: [../base]\npatches:\n  - path: patch.yaml\n${more}`,
    'prod/later.yaml': release
      .replace(/ {2}chart.*\n/, '')
      .replace(/env:[\s\S]*/, 'env:\n      ENABLE_POD_ENI: "false"\n'),
    'prod/patch.yaml': release.replace(/ {2}chart.*\n/, '').replace(/env:[\s\S]*/, `env:\n${env}`),
  });
  const analysis = analyses.get('prod/patch.yaml');
  assert.ok(analysis);
  return analysis;
};

const LATER = '  - path: later.yaml\n';
const hovered = (env: string, name: string, more = ''): string => {
  const analysis = patched(env, more);
  return hover(analysis, analysis.text.indexOf(name), DEFAULT_SETTINGS, ['m5.large'])?.markdown ?? '';
};

test('hover: the mode of the whole', () => {
  assert.match(
    hovered('      ENABLE_POD_ENI: "true"\n', 'ENABLE_POD_ENI'),
    /here with secondary IPs \+ custom networking \+ security groups for pods/,
  );
  assert.match(
    hovered('      ENABLE_POD_ENI: "true"\n', 'env:'),
    /\*\*aws-node\*\*[\s\S]*\*\*custom networking\*\*/,
  );
});

test('hover: what another patch replaces says nothing of the whole', () => {
  assert.match(hovered('      ENABLE_POD_ENI: "true"\n', 'ENABLE_POD_ENI', LATER), /not all in this text/);
});

test('completion: what the patch does not set', () => {
  const analysis = patched('      MAX_ENI: "2"\n      WARM_\n');
  const found = complete(analysis, analysis.text.indexOf('WARM_') + 5, DEFAULT_SETTINGS);
  const labels = found.map(({ label }) => label);
  assert.ok(labels.includes('WARM_IP_TARGET'));
  assert.ok(!labels.includes('MAX_ENI'));
});

test('inlay hints: pods of the whole, unless another patch replaces the value', () => {
  const hints = (more: string): string[] => {
    const analysis = patched('      ENABLE_POD_ENI: "true"\n', more);
    const range = { start: 0, end: analysis.text.length };
    return inlayHints(analysis, range, DEFAULT_SETTINGS, ['m5.large']).map(({ label }) => label);
  };
  assert.deepEqual(hints(''), ['11 pods · m5.large', '11 pods, 20 without']);
  assert.deepEqual(hints(LATER), ['20 pods · m5.large']);
});
