import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../server/src/core/features/diagnose.js';
import { eniConfigs } from '../../../server/src/core/rules/support/eniConfigs.js';
import { policy } from '../../../server/src/core/rules/support/policyExamples.js';
import { workspaceOf } from '../../support/checkFiles.js';
import { whole } from '../../support/manifest.js';
import { noMistake } from '../../support/mistake.js';

// What looks wrong and is not: nothing is said of it, in no form in which it can be written.

/** Settings of aws-node, by name, in all forms that hold them. */
const everywhere = (env: Readonly<Record<string, string>>, more = '') => ({
  'a DaemonSet': whole(items(env)) + more,
  'a patch': {
    'kustomization.yaml': `patches:\n  - path: patch.yaml\n${resources(more)}`,
    ...patchFiles(env, more),
  },
  'values of the chart': `env:\n${entries(env, '  ')}${more}`,
  'values of Flux': flux(env) + more,
  'configuration of the add-on': eksctl(env) + more,
  kOps: kops(env) + more,
  'Cluster API': capa(env) + more,
});

const items = (env: Readonly<Record<string, string>>, pad = ''): string =>
  Object.entries(env)
    .map(([name, value]) => `${pad}- name: ${name}\n${pad}  value: ${value}\n`)
    .join('');

const entries = (env: Readonly<Record<string, string>>, pad: string): string =>
  Object.entries(env)
    .map(([name, value]) => `${pad}${name}: ${value}\n`)
    .join('');

const resources = (more: string): string => (more === '' ? '' : 'resources: [more.yaml]\n');

const patchFiles = (env: Readonly<Record<string, string>>, more: string) => ({
  'patch.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
${items(env, '            ')}`,
  ...(more !== '' && { 'more.yaml': more }),
});

const flux = (env: Readonly<Record<string, string>>): string => `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: aws-vpc-cni
  namespace: kube-system
spec:
  interval: 10m
  chart:
    spec:
      chart: aws-vpc-cni
      sourceRef:
        kind: HelmRepository
        name: eks
  values:
    env:
${entries(env, '      ')}`;

const eksctl = (env: Readonly<Record<string, string>>): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
addons:
  - name: vpc-cni
    version: v1.18.5-eksbuild.1
    configurationValues: |-
      env:
${entries(env, '        ')}`;

const kops = (env: Readonly<Record<string, string>>): string => `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc:
      env:
${items(env, '        ')}`;

const capa = (env: Readonly<Record<string, string>>): string => `
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: AWSManagedControlPlane
metadata:
  name: shop-control-plane
spec:
  region: eu-central-1
  vpcCni:
    env:
${items(env, '      ')}`;

for (const [form, files] of Object.entries(everywhere({ WARM_ENI_TARGET: '"one"' }))) {
  test(`silence says something, since ${form} is read`, () => {
    const { analyses } = workspaceOf(typeof files === 'string' ? { 'file.yaml': files } : files);
    const rules = [...analyses.values()].flatMap((analysis) => diagnose(analysis).map(({ rule }) => rule));
    assert.deepEqual(rules, ['ignored-value']);
  });
}

const eniConfig = (subnet: string, group: string): string => `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: ${subnet}
  securityGroups:
    - ${group}
`;

const zoneValues = (subnet: string, group: string): string => `
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
  subnets:
    us-west-2a:
      id: ${subnet}
      securityGroups:
        - ${group}
`;

for (const [what, subnet, group] of [
  ['in angle brackets', '<subnet-id>', '<sg-id>'],
  ['of a shell', '${SUBNET_A}', '${POD_SECURITY_GROUP}'],
  ['to be replaced', 'REPLACE_SUBNET', 'REPLACE_SECURITY_GROUP'],
  ['of x', 'subnet-xxxxxxxxxxxxxxxxx', 'sg-xxxxxxxxxxxxxxxxx'],
] as const) {
  noMistake(`ids that stand for others, ${what}`, {
    'an ENIConfig': eniConfig(subnet, group),
    'a SecurityGroupPolicy': policy('podSelector: {}', { groups: [group] }),
    'values of the chart': zoneValues(subnet, group),
    'configuration of the add-on': `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: us-west-2
addons:
  - name: vpc-cni
    version: v1.18.5-eksbuild.1
    configurationValues: |-
${zoneValues(subnet, group).trim().replace('create: true', 'create: true\n  region: us-west-2').replace(/^/gm, '      ')}
`,
  });
}

noMistake('no tags', everywhere({ ADDITIONAL_ENI_TAGS: '"{}"' }));

noMistake('an image from a registry that nobody knows', {
  'a DaemonSet': whole('').replaceAll('image: ', 'image: registry.example.com:5000/mirror/'),
  'a patch': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: registry.example.com:5000/mirror/amazon-k8s-cni:v1.23.1
`,
  'values of the chart': `
image:
  override: registry.example.com:5000/mirror/amazon-k8s-cni:v1.23.1
init:
  image:
    override: registry.example.com:5000/mirror/amazon-k8s-cni-init:v1.23.1
nodeAgent:
  image:
    override: registry.example.com:5000/mirror/aws-network-policy-agent:v1.4.2
env:
  WARM_ENI_TARGET: "1"
`,
});

// Only hints about what is no longer read are given, and none of these forms tells the release.
noMistake('a variable that nothing reads any more', {
  'a DaemonSet': whole('- name: AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER\n  value: "false"\n', {
    version: 'v1.12.0',
  }),
  'a patch': patchFiles({ AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER: '"false"' }, ''),
  'values of the chart': 'env:\n  AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER: "false"\n  WARM_ENI_TARGET: "1"\n',
  kOps: kops({ AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER: '"false"' }),
  'Cluster API': capa({ AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER: '"false"' }),
});

const GIVEN = `
- name: WATCH_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: MY_NODE_NAME
  valueFrom:
    fieldRef:
      apiVersion: v1
      fieldPath: spec.nodeName
- name: MY_POD_NAME
  valueFrom:
    fieldRef:
      apiVersion: v1
      fieldPath: metadata.name
- name: VPC_ID
  value: vpc-0a1b2c3d4e5f60718
- name: VPC_CNI_VERSION
  value: v1.23.1
`;

noMistake('variables that come with manifests', {
  'a DaemonSet': whole(GIVEN),
  'an old DaemonSet': whole(GIVEN.replaceAll('1.23.1', '1.11.4'), { version: 'v1.11.4' }),
  'values of the chart': `extraEnv:\n${GIVEN.trim().replace(/^/gm, '  ')}\nenv:\n  WARM_ENI_TARGET: "1"\n`,
});

noMistake(
  "upstream's own targets, with prefix delegation off",
  everywhere({ WARM_ENI_TARGET: '"1"', WARM_PREFIX_TARGET: '"1"', ENABLE_PREFIX_DELEGATION: '"false"' }),
);

noMistake(
  'discovery of subnets with custom networking',
  everywhere(
    {
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
      ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
      ENABLE_SUBNET_DISCOVERY: '"true"',
    },
    eniConfigs('us-west-2a'),
  ),
);
