import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/core/analysis.js';
import { inSight, NO_CLUSTER, withSurroundings } from '../../server/src/core/model/cluster.js';
import { meansTheSame } from '../../server/src/core/model/meaning.js';
import { neighbourhood } from '../../server/src/core/model/neighbours.js';
import { patch } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { clustersIn, modeAt, neighbours, PREFIXES, pool, read, SECONDARY, sight } from '../support/sights.js';

test('the files that share the most folders count', () => {
  const files = [sight('/repo/a/aws-node.yaml', PREFIXES), sight('/repo/aws-node.yaml', SECONDARY)];
  assert.equal(modeAt('/repo/a/nodes/pool.yaml', files).mode?.prefixDelegation, true);
  assert.equal(modeAt('/repo/b/pool.yaml', files).mode?.prefixDelegation, false);
});

test('folders side by side say nothing of each other, but under one root they do', () => {
  const files = [sight('/repo/a/cni/aws-node.yaml', PREFIXES)];
  assert.deepEqual(modeAt('/repo/a/nodes/pool.yaml', files).certain, false);
  for (const [name, text] of [
    ['kustomization.yaml', 'resources: [cni, nodes]\n'],
    ['Chart.yaml', 'name: blue\n'],
    ['cluster.yaml', 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: a }\n'],
  ] as const) {
    const rooted = [...files, sight(`/repo/a/${name}`, text)];
    assert.equal(modeAt('/repo/a/nodes/pool.yaml', rooted).mode?.prefixDelegation, true, name);
    assert.equal(modeAt('/repo/b/pool.yaml', rooted).certain, false, name);
  }
});

test('an overlay beside the base leaves the mode unknown', () => {
  const files = [
    sight('/repo/base/aws-node.yaml', SECONDARY),
    sight('/repo/overlays/prod/cni.yaml', patch({ ENABLE_PREFIX_DELEGATION: '"true"' })),
    sight('/repo/overlays/prod/kustomization.yaml', 'resources: [../../base]\n'),
  ];
  assert.equal(modeAt('/repo/base/pool.yaml', files).mode, undefined);
  assert.equal(modeAt('/repo/base/pool.yaml', files.slice(0, 1)).certain, true);
});

test('files in one folder that the user calls a cluster belong together, however deep they are', () => {
  const files = [
    sight('/repo/blue/network/cni/aws-node.yaml', PREFIXES),
    // Without the user's word, the aws-node would be of these nodes.
    sight('/repo/blue/network/pool.yaml', pool('a', 'm5.large')),
  ];
  const clusterOf = clustersIn('/repo/blue');
  const mode = (path: string, surroundings = { clusterOf }) =>
    inSight(withSurroundings(NO_CLUSTER, neighbourhood(files, surroundings)(path, NO_CLUSTER)));
  assert.equal(mode('/repo/blue/nodes/pool.yaml').mode?.prefixDelegation, true);
  assert.equal(mode('/repo/blue/nodes/pool.yaml', { clusterOf: () => undefined }).certain, false);
  assert.equal(mode('/repo/green/nodes/pool.yaml').certain, false);
});

test('files of different clusters by the user are apart, those of none count for both', () => {
  const files = [
    sight('/repo/kustomization.yaml', 'resources: [blue, green]\n'),
    sight('/repo/blue/aws-node.yaml', PREFIXES),
    sight('/repo/green/readme.yaml', SECONDARY),
    sight('/repo/green/inner/classes/default.yaml', nodeClass(20)),
  ];
  const at = (path: string, own: ReturnType<typeof read>, ...clusters: string[]) =>
    neighbourhood(files, { clusterOf: clustersIn(...clusters) })(path, own);
  const own = read(pool('a', 'm5.large'));
  const installs = (...clusters: string[]) =>
    at('/repo/blue/inner/pool.yaml', own, ...clusters).installs.length;
  assert.equal(installs(), 1);
  assert.equal(installs('/repo/blue', '/repo/green'), 1);
  assert.equal(installs('/repo/blue', '/repo/blue/inner'), 0);
  assert.equal(installs('/repo/blue/inner'), 1);
  // Not by the name of its class, either.
  const groups = (...clusters: string[]) => at('/repo/blue/pool.yaml', own, ...clusters).nodeGroups.length;
  assert.equal(groups(), 1);
  assert.equal(groups('/repo/blue', '/repo/green'), 0);
});

test('a folder with two clusters in it is no root', () => {
  const definition = (name: string) =>
    `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: ${name} }\n`;
  const files = [
    sight('/repo/a.yaml', definition('a')),
    sight('/repo/b.yaml', definition('b')),
    sight('/repo/a/aws-node.yaml', PREFIXES),
  ];
  assert.equal(modeAt('/repo/b/pool.yaml', files).certain, false);
});

test("Karpenter's own settings do not hide an aws-node further up", () => {
  const controller = `apiVersion: apps/v1
kind: Deployment
metadata: { name: karpenter }
spec:
  selector: { matchLabels: { app: karpenter } }
  template:
    spec:
      containers:
        - name: controller
          image: public.ecr.aws/karpenter/controller:1.8.0
          env: [{ name: RESERVED_ENIS, value: "0" }]
`;
  const files = [
    sight('/repo/aws-node.yaml', PREFIXES),
    sight('/repo/karpenter/deployment.yaml', controller),
  ];
  assert.equal(modeAt('/repo/karpenter/pool.yaml', files).mode?.prefixDelegation, true);
  const { settings } = neighbours('/repo/karpenter/pool.yaml', NO_CLUSTER, files);
  assert.ok(settings.some((setting) => setting.kind === 'reserved-enis' && setting.value === 0));
});

test('a folder of a longer name is another folder', () => {
  const files = [sight('/repo/ab/aws-node.yaml', PREFIXES), sight('/repo/a/aws-node.yaml', SECONDARY)];
  assert.equal(modeAt('/repo/a/pool.yaml', files).mode?.prefixDelegation, false);
});

test('aws-nodes equally near that differ leave the mode unknown', () => {
  const files = [sight('/repo/a/aws-node.yaml', PREFIXES), sight('/repo/b/aws-node.yaml', SECONDARY)];
  assert.deepEqual(modeAt('/repo/pool.yaml', files), { mode: undefined, certain: false });
  // In a folder of its own nothing of it is in sight.
  assert.equal(modeAt('/repo/c/pool.yaml', files).certain, false);
  assert.equal(modeAt('/repo/c/pool.yaml', files).mode?.prefixDelegation, false);
});

test('a patch leaves the mode unknown, since the rest is somewhere else', () => {
  const files = [sight('/repo/patch.yaml', patch({ ENABLE_POD_ENI: '"true"' }))];
  assert.equal(modeAt('/repo/pool.yaml', files).mode, undefined);
});

test('with nothing in sight the defaults are taken, and are not certain', () => {
  const { mode, certain } = modeAt('/repo/pool.yaml', []);
  assert.deepEqual(mode, { prefixDelegation: false, customNetworking: false, podEni: false });
  assert.equal(certain, false);
});

test('a file is no neighbour of itself', () => {
  assert.deepEqual(neighbours('/repo/a.yaml', NO_CLUSTER, [sight('/repo/a.yaml', PREFIXES)]), NO_CLUSTER);
});

test("the file's own aws-node counts before any other", () => {
  const own = read(SECONDARY);
  const cluster = withSurroundings(own, read(PREFIXES));
  assert.equal(inSight(cluster).mode?.prefixDelegation, false);
});

test('a cluster defined in one file is not that of another', () => {
  const cluster = (name: string, family: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: ${name}
  region: us-east-1
kubernetesNetworkConfig:
  ipFamily: ${family}
`;
  const own = read(cluster('a', 'IPv4'));
  assert.ok(own.settings.some(({ kind }) => kind === 'cluster'));
  const files = [sight('/repo/b.yaml', cluster('b', 'IPv6'))];
  assert.deepEqual(neighbours('/repo/a.yaml', own, files), NO_CLUSTER);
  assert.equal(modeAt('/repo/pool.yaml', files).mode?.ipv6, true);
});

const nodeClass = (maxPods: number) => `apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: default
spec:
  amiSelectorTerms: [{ alias: al2023@latest }]
  kubelet: { maxPods: ${maxPods} }
`;

test("another cluster's aws-node says nothing about nodes beside its folder", () => {
  const files = [
    sight('/repo/blue/aws-node.yaml', PREFIXES),
    sight('/repo/blue/pool.yaml', pool('a', 'm5.large')),
  ];
  assert.equal(modeAt('/repo/blue/more/pool.yaml', files).mode?.prefixDelegation, true);
  assert.equal(modeAt('/repo/green/pool.yaml', files).certain, false);
  // Above them, it may be theirs or not.
  assert.deepEqual(modeAt('/repo/pool.yaml', files), { mode: undefined, certain: false });
});

test('an aws-node is not told about nodes that have another one nearer', () => {
  const files = [
    sight('/repo/blue/pool.yaml', pool('a', 'm5.large')),
    sight('/repo/blue/aws-node.yaml', PREFIXES),
    sight('/repo/nodes/pool.yaml', pool('b', 'c5.large')),
  ];
  const { nodeGroups } = neighbours('/repo/aws-node.yaml', read(SECONDARY), files);
  assert.deepEqual(
    nodeGroups.map(({ name }) => name?.value),
    ['b'],
  );
});

test('a pool finds its class in another folder, and a class its pools', () => {
  const files = [
    sight('/repo/pools/a.yaml', pool('a', 'm5.large')),
    sight('/repo/pools/b.yaml', pool('b', 'm5.large')),
    sight('/repo/classes/default.yaml', nodeClass(20)),
  ];
  const fromPool = neighbours('/repo/pools/a.yaml', read(pool('a', 'm5.large')), files);
  assert.deepEqual(
    fromPool.nodeGroups.map(({ maker }) => maker),
    ['karpenter', 'karpenter-class'],
  );
  const fromClass = neighbours('/repo/classes/default.yaml', read(nodeClass(20)), files);
  assert.deepEqual(
    fromClass.nodeGroups.map(({ name }) => name?.value),
    ['a', 'b'],
  );
});

test("another cluster's class of the same name is not that of this pool", () => {
  const files = [
    sight('/repo/blue/pools/a.yaml', pool('a', 'm5.large')),
    sight('/repo/blue/classes/default.yaml', nodeClass(20)),
  ];
  const { nodeGroups } = neighbours('/repo/green/pools/a.yaml', read(pool('a', 'm5.large')), files);
  assert.deepEqual(
    nodeGroups.filter(({ maker }) => maker === 'karpenter-class'),
    [],
  );
});

test('pools and classes of one file are not mixed with those of another by their names', () => {
  const both = `${pool('a', 'm5.large')}---\n${nodeClass(20)}`;
  const files = [sight('/repo/blue/karpenter.yaml', both), sight('/repo/green/karpenter.yaml', both)];
  assert.deepEqual(neighbours('/repo/blue/karpenter.yaml', read(both), files).nodeGroups, []);
});

test('objects beside the aws-node in sight are of its cluster, and those beside another are not', () => {
  const eniConfig = 'apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: { name: a }\n';
  const files = [
    sight('/repo/cni/aws-node.yaml', SECONDARY),
    sight('/repo/cni/enis/a.yaml', eniConfig),
    sight('/repo/nodes.yaml', pool('a', 'm5.large')),
  ];
  const enisAt = (path: string, all: typeof files) => neighbours(path, NO_CLUSTER, all).eniConfigs.length;
  assert.equal(enisAt('/repo/nodes.yaml', files), 1);
  assert.equal(enisAt('/repo/nodes.yaml', [...files, sight('/repo/aws-node.yaml', SECONDARY)]), 0);
  assert.equal(enisAt('/repo/nodes.yaml', [...files, sight('/repo/other/aws-node.yaml', SECONDARY)]), 0);
});

test('an aws-node is told of the classes that its pools use', () => {
  const files = [
    sight('/repo/karpenter/pools/a.yaml', pool('a', 'm5.large')),
    sight('/repo/karpenter/classes/a.yaml', nodeClass(110)),
  ];
  const makers = (own: string) =>
    neighbours('/repo/aws-node.yaml', read(own), files).nodeGroups.map(({ maker }) => maker);
  assert.deepEqual(makers(SECONDARY), ['karpenter', 'karpenter-class']);
  // One of this file's own is the one that is meant, or nobody knows.
  assert.deepEqual(makers(`${SECONDARY}---\n${nodeClass(20)}`), ['karpenter']);
});

test('what matters to other files makes a difference, and where it stands does not', () => {
  assert.equal(meansTheSame(read(SECONDARY), read(`# a comment\n${SECONDARY}`)), true);
  assert.equal(meansTheSame(read(SECONDARY), read(PREFIXES)), false);
});

test('zones and labels of nodes matter to other files', () => {
  const areTheSame = (...both: readonly [string, string]): boolean => {
    const [a, b] = both.map((fields) =>
      read(
        `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: a }\nnodeGroups: [{ ${fields} }]\n`,
      ),
    );
    assert.ok(a && b);
    return meansTheSame(a, b);
  };
  assert.equal(areTheSame('availabilityZones: [us-west-2a]', 'availabilityZones: [us-west-2b]'), false);
  assert.equal(areTheSame('labels: { a: b }', 'labels: { a: c }'), false);
  assert.equal(areTheSame('labels: { a: b }', 'labels:  { a: b }'), true);
});

test('a keystroke in a document that says nothing of the cluster leaves the cluster as it was', () => {
  const role = (verb: string) =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: aws-node }\nrules: [{ apiGroups: [""], resources: [pods], verbs: [${verb}] }]\n`;
  const text = (verb: string, env: string) => `${role(verb)}---\n${pool('a', 'm5.large')}---\n${env}`;
  const first = analyze(text('li', SECONDARY), DEFAULT_SETTINGS);
  const second = analyze(text('list', SECONDARY), DEFAULT_SETTINGS, { previous: first });
  assert.equal(second.cluster, first.cluster);
  const third = analyze(text('list', PREFIXES), DEFAULT_SETTINGS, { previous: second });
  assert.notEqual(third.cluster, second.cluster);
  assert.equal(inSight(third.cluster).mode?.prefixDelegation, true);
});
