import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setEnv } from '../../server/src/core/carriers/envEdits.js';
import { applied } from '../../server/src/core/features/codeActions.js';
import { type Facts, NO_FACTS } from '../../server/src/core/model/facts.js';
import { networkingMode } from '../../server/src/core/model/networkingMode.js';
import { analyzed, check, rulesIn } from '../support/check.js';

const read = (text: string): Facts => analyzed(text).documents[0]?.facts ?? NO_FACTS;

const group = (spec: string, labels = '{kops.k8s.io/cluster: shop.example.com}'): string => `
apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata:
  name: nodes
  labels: ${labels}
spec:
${spec.trim().replace(/^/gm, '  ')}
`;

const cluster = (spec: string, version = 'v1alpha2'): string => `
apiVersion: kops.k8s.io/${version}
kind: Cluster
metadata:
  name: shop.example.com
spec:
${spec.trim().replace(/^/gm, '  ')}
`;

const groupIn = (text: string) => {
  const [found] = read(text).nodeGroups;
  assert.ok(found);
  return found;
};

test('machine types with commas between them, each where it stands', () => {
  const text = group('role: Node\nmachineType: "m5.large, m5.xlarge"');
  const { types, typesComplete } = groupIn(text);
  assert.deepStrictEqual(
    types.map(({ value, span }) => [value, text.slice(span.start, span.end)]),
    [
      ['m5.large', 'm5.large'],
      ['m5.xlarge', 'm5.xlarge'],
    ],
  );
  assert.equal(typesComplete, true);
});

test('of several instances none has the machine type in front of them', () => {
  const text = group('machineType: t3.medium\nmixedInstancesPolicy:\n  instances: [m5.large, m5a.large]');
  assert.deepStrictEqual(
    groupIn(text).types.map(({ value }) => value),
    ['m5.large', 'm5a.large'],
  );
  assert.deepStrictEqual(
    read(text).instanceTypes.map(({ value }) => value),
    ['t3.medium', 'm5.large', 'm5a.large'],
  );
});

test('types that are left to others', () => {
  for (const spec of [
    'manager: Karpenter',
    'machineType: ${TYPE}',
    'machineType: m5.large\nmixedInstancesPolicy: {instanceRequirements: {cpu: {min: "2"}}}',
    // Machines of another cloud.
    'machineType: e2-medium',
  ]) {
    assert.equal(groupIn(group(spec)).typesComplete, false, spec);
  }
  assert.deepStrictEqual(read(group('machineType: e2-medium')).instanceTypes, []);
});

test('a group is told what its cluster says', () => {
  const found = groupIn(
    group(
      'role: Node\nmachineType: m5.large\nimage: 099720109477/ubuntu/images/noble\nkubelet: {maxPods: 110}',
    ),
  );
  assert.deepStrictEqual(
    [found.maker, found.uses, found.image, found.os, found.complete],
    ['kops', ['kops/shop.example.com'], 'Ubuntu', 'linux', true],
  );
  assert.deepStrictEqual(
    found.podLimits.map(({ field, value }) => [field, value]),
    [['maxPods', 110]],
  );
  const above = groupIn(cluster('kubelet: {maxPods: 60}'));
  assert.deepStrictEqual(
    [above.maker, above.provides, above.podLimits[0]?.value],
    ['kops-cluster', 'kops/shop.example.com', 60],
  );
});

test('groups of which not all is in sight', () => {
  assert.equal(groupIn(group('role: Node\nmachineType: m5.large', '{}')).complete, false);
  assert.equal(groupIn(group('role: ControlPlane\nmachineType: m5.large')).complete, false);
});

test('a bastion runs no pods', () => {
  const { nodeGroups, instanceTypes } = read(group('role: Bastion\nmachineType: t3.micro'));
  assert.deepStrictEqual([nodeGroups, instanceTypes], [[], []]);
});

test('aws-node on top of the manifest of kOps', () => {
  const text = cluster(`
networking:
  amazonvpc:
    imageName: example.com/amazon-k8s-cni:v1.18.1
    env:
      - name: ENABLE_PREFIX_DELEGATION
        value: "true"`);
  const [install] = read(text).installs;
  assert.ok(install);
  assert.equal(install.release, '1.18.1');
  assert.deepStrictEqual(networkingMode(install), {
    prefixDelegation: true,
    customNetworking: false,
    podEni: false,
    ipv6: false,
  });
});

test('v1alpha3 writes amazonVPC', () => {
  assert.equal(read(cluster('networking:\n  amazonVPC: {}', 'v1alpha3')).installs.length, 1);
});

test('what kOps sets itself is found wrong nowhere', () => {
  assert.deepStrictEqual(
    rulesIn(
      cluster(`
networking:
  amazonvpc:
    env:
      - name: ENABLE_IPv4
        value: "false"
      - name: ENABLE_PREFIX_DELEGATION
        value: "true"`),
    ),
    [],
  );
});

test('an IPv6 cluster', () => {
  const { installs, clusterSettings } = read(
    cluster('nonMasqueradeCIDR: "::/0"\nnetworking:\n  amazonvpc: {}'),
  );
  const [install] = installs;
  assert.equal(install && networkingMode(install)?.ipv6, true);
  assert.deepStrictEqual(
    clusterSettings.flatMap((setting) => (setting.kind === 'ip-family' ? [setting.value] : [])),
    [6],
  );
});

test('a setting is judged as in a container', () => {
  check(
    cluster(`
networking:
  amazonvpc:
    env:
      - name: WARM_ENI_TARGET
        value: "lots"`).replace(
      '"lots"\n',
      `"lots"
#                ^^^^^^ warning ignored-value: "lots" is not a whole number in plain digits; 1 is used without a log line, not 0. Write "1".
`,
    ),
  );
});

test('a variable is added to others, and where there is none', () => {
  const plugin = (rest: string) => cluster(`networking:\n  amazonvpc:${rest}`);
  const added = (text: string) => {
    const [install] = read(text).installs;
    const edits = install && setEnv(install, 'aws-node', 'MAX_ENI', '4', text);
    return edits && applied(text, edits);
  };
  const image = '\n    imageName: example.com/cni:v1';
  const item = '\n      - name: MAX_ENI\n        value: "4"';
  const other = '\n      - name: WARM_ENI_TARGET\n        value: "1"';
  assert.equal(added(plugin(`\n    env:${other}`)), plugin(`\n    env:${other}${item}`));
  assert.equal(added(plugin(image)), plugin(`\n    env:${item}${image}`));
  // There is no room between the braces.
  assert.equal(added(plugin(' {}')), undefined);
});

test('other plugins', () => {
  const cni = (networking: string) =>
    read(cluster(`networking:\n  ${networking}`)).otherCnis.map(({ name, usesEnis }) => [name, usesEnis]);
  assert.deepStrictEqual(cni('cilium: {ipam: eni}'), [['Cilium', true]]);
  assert.deepStrictEqual(cni('cilium: {}'), [['Cilium', false]]);
  assert.deepStrictEqual(cni('calico: {}'), [['Calico', false]]);
  assert.deepStrictEqual(cni('cni: {}'), [['another plugin', false]]);
  assert.deepStrictEqual(cni('kubenet:'), []);
  assert.deepStrictEqual(cni('amazonvpc: {}'), []);
});

const BLOCKS = `
networkCIDR: 10.20.0.0/16
additionalNetworkCIDRs: [10.21.0.0/16]
nonMasqueradeCIDR: 100.64.0.0/10
podCIDR: 100.96.0.0/11
serviceClusterIPRange: 100.64.0.0/13
subnets:
  - {name: a, type: Private, cidr: 10.20.32.0/19, ipv6CIDR: "/64#1"}
  - {name: b, type: Utility, cidr: 10.20.0.0/22}`;

const blocksIn = (text: string): unknown[] =>
  read(text).cidrs.map(({ role, field, text: { value }, forNodes }) => [role, field, value, forNodes]);

test('blocks of a cluster of v1alpha2', () => {
  const access = 'sshAccess: [203.0.113.0/24, pl-0123456789abcdef0]\nkubernetesApiAccess: [0.0.0.0/0]';
  assert.deepStrictEqual(blocksIn(cluster(`${BLOCKS}\n${access}\nnetworking: {amazonvpc: {}}`)), [
    ['vpc', 'spec.networkCIDR', '10.20.0.0/16', false],
    ['vpc-secondary', 'spec.additionalNetworkCIDRs', '10.21.0.0/16', false],
    ['unmasqueraded', 'spec.nonMasqueradeCIDR', '100.64.0.0/10', false],
    ['unmasqueraded', 'spec.podCIDR', '100.96.0.0/11', false],
    ['service', 'spec.serviceClusterIPRange', '100.64.0.0/13', false],
    ['subnet', 'spec.subnets.cidr', '10.20.32.0/19', true],
    ['subnet', 'spec.subnets.cidr', '10.20.0.0/22', false],
    ['access', 'spec.sshAccess', '203.0.113.0/24', false],
    ['access', 'spec.kubernetesApiAccess', '0.0.0.0/0', false],
  ]);
});

test('blocks of a cluster of v1alpha3, with pods of their own', () => {
  const networking = `${BLOCKS}\ncalico: {}`.replace(/^(?=.)/gm, '  ');
  assert.deepStrictEqual(
    blocksIn(cluster(`networking:${networking}\napi: {access: [0.0.0.0/0]}`, 'v1alpha3')),
    [
      ['vpc', 'spec.networking.networkCIDR', '10.20.0.0/16', false],
      ['vpc-secondary', 'spec.networking.additionalNetworkCIDRs', '10.21.0.0/16', false],
      ['unmasqueraded', 'spec.networking.nonMasqueradeCIDR', '100.64.0.0/10', false],
      ['pods', 'spec.networking.podCIDR', '100.96.0.0/11', false],
      ['service', 'spec.networking.serviceClusterIPRange', '100.64.0.0/13', false],
      ['subnet', 'spec.networking.subnets.cidr', '10.20.32.0/19', false],
      ['subnet', 'spec.networking.subnets.cidr', '10.20.0.0/22', false],
      ['access', 'spec.api.access', '0.0.0.0/0', false],
    ],
  );
});

test('the blocks of kOps itself give no finding', () => {
  assert.deepStrictEqual(rulesIn(cluster(`${BLOCKS}\nnetworking: {amazonvpc: {}}`)), []);
});

test('clusters in other clouds', () => {
  for (const provider of ['cloudProvider: gce', 'cloudProvider: {gce: {}}'])
    assert.deepStrictEqual(read(cluster(`${provider}${BLOCKS}`)).cidrs, []);
  assert.notEqual(read(cluster(`cloudProvider: {aws: {}}${BLOCKS}`)).cidrs.length, 0);
});
