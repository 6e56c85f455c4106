import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { effective, UNKNOWN } from '../../server/src/core/model/effective.js';
import { type Files, workspaceOf } from '../support/checkFiles.js';

const chart = (dependency: string) => `apiVersion: v2
name: platform
version: 0.1.0
dependencies:
  - { name: karpenter, version: 1.0.0, repository: "oci://public.ecr.aws/karpenter" }
  - { name: aws-vpc-cni, repository: "https://aws.github.io/eks-charts", ${dependency} }
`;

const values = (key: string) => `${key}:
  env:
    ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
    NETWORK_POLICY_ENFORCING_MODE: strict
`;

function seen(files: Files, path = 'values.yaml') {
  const analysis = workspaceOf(files).analyses.get(path);
  assert.ok(analysis);
  const [install, ...others] = analysis.cluster.installs;
  assert.equal(others.length, 0);
  return { install, rules: diagnose(analysis).map(({ rule }) => rule) };
}

test('the version of the dependency is the release of the plugin', () => {
  const { install, rules } = seen({
    'Chart.yaml': chart('version: 1.16.4'),
    'values.yaml': values('aws-vpc-cni'),
  });
  assert.equal(install?.release, '1.16.4');
  assert.deepEqual(rules, ['unread-setting', 'variable-too-new']);
});

test('the node agent is not there before 1.14', () => {
  const { install } = seen({ 'Chart.yaml': chart('version: 1.13.4'), 'values.yaml': values('aws-vpc-cni') });
  assert.deepEqual(
    install?.containers.map(({ role }) => role),
    ['aws-node', 'aws-vpc-cni-init'],
  );
});

test('a range, a version of the old chart and a tag in the values tell of no release, or of another', () => {
  const release = (version: string, more = '') =>
    seen({ 'Chart.yaml': chart(`version: ${version}`), 'values.yaml': values('aws-vpc-cni') + more }).install
      ?.release;
  assert.equal(release('"^1.16.0"'), undefined);
  assert.equal(release('1.1.21'), undefined);
  assert.equal(release('1.16.4', '  image: { tag: v1.20.1 }\n'), '1.20.1');
});

test('an alias is the key of the values', () => {
  const files = { 'Chart.yaml': chart('version: 1.20.1, alias: cni'), 'values.yaml': values('cni') };
  const { install, rules } = seen(files);
  assert.equal(install?.release, '1.20.1');
  assert.ok(install);
  assert.equal(effective(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'), false);
  // The label without custom networking, the mode without policies.
  assert.deepEqual(rules, ['unread-setting', 'unread-setting']);
});

test('overlays lie on values below an alias', () => {
  const { install, rules } = seen(
    {
      'Chart.yaml': chart('version: 1.16.4, alias: cni'),
      'values.yaml': 'cni:\n  env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true" }\n',
      'values-prod.yaml': values('cni'),
    },
    'values-prod.yaml',
  );
  assert.equal(install?.release, '1.16.4');
  assert.equal(install?.layers?.length, 2);
  assert.deepEqual(rules, ['variable-too-new']);
});

test('without a chart that says so, a key is only taken for what is set below it', () => {
  const bad = `${values('network')}    AWS_VPC_K8S_CNI_LOGLEVEL: DEBUGG\n  enableNetworkpolicy: "true"\n`;
  for (const files of [{}, { 'Chart.yaml': chart('version: 1.16.4') }]) {
    const { install, rules } = seen({ ...files, 'values.yaml': bad });
    assert.ok(install);
    assert.equal(effective(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'), UNKNOWN);
    assert.deepEqual(rules, ['ignored-value']);
  }
});

test('a key with names that others use as well is not ours', () => {
  for (const below of ['env: { AWS_REGION: eu-west-1 }', 'env: { WARM_ENI_TARGET: "2" }, enabled: false'])
    assert.equal(seen({ 'values.yaml': `other: { ${below} }\n`, 'x.yaml': '' }).install, undefined);
});

test('two dependencies with values of their own: nothing is known', () => {
  const twice = chart('version: 1.16.4').replace('name: karpenter', 'name: aws-vpc-cni, alias: other');
  assert.equal(
    seen({ 'Chart.yaml': twice, 'values.yaml': values('aws-vpc-cni') }).install?.release,
    undefined,
  );
});
