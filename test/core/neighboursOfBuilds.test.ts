import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSight, NO_CLUSTER, withSurroundings } from '../../server/src/core/model/cluster.js';
import { neighbourhood, newMemory } from '../../server/src/core/model/neighbours.js';
import { stackedNeighbourhood } from '../../server/src/core/model/valueStacks.js';
import { patch } from '../../server/src/core/rules/support/example.js';
import { clustersIn, modeAt, neighbours, PREFIXES, pool, read, SECONDARY, sight } from '../support/sights.js';

const prefixes = patch({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });
const eniConfig = (name: string) =>
  `apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: { name: ${name} }\nspec: { subnet: subnet-0a1b2c3d4e5f60718 }\n`;

/** A base with nodes of its own, and two overlays: one turns prefixes on. */
const overlays = () => [
  sight('/repo/base/kustomization.yaml', 'resources: [aws-node.yaml, pool.yaml]\n'),
  sight('/repo/base/aws-node.yaml', SECONDARY),
  sight('/repo/base/pool.yaml', pool('base', 'm5.large')),
  sight(
    '/repo/clusters/prod/kustomization.yaml',
    'resources: [../../base, pool.yaml, zone.yaml]\npatches: [{ path: cni.yaml }]\n',
  ),
  sight('/repo/clusters/prod/cni.yaml', prefixes),
  sight('/repo/clusters/prod/pool.yaml', pool('prod', 'm5.large')),
  sight('/repo/clusters/prod/zone.yaml', eniConfig('eu-central-1a')),
  sight('/repo/clusters/dev/kustomization.yaml', 'resources: [../../base, pool.yaml]\n'),
  sight('/repo/clusters/dev/pool.yaml', pool('dev', 'm5.large')),
];

test('nodes of each overlay see what comes out of theirs', () => {
  const files = overlays();
  for (const name of ['pool.yaml', 'not-listed.yaml', 'nodes/not-listed.yaml']) {
    assert.equal(modeAt(`/repo/clusters/prod/${name}`, files).mode?.prefixDelegation, true, name);
    assert.equal(modeAt(`/repo/clusters/dev/${name}`, files).mode?.prefixDelegation, false, name);
    assert.equal(modeAt(`/repo/clusters/dev/${name}`, files).certain, true, name);
  }
});

test('nodes of a base that overlays share have no mode where these differ', () => {
  const files = overlays();
  assert.deepEqual(modeAt('/repo/base/pool.yaml', files), { mode: undefined, certain: false });
  assert.deepEqual(modeAt('/repo/base/not-listed.yaml', files), { mode: undefined, certain: false });
  // Nodes of both of them, perhaps.
  assert.deepEqual(modeAt('/repo/pool.yaml', files), { mode: undefined, certain: false });
  const same = files.map((file) =>
    file.path === '/repo/clusters/prod/cni.yaml' ? sight(file.path, patch({ MAX_ENI: '""' })) : file,
  );
  assert.equal(modeAt('/repo/base/pool.yaml', same).certain, true);
});

test('overlays do not disturb each other, below a root they have in common either', () => {
  const files = [...overlays(), sight('/repo/kustomization.yaml', 'resources: [base]\n')];
  const zones = (path: string) => neighbours(path, NO_CLUSTER, files).eniConfigs.length;
  assert.equal(zones('/repo/clusters/prod/pool.yaml'), 1);
  assert.equal(zones('/repo/clusters/dev/pool.yaml'), 0);
  assert.equal(modeAt('/repo/clusters/dev/pool.yaml', files).mode?.prefixDelegation, false);
});

test('a file that goes into a build is seen as a part of it', () => {
  const files = overlays();
  const own = files.find(({ path }) => path === '/repo/clusters/prod/cni.yaml')?.cluster ?? NO_CLUSTER;
  const cluster = withSurroundings(own, neighbours('/repo/clusters/prod/cni.yaml', own, files));
  assert.equal(inSight(cluster).mode?.prefixDelegation, true);
  assert.equal(cluster.installs.length, 1);
  assert.ok(cluster.installs[0]?.layers?.includes(own.installs[0] ?? assert.fail()));
  assert.deepEqual(cluster.nodeGroups.map(({ name }) => name?.value).sort(), ['base', 'prod']);
});

test('what is only in a base comes into sight of its overlay', () => {
  const files = [
    sight('/repo/base/kustomization.yaml', 'resources: [zone.yaml]\n'),
    sight('/repo/base/zone.yaml', eniConfig('eu-central-1a')),
    sight('/repo/clusters/prod/kustomization.yaml', 'resources: [../../base]\n'),
  ];
  const zones = (all: typeof files) =>
    neighbours('/repo/clusters/prod/pool.yaml', NO_CLUSTER, all).eniConfigs;
  assert.equal(zones(files).length, 1);
  assert.equal(zones(files.slice(0, 2)).length, 0);
});

test('an overlay without an aws-node leaves those of a shared base unknown', () => {
  const gone = '$patch: delete\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: aws-node }\n';
  const files = overlays().map((file) =>
    file.path === '/repo/clusters/prod/cni.yaml' ? sight(file.path, gone) : file,
  );
  assert.equal(modeAt('/repo/clusters/prod/pool.yaml', files).certain, false);
  assert.equal(modeAt('/repo/clusters/dev/pool.yaml', files).certain, true);
  assert.deepEqual(modeAt('/repo/base/pool.yaml', files), { mode: undefined, certain: false });
});

test('another CNI of the base is that of the overlay', () => {
  const flannel = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: kube-flannel-ds }\n';
  const files = overlays().map((file) =>
    file.path === '/repo/base/pool.yaml' ? sight(file.path, flannel) : file,
  );
  const { otherCnis } = neighbours('/repo/clusters/prod/pool.yaml', NO_CLUSTER, files);
  assert.deepEqual(
    otherCnis.map(({ name }) => name),
    ['Flannel'],
  );
});

test('what is remembered of files as they were changes no answer', () => {
  const memory = newMemory();
  const base = sight('/repo/base/aws-node.yaml', SECONDARY);
  const deployment = (name: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { spec: { serviceAccountName: a, containers: [{ name: a }] } } }\n`;
  const steps = [
    [base],
    [base, sight('/repo/base/kustomization.yaml', 'resources: [aws-node.yaml]\n')],
    [
      base,
      sight('/repo/base/kustomization.yaml', 'resources: [aws-node.yaml]\n'),
      sight('/repo/prod/kustomization.yaml', 'resources: [../base]\npatches: [{ path: cni.yaml }]\n'),
      sight('/repo/prod/cni.yaml', patch({ ENABLE_PREFIX_DELEGATION: '"true"' })),
    ],
    [sight('/repo/base/aws-node.yaml', PREFIXES), sight('/repo/app.yaml', deployment('a'))],
    [sight('/repo/base/aws-node.yaml', SECONDARY), sight('/repo/app.yaml', deployment('b'))],
    [
      sight('/repo/values.yaml', 'env: { MAX_ENI: "2" }\n'),
      sight('/repo/values-prod.yaml', 'env: { MAX_ENI: "3" }\n'),
    ],
    [],
    [base],
  ];
  const clusters = [undefined, clustersIn('/repo/base')];
  for (const files of steps) {
    for (const clusterOf of clusters) {
      for (const complete of [true, false]) {
        const surroundings = { ...(clusterOf && { clusterOf }), complete };
        const fresh = stackedNeighbourhood(files, surroundings);
        const again = stackedNeighbourhood(files, { ...surroundings, memory });
        for (const path of [
          '/repo/prod/pool.yaml',
          '/repo/base/pool.yaml',
          ...files.map((file) => file.path),
        ])
          for (const own of [NO_CLUSTER, read(pool('a', 'm5.large'))])
            assert.deepEqual(again(path, own), fresh(path, own), path);
      }
    }
  }
});

test('what runs pods anywhere is the same value as long as it says the same', () => {
  const memory = newMemory();
  const app = sight(
    '/repo/app.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a }] }\n',
  );
  const anywhere = (...files: Parameters<typeof neighbours>[2]) =>
    neighbourhood(files, { memory })('/repo/x.yaml', NO_CLUSTER).anywhere;
  const before = anywhere(app, sight('/repo/aws-node.yaml', SECONDARY));
  assert.equal(before.workloads.length, 1);
  assert.equal(anywhere(app, sight('/repo/aws-node.yaml', PREFIXES)), before);
  assert.notEqual(anywhere(sight('/repo/aws-node.yaml', PREFIXES)), before);
});
