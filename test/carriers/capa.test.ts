import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CidrField, Facts, NodeGroup } from '../../server/src/core/model/facts.js';
import { networkingMode } from '../../server/src/core/model/networkingMode.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { has } from '../support/has.js';

const GROUPS = { AWS: 'infrastructure', EKS: 'bootstrap', Nod: 'bootstrap' } as const;

/** What an object with this spec says. */
function read(kind: string, spec: string): { facts: Facts; text: string } {
  const isControlPlane = kind.startsWith('AWSManagedControlPlane');
  const group = isControlPlane ? 'controlplane' : GROUPS[kind.slice(0, 3) as keyof typeof GROUPS];
  const text = `apiVersion: ${group ? `${group}.` : ''}cluster.x-k8s.io/v1beta2
kind: ${kind}
metadata:
  name: workers
spec:
${spec.replace(/^(?=.)/gm, '  ')}`;
  return { facts: readDocument(text, DEFAULT_SETTINGS).facts, text };
}

function group(kind: string, spec: string): NodeGroup {
  const [found, ...others] = read(kind, spec).facts.nodeGroups;
  assert.ok(found && others.length === 0);
  return found;
}

const values = (located: readonly { readonly value: string }[]) => located.map(({ value }) => value);

test('the type of machines, without quotes', () => {
  const { facts, text } = read('AWSMachineTemplate', 'template:\n  spec:\n    instanceType: "m5.large"\n');
  const [machines] = facts.nodeGroups;
  has(machines, {
    maker: 'capa',
    provides: 'AWSMachineTemplate/workers',
    typesComplete: true,
    uses: [],
  });
  const [type] = facts.instanceTypes;
  assert.ok(type);
  assert.equal(text.slice(type.span.start, type.span.end), 'm5.large');
  assert.deepStrictEqual(machines?.types, facts.instanceTypes);
});

test('a type that is filled in later', () => {
  const machines = group(
    'AWSMachineTemplate',
    'template:\n  spec:\n    instanceType: ${AWS_NODE_MACHINE_TYPE}\n',
  );
  assert.deepStrictEqual([machines.types, machines.typesComplete], [[], false]);
});

test('the images of machines', () => {
  const image = (ami: string) => {
    const found = group('AWSMachineTemplate', `template:\n  spec:\n    ami: {${ami}}\n`);
    return [found.image, found.os, found.customImage];
  };
  assert.deepStrictEqual(image('eksLookupType: AmazonLinux'), ['AL2', 'linux', false]);
  assert.deepStrictEqual(image('eksLookupType: AmazonLinux2023'), ['AL2023', 'linux', false]);
  assert.deepStrictEqual(image('id: ami-0123456789abcdef0'), [undefined, undefined, true]);
});

test('overrides take the place of the type of a launch template', () => {
  const { facts } = read(
    'AWSMachinePool',
    `awsLaunchTemplate:
  instanceType: m5.large
mixedInstancesPolicy:
  overrides:
    - instanceType: c5.large
    - instanceType: c5a.large
`,
  );
  assert.deepStrictEqual(values(facts.nodeGroups[0]?.types ?? []), ['c5.large', 'c5a.large']);
  assert.deepStrictEqual(values(facts.instanceTypes), ['m5.large', 'c5.large', 'c5a.large']);
  const single = group('AWSMachinePool', 'awsLaunchTemplate: {instanceType: m5.large}');
  assert.deepStrictEqual(values(single.types), ['m5.large']);
});

test('managed pools', () => {
  has(group('AWSManagedMachinePool', 'instanceType: t3.large\namiType: AL2023_x86_64_STANDARD'), {
    maker: 'capa-managed',
    provides: 'AWSManagedMachinePool/workers',
    image: 'AL2023',
    customImage: false,
    typesComplete: true,
    complete: true,
  });
  has(group('AWSManagedMachinePool', 'amiType: CUSTOM\nawsLaunchTemplate: {instanceType: t3.large}'), {
    customImage: true,
    typesComplete: true,
    complete: false,
  });
  assert.equal(group('AWSManagedMachinePool', 'amiType: BOTTLEROCKET_ARM_64').typesComplete, false);
});

const deployment = (machines: string, config: string) => `template:
  spec:
    bootstrap:
      configRef: {kind: ${config}, name: bootstrap}
    infrastructureRef: {kind: ${machines}, name: machines}
`;

test('deployments name what makes their machines', () => {
  has(group('MachineDeployment', deployment('AWSMachineTemplate', 'EKSConfigTemplate')), {
    maker: 'capa',
    uses: ['AWSMachineTemplate/machines', 'EKSConfigTemplate/bootstrap'],
    complete: true,
  });
  has(group('MachinePool', deployment('AWSManagedMachinePool', 'NodeadmConfig')), {
    maker: 'capa-managed',
    uses: ['AWSManagedMachinePool/machines'],
    complete: true,
  });
  const named = deployment('AWSMachineTemplate', 'EKSConfigTemplate').replace(
    'bootstrap}',
    '"${CLUSTER}-0"}',
  );
  has(group('MachineDeployment', named), {
    uses: ['AWSMachineTemplate/machines'],
    complete: false,
  });
  const elsewhere = read('MachineDeployment', deployment('AzureMachineTemplate', 'KubeadmConfigTemplate'));
  assert.deepStrictEqual(elsewhere.facts.nodeGroups, []);
});

test('what the bootstrap script of EKS is told', () => {
  const config = group(
    'EKSConfigTemplate',
    `template:
  spec:
    useMaxPods: false
    kubeletExtraArgs:
      max-pods: "110"
`,
  );
  has(config, {
    maker: 'capa-config',
    provides: 'EKSConfigTemplate/workers',
    ownCount: 'off',
  });
  assert.deepStrictEqual(
    config.podLimits.map(({ field, value }) => [field, value]),
    [['max-pods', 110]],
  );
  assert.equal(group('EKSConfig', 'useMaxPods: true').ownCount, undefined);
});

test('what nodeadm is told', () => {
  const config = group(
    'NodeadmConfig',
    'kubelet:\n  config:\n    maxPods: 58\n  flags: ["--v=2", "--max-pods=60"]\n',
  );
  assert.deepStrictEqual(
    config.podLimits.map(({ field, value }) => [field, value]),
    [
      ['--max-pods', 60],
      ['maxPods', 58],
    ],
  );
  assert.equal(group('NodeadmConfigTemplate', 'template: {}').provides, 'NodeadmConfigTemplate/workers');
});

const controlPlane = (spec: string) => read('AWSManagedControlPlane', spec).facts;

const ENV = 'vpcCni:\n  env:\n    - name: ENABLE_PREFIX_DELEGATION\n      value: "true"\n';

test('what is not in vpcCni.env is as in the manifest that EKS installs', () => {
  const [install] = controlPlane(`region: eu-central-1\n${ENV}`).installs;
  assert.ok(install);
  has(install.containers[0], {
    role: 'aws-node',
    base: 'manifest',
    complete: true,
  });
  assert.deepStrictEqual(networkingMode(install), {
    prefixDelegation: true,
    customNetworking: false,
    podEni: false,
    ipv6: false,
  });
});

test('a cluster of IPv6', () => {
  const { installs, clusterSettings } = controlPlane(
    `region: eu-central-1\nnetwork:\n  vpc:\n    ipv6: {}\n${ENV}`,
  );
  assert.equal(installs[0]?.containers[0]?.base, 'manifest-ipv6');
  has(clusterSettings, [{ kind: 'ip-family', value: 6 }]);
});

test('settings that are not all known', () => {
  for (const rest of [
    '',
    'region: eu-central-1\nsecondaryCidrBlock: 100.64.0.0/16\n',
    'region: eu-central-1\naddons:\n  - name: vpc-cni\n    configuration: "${VALUES}"\n',
    'region: eu-central-1\naddons:\n  - name: vpc-cni\n    conflictResolution: preserve\n    configuration: "{}"\n',
  ]) {
    const [install] = controlPlane(`${rest}${ENV}`).installs;
    assert.ok(install);
    assert.equal(install.containers[0]?.complete, false, rest);
    assert.equal(networkingMode(install), undefined, rest);
  }
});

test('a secondary block, where custom networking is set for all releases', () => {
  const custom = `${ENV}    - {name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG, value: "true"}
    - {name: ENI_CONFIG_LABEL_DEF, value: topology.kubernetes.io/zone}
`;
  const [install] = controlPlane(
    `region: eu-central-1\nsecondaryCidrBlock: 100.64.0.0/16\n${custom}`,
  ).installs;
  assert.ok(install);
  has(networkingMode(install), { prefixDelegation: true, customNetworking: true });
});

test('the add-on tells the release', () => {
  const [install] = controlPlane(`addons: [{name: vpc-cni, version: v1.18.3-eksbuild.1}]\n${ENV}`).installs;
  assert.equal(install?.release, '1.18.3');
});

test('a cluster without aws-node', () => {
  const { installs, otherCnis } = controlPlane(`vpcCni:\n  disable: true\n`);
  assert.deepStrictEqual(installs, []);
  has(otherCnis, [{ name: 'another plugin', usesEnis: false }]);
  assert.deepStrictEqual(controlPlane('vpcCni:\n  disable: false\n').otherCnis, []);
});

const shown = (cidrs: readonly CidrField[]) =>
  cidrs.map(({ text, role, field, forNodes }) => [text.value, role, field, forNodes]);

test('blocks of the network', () => {
  const spec = `secondaryCidrBlock: 100.64.0.0/16
network:
  vpc:
    cidrBlock: 10.50.0.0/16
    secondaryCidrBlocks:
      - ipv4CidrBlock: 100.64.0.0/16
      - ipv4CidrBlock: 100.65.0.0/16
  subnets:
    - {availabilityZone: eu-central-1a, cidrBlock: 10.50.0.0/20}
    - {availabilityZone: eu-central-1a, cidrBlock: 10.50.16.0/24, isPublic: true}
    - {id: subnet-0123456789abcdef0}
`;
  assert.deepStrictEqual(shown(controlPlane(spec).cidrs), [
    ['10.50.0.0/16', 'vpc', 'spec.network.vpc.cidrBlock', false],
    ['100.64.0.0/16', 'vpc-secondary', 'spec.secondaryCidrBlock', false],
    ['100.65.0.0/16', 'vpc-secondary', 'spec.network.vpc.secondaryCidrBlocks.ipv4CidrBlock', false],
    ['10.50.0.0/20', 'subnet', 'spec.network.subnets.cidrBlock', true],
    ['10.50.16.0/24', 'subnet', 'spec.network.subnets.cidrBlock', false],
  ]);
  assert.deepStrictEqual(
    shown(
      read('AWSClusterTemplate', `template:\n  spec:\n    network:\n      vpc: {cidrBlock: 10.0.0.0/16}\n`)
        .facts.cidrs,
    ),
    [['10.0.0.0/16', 'vpc', 'spec.template.spec.network.vpc.cidrBlock', false]],
  );
});

test('pods have a block of their own, unless EKS makes the cluster', () => {
  const cluster = (infrastructure: string) =>
    read(
      'Cluster',
      `clusterNetwork:
  pods: {cidrBlocks: [192.168.0.0/16]}
  services: {cidrBlocks: [172.20.0.0/16]}
infrastructureRef: {kind: ${infrastructure}, name: shop}
`,
    ).facts;
  const roles = (infrastructure: string) => cluster(infrastructure).cidrs.map(({ role }) => role);
  assert.deepStrictEqual(roles('AWSCluster'), ['pods', 'service']);
  assert.deepStrictEqual(roles('AWSManagedCluster'), ['service']);
  assert.deepStrictEqual(roles('AzureCluster'), []);
  has(cluster('AWSCluster').clusterSettings, [{ kind: 'cluster', name: 'workers' }]);
});

const ADDON = `addons:
  - name: vpc-cni
    version: v1.18.3-eksbuild.1
    configuration: |
      env:
        ENABLE_PREFIX_DELEGATION: "false"
        ENABLE_POD_ENI: "true"
      init:
        env:
          DISABLE_TCP_EARLY_DEMUX: "true"
`;

test('the configuration of the add-on', () => {
  const { installs, addons } = controlPlane(`region: eu-central-1\n${ADDON}`);
  has(addons, [{ place: 'capa', release: '1.18.3', complete: true }]);
  has(installs, [{ form: 'addon', release: '1.18.3' }]);
  assert.ok(installs[0]);
  has(networkingMode(installs[0]), { prefixDelegation: false, podEni: true, ipv6: false });
});

test('vpcCni.env on top of the configuration of the add-on', () => {
  const { installs } = controlPlane(`region: eu-central-1\n${ENV}${ADDON}`);
  const [install, ...others] = installs;
  assert.ok(install && others.length === 0);
  has(install, { form: 'capa', release: '1.18.3' });
  const [main, init] = install.containers;
  assert.deepEqual(
    main?.settings.map(({ name, form }) => [name.value, form]),
    [
      ['ENABLE_POD_ENI', 'entry'],
      ['ENABLE_PREFIX_DELEGATION', 'item'],
    ],
  );
  assert.deepEqual(
    main.shadowed?.map(({ name, form }) => [name.value, form]),
    [['ENABLE_PREFIX_DELEGATION', 'entry']],
  );
  has(init, { role: 'aws-vpc-cni-init', settings: [{ name: { value: 'DISABLE_TCP_EARLY_DEMUX' } }] });
  has(networkingMode(install), { prefixDelegation: true, podEni: true });
});

test('the configuration of the add-on where other settings are not known', () => {
  for (const spec of [ADDON, `region: eu-central-1\nsecondaryCidrBlock: 100.64.0.0/16\n${ADDON}`]) {
    const [install] = controlPlane(spec).installs;
    assert.ok(install);
    assert.equal(networkingMode(install), undefined, spec);
  }
});
