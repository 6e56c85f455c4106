import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effective, UNKNOWN } from '../../server/src/core/model/effective.js';
import { type Facts, NO_FACTS, type NodeGroup } from '../../server/src/core/model/facts.js';
import { networkingMode } from '../../server/src/core/model/networkingMode.js';
import { analyzed } from '../support/check.js';
import { has } from '../support/has.js';

const read = (text: string): Facts => analyzed(text).documents[0]?.facts ?? NO_FACTS;

const stack = (resources: string, parameters = ''): string => `AWSTemplateFormatVersion: "2010-09-09"
${parameters}Resources:
${resources.trim().replace(/^(?=.)/gm, '  ')}
`;

const managed = (properties: string): string => `
Workers:
  Type: AWS::EKS::Nodegroup
  Properties:
    ClusterName: shop
${properties.trim().replace(/^(?=.)/gm, '    ')}`;

const launchTemplate = (data: string): string => `
Launch:
  Type: AWS::EC2::LaunchTemplate
  Properties:
    LaunchTemplateData:
${data.trim().replace(/^(?=.)/gm, '      ')}`;

function only(text: string): NodeGroup {
  const [group, ...others] = read(text).nodeGroups;
  assert.ok(group && others.length === 0);
  return group;
}

const values = (located: readonly { readonly value: string }[]): string[] =>
  located.map(({ value }) => value);

test('types of a managed group, where they stand', () => {
  const text = stack(managed('InstanceTypes: ["m5.large", m5a.large]'));
  const { maker, types, typesComplete, name, complete } = only(text);
  assert.deepStrictEqual(
    [maker, typesComplete, name?.value, complete],
    ['cfn-managed', true, 'Workers', true],
  );
  assert.deepStrictEqual(
    types.map(({ span }) => text.slice(span.start, span.end)),
    ['m5.large', 'm5a.large'],
  );
  assert.deepStrictEqual(values(read(text).instanceTypes), ['m5.large', 'm5a.large']);
});

test('a template in JSON', () => {
  const resources = {
    Workers: {
      Type: 'AWS::EKS::Nodegroup',
      Properties: { NodegroupName: 'blue', InstanceTypes: ['c5.xlarge'] },
    },
  };
  const { name, types } = only(JSON.stringify({ Resources: resources }, undefined, 2));
  assert.deepStrictEqual([name?.value, values(types)], ['blue', ['c5.xlarge']]);
});

test('types that only the stack knows', () => {
  for (const types of [
    'InstanceTypes: [!Ref Type]',
    'InstanceTypes: !Ref Types',
    'InstanceTypes: {Ref: Types}',
    'InstanceTypes: !Split [",", !Ref Types]',
    'InstanceTypes:\n  - !If [IsProduction, m5.large, t3.large]',
    'AmiType: AL2_x86_64',
    'InstanceTypes: []',
  ]) {
    assert.equal(only(stack(managed(types))).typesComplete, false, types);
  }
});

test('both types that a condition chooses between', () => {
  for (const types of [
    'InstanceTypes:\n  - !If [IsProduction, m5.large, t3.large]',
    'InstanceTypes:\n  - Fn::If: [IsProduction, m5.large, t3.large]',
  ]) {
    assert.deepStrictEqual(values(only(stack(managed(types))).types), ['m5.large', 't3.large'], types);
  }
});

test('types that a parameter allows', () => {
  const parameters = `Parameters:
  Type:
    Type: String
    Default: m5.large
    AllowedValues: [m5.large, m5.xlarge]
  Types:
    Type: CommaDelimitedList
    Default: c5.large, c5.xlarge
  Domain:
    Type: String
    Default: example.com
`;
  const types = (field: string) => {
    const text = stack(managed(`InstanceTypes: ${field}`), parameters);
    return read(text).instanceTypes.map(({ value, span }) => {
      assert.equal(text.slice(span.start, span.end), value);
      return value;
    });
  };
  assert.deepStrictEqual(types('[!Ref Type]'), ['m5.large', 'm5.large', 'm5.xlarge']);
  assert.deepStrictEqual(types('{Ref: Types}'), ['c5.large', 'c5.xlarge']);
});

test('images of managed groups', () => {
  const image = (ami: string) => {
    const { image: name, os, customImage } = only(stack(managed(`InstanceTypes: [m5.large]\n${ami}`)));
    return [name, os, customImage];
  };
  assert.deepStrictEqual(image('AmiType: AL2_x86_64_GPU'), ['AL2', 'linux', false]);
  assert.deepStrictEqual(image('AmiType: AL2023_ARM_64_STANDARD'), ['AL2023', 'linux', false]);
  assert.deepStrictEqual(image('AmiType: BOTTLEROCKET_x86_64'), ['Bottlerocket', 'linux', false]);
  assert.deepStrictEqual(image('AmiType: WINDOWS_CORE_2022_x86_64'), ['Windows', 'windows', false]);
  assert.deepStrictEqual(image('AmiType: CUSTOM'), [undefined, undefined, true]);
  assert.deepStrictEqual(image(''), [undefined, 'linux', false]);
  assert.deepStrictEqual(image('AmiType: !Ref Ami'), [undefined, undefined, false]);
});

test('a managed group is as its launch template says', () => {
  const text = stack(
    `${managed('LaunchTemplate: {Id: !Ref Launch, Version: "1"}')}${launchTemplate(`
InstanceType: m5.large
ImageId: ami-0123456789abcdef0
UserData: !Base64
  Fn::Sub: |
    #!/bin/bash
    /etc/eks/bootstrap.sh \${Name} --use-max-pods false --kubelet-extra-args '--max-pods=58'`)}`,
  );
  const group = only(text);
  assert.deepStrictEqual(
    [group.maker, values(group.types), group.customImage, group.image, group.ownCount, group.complete],
    ['cfn-managed', ['m5.large'], true, 'AL2', 'off', true],
  );
  const [limit] = group.podLimits;
  assert.deepStrictEqual([limit?.field, limit?.value], ['--max-pods', 58]);
  assert.equal(limit && text.slice(limit.text.span.start, limit.text.span.end), '58');
});

test('a launch template that is written elsewhere', () => {
  for (const id of ['lt-0123456789abcdef0', '!ImportValue launch', '!Ref LaunchId'])
    assert.equal(
      only(stack(managed(`InstanceTypes: [m5.large]\nLaunchTemplate: {Id: ${id}}`))).complete,
      false,
      id,
    );
});

const NODE_CONFIG = `apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  cluster:
    name: \${Name}
  kubelet:
    config:
      maxPods: 29`;

test('a launch template for nodes that nobody manages', () => {
  const text = stack(
    launchTemplate(`
InstanceType: m5.large
UserData:
  Fn::Base64: !Sub |
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="part"

    --part
    Content-Type: application/node.eks.aws

${NODE_CONFIG.replace(/^/gm, '    ')}

    --part--`),
  );
  const group = only(text);
  assert.deepStrictEqual(
    [group.maker, group.name?.value, group.image, group.os, group.typesComplete],
    ['launch-template', 'Launch', 'AL2023', 'linux', true],
  );
  const [limit, ...others] = group.podLimits;
  assert.deepStrictEqual([limit?.field, limit?.value, others], ['maxPods', 29, []]);
  assert.equal(limit && text.slice(limit.text.span.start, limit.text.span.end), '29');
});

test('user data that cannot all be read', () => {
  const complete = (userData: string) =>
    only(
      stack(
        managed('LaunchTemplate: {Id: !Ref Launch}') + launchTemplate(`InstanceType: m5.large\n${userData}`),
      ),
    ).complete;
  assert.equal(complete(''), true);
  assert.equal(complete('UserData: IyEvYmluL2Jhc2gK'), false);
  assert.equal(complete('UserData: {"Fn::Base64": {"Fn::Join": ["", ["#!/bin/bash"]]}}'), false);
  const script = (line: string) => `UserData:\n  Fn::Base64: !Sub |\n    #!/bin/bash\n    ${line}`;
  assert.equal(complete(script('/etc/eks/bootstrap.sh ${Name} --b64-cluster-ca ${Ca}')), true);
  assert.equal(complete(script('/etc/eks/bootstrap.sh ${Name} ${Arguments}')), false);
  assert.equal(complete(script("/etc/eks/bootstrap.sh ${Name} --kubelet-extra-args '${Arguments}'")), false);
  assert.equal(complete(script('${Script}')), false);
});

test('types of a group of several, in place of that of its launch template', () => {
  const text = stack(`${launchTemplate(`
InstanceType: t3.medium
UserData:
  Fn::Base64: "/etc/eks/bootstrap.sh shop"`)}
Scaling:
  Type: AWS::AutoScaling::AutoScalingGroup
  Properties:
    MixedInstancesPolicy:
      LaunchTemplate:
        LaunchTemplateSpecification: {LaunchTemplateId: !Ref Launch, Version: "1"}
        Overrides:
          - InstanceType: m5.large
          - InstanceType: m5a.large`);
  assert.deepStrictEqual(values(only(text).types), ['m5.large', 'm5a.large']);
  assert.equal(only(text).typesComplete, true);
});

test('launch templates of others are foreign', () => {
  const text = stack(
    launchTemplate('InstanceType: t3.micro\nUserData:\n  Fn::Base64: |\n    yum install -y nginx\n'),
  );
  assert.equal(read(text), NO_FACTS);
  const beside = read(`${text}${managed('InstanceTypes: [m5.large]').replace(/^(?=.)/gm, '  ')}\n`);
  assert.deepStrictEqual(values(beside.instanceTypes), ['m5.large']);
});

test('a network without a cluster is foreign', () => {
  const text = stack(`
Vpc:
  Type: AWS::EC2::VPC
  Properties: {CidrBlock: 10.0.0.0/8}`);
  assert.equal(read(text), NO_FACTS);
});

const NETWORK = `
Vpc:
  Type: AWS::EC2::VPC
  Properties:
    CidrBlock: 10.20.0.0/16
More:
  Type: AWS::EC2::VPCCidrBlock
  Properties:
    VpcId: !Ref Vpc
    CidrBlock: 100.64.0.0/16
Private:
  Type: AWS::EC2::Subnet
  Properties:
    VpcId: {Ref: Vpc}
    CidrBlock: 10.20.32.0/19
Public:
  Type: AWS::EC2::Subnet
  Properties:
    VpcId: !Ref Vpc
    CidrBlock: !Ref PublicBlock
Elsewhere:
  Type: AWS::EC2::Subnet
  Properties:
    VpcId: !Ref OtherVpc
    CidrBlock: 192.168.1.0/24
Shop:
  Type: AWS::EKS::Cluster
  Properties:
    Name: shop
    ResourcesVpcConfig:
      SubnetIds: [!Ref Private, !Ref Public]
      PublicAccessCidrs: [203.0.113.0/24]
    KubernetesNetworkConfig:
      ServiceIpv4Cidr: 172.20.0.0/16
      IpFamily: ipv4
    RemoteNetworkConfig:
      RemoteNodeNetworks:
        - Cidrs: [192.168.64.0/20]
`;

const blocksIn = (text: string): unknown[] =>
  read(text).cidrs.map(({ role, text: { value }, network, existing, forNodes }) => [
    role,
    value,
    network,
    existing === true,
    forNodes,
  ]);

test('blocks of a VPC, and of the cluster in it', () => {
  assert.deepStrictEqual(blocksIn(stack(NETWORK)), [
    ['vpc', '10.20.0.0/16', 'Vpc', false, false],
    ['vpc-secondary', '100.64.0.0/16', 'Vpc', false, false],
    ['subnet', '10.20.32.0/19', 'Vpc', false, true],
    ['subnet', undefined, 'Vpc', false, true],
    ['subnet', '192.168.1.0/24', 'OtherVpc', true, false],
    ['service', '172.20.0.0/16', 'Vpc', false, false],
    ['access', '203.0.113.0/24', 'Vpc', false, false],
    ['remote-nodes', '192.168.64.0/20', 'Vpc', false, false],
  ]);
});

test('nodes are in the subnets of their groups', () => {
  const text = stack(`${NETWORK}${managed('Subnets: [!Ref Private]')}`);
  const subnets = read(text).cidrs.filter(({ role }) => role === 'subnet');
  assert.deepStrictEqual(
    subnets.map(({ forNodes }) => forNodes),
    [true, false, false],
  );
});

test('what a cluster says of itself', () => {
  const found = read(stack(NETWORK)).clusterSettings.map(({ span: _, ...setting }) => setting);
  assert.deepStrictEqual(found, [
    { kind: 'cluster', name: 'shop' },
    { kind: 'ip-family', value: 4 },
  ]);
});

test('settings of aws-node in an add-on', () => {
  const addon = (properties: string) =>
    read(stack(`Addon:\n  Type: AWS::EKS::Addon\n  Properties: {${properties}}`)).clusterSettings.map(
      ({ kind }) => kind,
    );
  assert.deepStrictEqual(addon(`AddonName: vpc-cni, ConfigurationValues: '{"env": {}}'`), []);
  assert.deepStrictEqual(addon('AddonName: vpc-cni, ConfigurationValues: !Ref Values'), ['unread-install']);
  assert.deepStrictEqual(addon('AddonName: vpc-cni'), []);
  assert.deepStrictEqual(addon(`AddonName: coredns, ConfigurationValues: "{}"`), []);
});

const addonIn = (properties: string, cluster = '', rest = '') =>
  read(
    stack(`Cni:
  Type: AWS::EKS::Addon
${rest}  Properties:
    AddonName: vpc-cni
${properties.replace(/^(?=.)/gm, '    ')}
${cluster}`),
  );

const NAMED = 'Cluster:\n  Type: AWS::EKS::Cluster\n  Properties:\n    Name: shop\n';

test('the configuration of an add-on, with what goes into its text', () => {
  for (const values of [
    `!Sub '{"env": {"CLUSTER_NAME": "\${Cluster}", "ENABLE_POD_ENI": "true"}}'`,
    '!Sub |\n  env:\n    CLUSTER_NAME: ${Cluster}\n    ENABLE_POD_ENI: "true"',
    `!Sub ['{"env": {"CLUSTER_NAME": "\${Name}", "ENABLE_POD_ENI": "true"}}', {Name: !Ref Cluster}]`,
    `{"Fn::Sub": '{"env": {"CLUSTER_NAME": "\${Cluster}", "ENABLE_POD_ENI": "true"}}'}`,
    '{"Fn::Sub": "{\\"env\\": {\\"CLUSTER_NAME\\": \\"${Cluster}\\", \\"ENABLE_POD_ENI\\": \\"true\\"}}"}',
    `'{"env": {"CLUSTER_NAME": "shop", "ENABLE_POD_ENI": "true"}}'`,
  ]) {
    const { addons, installs, embedded } = addonIn(
      `AddonVersion: v1.18.5-eksbuild.1\nConfigurationValues: ${values}`,
      NAMED,
    );
    has(addons, [
      { place: 'cloudformation', release: '1.18.5', complete: true, configuration: { form: 'text' } },
    ]);
    const [install] = installs;
    assert.ok(install, values);
    has(networkingMode(install), { podEni: true, prefixDelegation: false, ipv6: false });
    assert.equal(embedded.length, 1, values);
  }
});

test('a configuration that another function makes', () => {
  for (const values of [
    '!Ref Values',
    '!Join ["", ["{", "}"]]',
    '{"Fn::Join": ["", ["{", "}"]]}',
    '{"Fn::ToJsonString": {"env": {"ENABLE_POD_ENI": "true"}}}',
    '!ToJsonString\n  env:\n    ENABLE_POD_ENI: "true"',
    '!If [IsSpecial, "{}", !Ref Values]',
    '!Sub "${Values}"',
  ]) {
    const { addons, installs, clusterSettings } = addonIn(`ConfigurationValues: ${values}`);
    has(addons, [{ complete: false, configuration: { form: 'open' } }]);
    assert.deepEqual(installs, [], values);
    assert.deepEqual(
      clusterSettings.map(({ kind }) => kind),
      ['unread-install'],
      values,
    );
  }
});

test('the family of the cluster in the same template', () => {
  const family = (cluster: string) => {
    const [install] = addonIn(`ConfigurationValues: '{"env": {}}'`, cluster).installs;
    assert.ok(install);
    return effective(install, 'ENABLE_IPv6');
  };
  const network = (value: string) => `${NAMED}    KubernetesNetworkConfig: ${value}\n`;
  assert.equal(family(NAMED), false);
  assert.equal(family(network('{IpFamily: ipv6}')), true);
  assert.equal(family(network('{IpFamily: ipv4}')), false);
  assert.equal(family(network('{IpFamily: !Ref Family}')), UNKNOWN);
  assert.equal(family(network('!If [IsSix, {IpFamily: ipv6}, {IpFamily: ipv4}]')), UNKNOWN);
  assert.equal(family(''), UNKNOWN);
  assert.equal(family(`${NAMED}${NAMED.replace('Cluster:', 'Other:')}`), UNKNOWN);
});

test('an add-on that is there in some stacks only', () => {
  const { addons } = addonIn(`ConfigurationValues: '{"env": {}}'`, NAMED, '  Condition: IsLarge\n');
  has(addons, [{ complete: false }]);
});
