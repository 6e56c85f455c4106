import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asData, configurationOf } from '../../server/src/core/model/configuration.js';
import { UNKNOWN } from '../../server/src/core/model/effective.js';
import { workspaceOf } from '../support/checkFiles.js';
import { has } from '../support/has.js';
import { whole } from '../support/manifest.js';

/** The variables of aws-node, by name. */
function variables(files: Readonly<Record<string, string>>, from: string) {
  const { analyses } = workspaceOf(files);
  const [install] = analyses.get(from)?.cluster.installs ?? [];
  assert.ok(install);
  const main = configurationOf(install).containers.find(({ facts }) => facts.role === 'aws-node');
  return new Map(main?.values.map((value) => [value.name as string, value]));
}

const ofEnv = (env: string) => variables({ 'aws-node.yaml': whole(env) }, 'aws-node.yaml');

test('of a list of blocks the kept, the dropped and the masked ones are told', () => {
  const list = ofEnv(`
- name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
  value: 10.1.2.3/16, 192.168.0.0, fd00::/8,, 172.16.0.0/12`).get('AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS');
  assert.deepEqual(asData(list?.value), ['10.1.0.0/16', '172.16.0.0/12']);
  // An empty item has nothing to show.
  assert.deepEqual(list?.dropped, ['192.168.0.0', 'fd00::/8']);
  assert.deepEqual(list?.masked, [{ text: '10.1.2.3/16', as: '10.1.0.0/16' }]);
});

test('of tags the kept and the dropped ones are told', () => {
  const tags = ofEnv(`
- name: ADDITIONAL_ENI_TAGS
  value: '{"team": "a", "node.k8s.amazonaws.com/x": "b"}'`).get('ADDITIONAL_ENI_TAGS');
  assert.deepEqual(asData(tags?.value), { team: 'a' });
  assert.deepEqual(tags?.dropped, ['node.k8s.amazonaws.com/x']);
});

test('a release that does not read a list drops nothing of it', () => {
  const files = {
    'aws-node.yaml': whole(`- name: AWS_EXTERNAL_SERVICE_CIDRS\n  value: fd00::/8`, { version: 'v1.7.0' }),
  };
  const list = variables(files, 'aws-node.yaml').get('AWS_EXTERNAL_SERVICE_CIDRS');
  assert.deepEqual(list?.dropped, []);
  assert.ok(list?.neverRead);
});

const OVERLAY = 'prod/kustomization.yaml';
const overlay = (patch: string) => ({
  'base/aws-node.yaml': whole('- name: WARM_IP_TARGET\n  value: "5"'),
  'base/kustomization.yaml': 'resources: [aws-node.yaml]\n',
  [OVERLAY]: `resources: [../base]\npatches:\n${patch}`,
});

test('what a patch takes away is told with what it was', () => {
  const found = variables(
    overlay(`  - target: { kind: DaemonSet }
    patch: |-
      - { op: replace, path: /spec/template/spec/containers/0/env, value: [{ name: ENABLE_IPv4, value: "true" }] }
`),
    OVERLAY,
  ).get('WARM_IP_TARGET');
  assert.equal(found?.from, 'nobody');
  assert.equal(found?.text, undefined);
  assert.equal(found?.replaced.length, 1);
});

test('what a patch that is not read may have changed is not known, and the base is told', () => {
  const found = variables(overlay('  - path: ../../elsewhere.yaml\n'), OVERLAY).get('WARM_IP_TARGET');
  assert.equal(found?.text, UNKNOWN);
  has(found?.replaced[0]?.value.value, { kind: 'text', text: '5' });
});
