import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sightIn } from '../../server/src/core/analysis.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { inSight } from '../../server/src/core/model/cluster.js';
import { effective } from '../../server/src/core/model/effective.js';
import { newMemory } from '../../server/src/core/model/neighbours.js';
import { stackedNeighbourhood } from '../../server/src/core/model/valueStacks.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
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

const rulesOf = (files: Files): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...workspaceOf(files).analyses].map(([path, found]) => [path, diagnose(found).map(({ rule }) => rule)]),
  );

test('a base says nothing that follows from what an overlay sets', () => {
  const base = values(`${CUSTOM}  ENABLE_PREFIX_DELEGATION: "true"\n  WARM_PREFIX_TARGET: "0"\n`);
  // The ENIConfig called default, the target of zero.
  assert.deepEqual(rulesIn({ 'values.yaml': base }, 'values.yaml'), [
    'custom-networking-without-label',
    'prefix-delegation-without-target',
  ]);
  assert.deepEqual(
    rulesOf({ 'values.yaml': base, 'values-prod.yaml': values(`${LABEL}  WARM_PREFIX_TARGET: "1"\n`) }),
    { 'values.yaml': [], 'values-prod.yaml': [] },
  );
});

test('a base still says what no overlay changes, and what is wrong with a text whatever they do', () => {
  const files = {
    'values.yaml': values(`${LABEL}  WARM_ENI_TARGET: "many"\n`),
    'values-dev.yaml': values('  WARM_ENI_TARGET: "1"\n'),
  };
  assert.deepEqual(rulesIn(files, 'values.yaml'), ['unread-setting', 'ignored-value']);
});

test('overlays of other environments have nothing to say, others may', () => {
  const rules = (other: string) =>
    rulesIn(
      {
        'values.yaml': values('  ENABLE_PREFIX_DELEGATION: "true"\n'),
        'values-prod.yaml': values('  WARM_PREFIX_TARGET: "0"\n'),
        [other]: values('  WARM_IP_TARGET: "5"\n'),
      },
      'values-prod.yaml',
    );
  assert.deepEqual(rules('values-dev.yaml'), ['prefix-delegation-without-target']);
  assert.deepEqual(rules('staging.yaml'), ['prefix-delegation-without-target']);
  for (const other of ['values-prod-eu.yaml', 'values-production.yaml', 'values-common.yaml', 'cni.yaml'])
    assert.deepEqual(rules(other), [], other);
});

test('an overlay that another one may change', () => {
  const overlay = values('  WARM_PREFIX_TARGET: "0"\n');
  const files = {
    'values.yaml': values('  ENABLE_PREFIX_DELEGATION: "true"\n'),
    'values-prod.yaml': overlay,
    'values-extra.yaml': values('  WARM_PREFIX_TARGET: "1"\n'),
  };
  assert.deepEqual(rulesIn(files, 'values-prod.yaml'), []);
});

test('values below a key and values of the chart itself do not lie on each other', () => {
  const files = {
    'values.yaml': `aws-vpc-cni:\n  env:\n  ${CUSTOM}`,
    'cni.yaml': values(LABEL),
  };
  assert.deepEqual(rulesIn(files, 'cni.yaml'), ['unread-setting']);
});

test('values for all, in a folder beside', () => {
  const rules = (folder: string) =>
    rulesIn(
      { [`${folder}/values.yaml`]: values(CUSTOM), 'prod/values.yaml': values(LABEL) },
      'prod/values.yaml',
    );
  assert.deepEqual(rules('common'), []);
  assert.deepEqual(rules('_base'), []);
  assert.deepEqual(rules('dev'), ['unread-setting']);
});

test('switches that another file may set', () => {
  const files = {
    'values.yaml': 'enableWindowsIpam: true\nenv: { WARM_ENI_TARGET: "2" }\n',
    'values-prod.yaml': 'enableWindowsPrefixDelegation: true\nwarmWindowsPrefixTarget: 2\n',
  };
  assert.deepEqual(rulesOf(files), { 'values.yaml': [], 'values-prod.yaml': [] });
});

const application = (helm: string) => `kind: Application
metadata: { name: cni }
spec:
  sources:
    - { repoURL: "https://aws.github.io/eks-charts", chart: aws-vpc-cni, targetRevision: 1.20.1, helm: ${helm} }
`;

test('Argo CD takes files: alone they are all there is, unless it adds to them', () => {
  const rules = (helm: string) =>
    rulesIn({ 'apps/cni.yaml': application(helm), 'values/cni.yaml': values(LABEL) }, 'values/cni.yaml');
  assert.deepEqual(rules('{ valueFiles: [$values/values/cni.yaml] }'), ['unread-setting']);
  for (const added of [
    'valuesObject: { env: { WARM_ENI_TARGET: "2" } }',
    'parameters: [{ name: env.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG, value: "true" }]',
  ])
    assert.deepEqual(rules(`{ valueFiles: [$values/values/cni.yaml], ${added} }`), [], added);
  assert.deepEqual(rules('{ valueFiles: [$values/values/cni.yaml, $values/prod/cni.yaml] }'), []);
});

test('a HelmRelease that takes values of files inside the chart is not known as a whole', () => {
  const release = (files: string) => `kind: HelmRelease
metadata: { name: cni }
spec:
  chart: { spec: { chart: aws-vpc-cni, version: 1.20.1${files}, sourceRef: { kind: GitRepository, name: x } } }
  values:
    env:
    ${LABEL}`;
  assert.deepEqual(rulesIn({ 'cni.yaml': release('') }, 'cni.yaml'), ['unread-setting']);
  assert.deepEqual(rulesIn({ 'cni.yaml': release(', valuesFiles: [prod.yaml]') }, 'cni.yaml'), []);
});

test('nodes near a base and an overlay are told what both leave alone', () => {
  const nodes = `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: default }
spec:
  template:
    spec:
      requirements:
        - { key: node.kubernetes.io/instance-type, operator: In, values: [m5.large] }
`;
  const { analyses } = workspaceOf({
    'values.yaml': values('  ENABLE_PREFIX_DELEGATION: "true"\n'),
    'values-prod.yaml': values('  WARM_PREFIX_TARGET: "2"\n'),
    'nodes.yaml': nodes,
  });
  const cluster = analyses.get('nodes.yaml')?.cluster;
  assert.ok(cluster);
  const { mode, certain } = inSight(cluster);
  assert.equal(certain, true);
  assert.equal(mode?.prefixDelegation, true);
});

test('what does not change is the same object, so that nothing is worked out again', () => {
  const files = {
    'a/values.yaml': values('  ENABLE_PREFIX_DELEGATION: "true"\n'),
    'a/values-prod.yaml': values('  WARM_PREFIX_TARGET: "2"\n'),
    'b/values.yaml': values(CUSTOM),
    'b/values-prod.yaml': values(LABEL),
  };
  const sights = new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      sightIn({ path, name: path }, text, DEFAULT_SETTINGS),
    ]),
  );
  const memory = newMemory();
  const installIn = (path: string) => {
    const sight = sights.get(path);
    assert.ok(sight);
    return stackedNeighbourhood(sights.values(), { memory })(path, sight.cluster).installs[0];
  };
  const before = [installIn('a/values-prod.yaml'), installIn('b/values-prod.yaml')];
  const path = 'b/values.yaml';
  sights.set(path, sightIn({ path, name: path }, `${files[path]}  WARM_ENI_TARGET: "2"\n`, DEFAULT_SETTINGS));
  assert.equal(installIn('a/values-prod.yaml'), before[0]);
  assert.notEqual(installIn('b/values-prod.yaml'), before[1]);
});
