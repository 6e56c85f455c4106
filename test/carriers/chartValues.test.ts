import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerOf, effective, textOf, UNKNOWN } from '../../server/src/core/model/effective.js';
import type { Install, Setting } from '../../server/src/core/model/facts.js';
import { agentFlag } from '../../server/src/core/model/nodeAgent.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { indented, read } from '../support/karpenter.js';

function only(text: string): Install {
  const { installs } = read(text);
  const [install, ...others] = installs;
  assert.ok(install?.form === 'chart' && others.length === 0, text);
  return install;
}

const said = (settings: readonly Setting[] | undefined): string[] =>
  (settings ?? []).map(({ name, value: { value } }) =>
    'text' in value ? `${name.value}=${value.text}` : `${name.value}: ${value.kind}`,
  );

const env = (text: string, role: 'aws-node' | 'aws-vpc-cni-init' = 'aws-node'): string[] =>
  said(containerOf(only(text), role)?.settings);

const flux = (values: string, more = ''): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: cni
spec:
  chart:
    spec:
      chart: aws-vpc-cni
      version: 1.19.2
${indented(more, 2)}  values:
${indented(values, 4)}
`;

const argo = (helm: string, source = ''): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
spec:
  source:
    repoURL: https://aws.github.io/eks-charts
    chart: aws-vpc-cni
    targetRevision: v1.20.0
${indented(source, 4)}    helm:
${indented(helm, 6)}
`;

// What values of the chart are

test('a file of values', () => {
  for (const text of [
    'env:\n  WARM_IP_TARGET: "5"\n',
    'env:\n  AWS_VPC_K8S_CNI_LOGLEVLE: DEBUG\n',
    'nameOverride: aws-node\nimage: {}\n',
    'init:\n  env:\n    DISABLE_TCP_EARLY_DEMUX: "true"\n',
    'eniConfig:\n  create: true\n',
    'enableWindowsIpam: "true"\n',
    'nodeAgent:\n  enableCloudWatchLogs: "true"\n',
    'originalMatchLabels: true\ncrd:\n  create: false\n',
    '{"env": {"WARM_IP_TARGET": "5"}, "fullnameOverride": "aws-node"}',
  ]) {
    assert.equal(read(text).chartValues[0]?.place, 'file', text);
    only(text);
  }
});

test('values and texts of others', () => {
  for (const text of [
    'env:\n  LOG_LEVEL: debug\nimage:\n  tag: v1.0.0\n',
    'env:\n  CLUSTER_NAME: dev\n  AWS_REGION: eu-west-1\n',
    'nameOverride: cni-metrics-helper\nenv:\n  USE_CLOUDWATCH: "true"\n  AWS_CLUSTER_ID: ""\n',
    'name: nightly\non: push\nenv:\n  WARM_IP_TARGET: 2\njobs: {}\n',
    'settings:\n  reservedENIs: "1"\n',
    'eniConfig: custom\n',
    'nodeAgent:\n  enabled: true\n',
    'WARM_IP_TARGET: "5"\n',
    'apiVersion: v1\nenv:\n  WARM_IP_TARGET: "5"\n',
    'kind: Values\nenv:\n  WARM_IP_TARGET: "5"\n',
    '- env:\n    WARM_IP_TARGET: "5"\n',
    '# WARM_IP_TARGET\nenv: []\n',
  ]) {
    assert.deepEqual(read(text).chartValues, [], text);
    assert.deepEqual(read(text).installs, [], text);
  }
});

test('configuration of the add-on in JSON is not taken for values', () => {
  const { chartValues, addons } = read('{"env": {"WARM_IP_TARGET": "5"}, "init": {}}');
  assert.equal(chartValues.length, 0);
  assert.equal(addons.length, 1);
});

test('below the name of the chart, in values of one that holds it', () => {
  const text = 'global: {}\naws-vpc-cni:\n  env:\n    CLUSTER_NAME: dev\nkarpenter:\n  settings: {}\n';
  const { chartValues, installs } = read(text);
  assert.equal(chartValues[0]?.place, 'subchart');
  assert.deepEqual(
    chartValues[0]?.fields.map(({ path }) => path),
    ['env', 'env.CLUSTER_NAME'],
  );
  assert.deepEqual(said(installs[0]?.containers[0]?.settings), ['CLUSTER_NAME=dev']);
  assert.deepEqual(read('aws-vpc-cni:\n  version: 1.19.0\n').installs, [], 'not values');
  assert.deepEqual(read('aws-vpc-cni:\n  enabled: false\n  env: {}\n').installs, [], 'left out');
});

// What they come to

test('what is not written is as the chart has it', () => {
  const install = only('env:\n  WARM_IP_TARGET: "5"\n');
  assert.ok(install.complete);
  assert.equal(effective(install, 'ENABLE_IPv4'), true);
  assert.equal(effective(install, 'WARM_ENI_TARGET'), 1);
  assert.equal(effective(install, 'ENABLE_IPv6', 'aws-vpc-cni-init'), false);
  assert.equal(agentFlag(install, 'enable-network-policy'), false);
});

test('numbers and booleans as Helm prints them', () => {
  const text = `env:
  WARM_IP_TARGET: 5
  ENABLE_POD_ENI: yes
  IP_COOLDOWN_PERIOD: 1000000
  MAX_ENI: 010
  ENABLE_IPv6: "yes"
  WARM_ENI_TARGET: null
  WARM_PREFIX_TARGET:
  CLUSTER_NAME: \${cluster}
  ADDITIONAL_ENI_TAGS: {team: net}
`;
  assert.deepEqual(env(text), [
    'WARM_IP_TARGET=5',
    'ENABLE_POD_ENI=true',
    'IP_COOLDOWN_PERIOD: unknown',
    'MAX_ENI: unknown',
    'ENABLE_IPv6=yes',
    'WARM_ENI_TARGET: unset',
    'WARM_PREFIX_TARGET: unset',
    'CLUSTER_NAME: unknown',
    'ADDITIONAL_ENI_TAGS=',
  ]);
  const install = only(text);
  assert.equal(textOf(install, 'WARM_ENI_TARGET'), undefined, 'not the default of the chart');
});

test('extraEnv stands behind env', () => {
  const text = `env:
  WARM_IP_TARGET: "5"
extraEnv:
  - name: WARM_IP_TARGET
    value: "6"
  - name: VPC_ID
    valueFrom: {configMapKeyRef: {name: vpc, key: id}}
`;
  assert.deepEqual(env(text), ['WARM_IP_TARGET=5', 'WARM_IP_TARGET=6', 'VPC_ID: unknown']);
  assert.equal(effective(only(text), 'WARM_IP_TARGET'), 6);
  const open = only('env:\n  WARM_IP_TARGET: "5"\nextraEnv: ${more}\n');
  assert.equal(effective(open, 'MAX_ENI'), UNKNOWN);
});

test('variables of the init container are its own', () => {
  const text = 'env:\n  ENABLE_IPv6: "true"\ninit:\n  env:\n    DISABLE_TCP_EARLY_DEMUX: true\n';
  assert.deepEqual(env(text, 'aws-vpc-cni-init'), ['DISABLE_TCP_EARLY_DEMUX=true']);
  assert.equal(effective(only(text), 'ENABLE_IPv6', 'aws-vpc-cni-init'), false);
});

test('an env of nothing takes the defaults away, and a list is no env', () => {
  for (const written of ['env:\n', 'env: null\n', 'env: []\n', 'env: ${env}\n']) {
    const install = only(`nameOverride: aws-node\n${written}`);
    assert.equal(effective(install, 'ENABLE_IPv4'), UNKNOWN, written);
    assert.deepEqual(containerOf(install, 'aws-node')?.settings, []);
  }
});

test('a key that is filled in later may be any variable', () => {
  const install = only('env:\n  WARM_IP_TARGET: "5"\n  ${name}: "1"\n');
  assert.equal(effective(install, 'WARM_IP_TARGET'), 5);
  assert.equal(effective(install, 'MAX_ENI'), UNKNOWN);
});

test('releases by the tags of images', () => {
  const releases = (image: string): (string | undefined)[] => {
    const install = only(`env:\n  WARM_IP_TARGET: "5"\n${image}`);
    return [install.release, containerOf(install, 'aws-vpc-cni-init')?.version];
  };
  assert.deepEqual(releases(''), [undefined, undefined]);
  assert.deepEqual(releases('image: {tag: v1.19.0-eksbuild.1}\n'), ['1.19.0', undefined]);
  assert.deepEqual(releases('image: {tag: "v1.19.0@sha256:abc"}\n'), ['1.19.0', undefined]);
  assert.deepEqual(releases('image: {tag: latest}\n'), [undefined, undefined]);
  assert.deepEqual(releases('image: {tag: v1.19.0, override: ""}\n'), ['1.19.0', undefined]);
  assert.deepEqual(releases('image: {tag: v1.19.0, override: "x/amazon-k8s-cni:v1.20.1"}\n'), [
    '1.20.1',
    undefined,
  ]);
  assert.deepEqual(releases('image: {tag: v1.19.0, overrideRepository: x/cni}\n'), ['1.19.0', undefined]);
  assert.deepEqual(releases('init: {image: {tag: v1.18.0}}\n'), [undefined, '1.18.0']);
  assert.equal(only('nameOverride: aws-node\nimage: {tag: v1.12.0}\n').containers.length, 2, 'no agent yet');
});

test('the node agent by its fields', () => {
  const install = only(`env:
  WARM_IP_TARGET: "5"
enableNetworkPolicy: yes
nodeAgent:
  image: {tag: v1.2.0}
  enableIpv6: "true"
  metricsBindAddr: "9162"
  conntrackCacheTableSize: 1048576
  logLevel: \${level}
`);
  const agent = containerOf(install, 'aws-eks-nodeagent');
  assert.equal(agent?.version, '1.2.0');
  assert.deepEqual(
    agent?.args.map(({ name, value, open }) => `${name}=${open ? '?' : value}`),
    [
      'conntrack-cache-table-size=?',
      'enable-ipv6=true',
      'enable-network-policy=true',
      'log-level=?',
      'metrics-bind-addr=:9162',
    ],
  );
});

test('no node agent where it is off, and no mode for it', () => {
  const text = (enabled: string) => `nodeAgent:
  enabled: ${enabled}
env:
  NETWORK_POLICY_ENFORCING_MODE: strict
  WARM_IP_TARGET: "5"
`;
  const off = only(text('false'));
  assert.equal(containerOf(off, 'aws-eks-nodeagent'), undefined);
  assert.ok(off.complete);
  assert.equal(textOf(off, 'NETWORK_POLICY_ENFORCING_MODE'), undefined);
  const quoted = only(text('"false"'));
  assert.ok(containerOf(quoted, 'aws-eks-nodeagent'), 'any text is true');
  assert.equal(textOf(quoted, 'NETWORK_POLICY_ENFORCING_MODE'), 'strict');
  const open = only(text('${agent}'));
  assert.equal(containerOf(open, 'aws-eks-nodeagent'), undefined);
  assert.ok(!open.complete);
});

test('what goes into the ConfigMap amazon-vpc-cni', () => {
  const settings = (text: string): string[] =>
    read(`nameOverride: aws-node\n${text}`).clusterSettings.map((one) =>
      'value' in one ? `${one.kind} ${one.value}` : one.kind,
    );
  assert.deepEqual(settings(''), [
    'windows-ipam false',
    'windows-prefixes false',
    'network-policy-controller false',
  ]);
  assert.deepEqual(
    settings('enableWindowsIpam: "true"\nenableWindowsPrefixDelegation: true\nenableNetworkPolicy: "yes"\n'),
    ['windows-ipam true', 'windows-prefixes true', 'network-policy-controller false'],
  );
  assert.deepEqual(settings('enableWindowsPrefixDelegation: true\nenableNetworkPolicy: ${np}\n'), [
    'windows-ipam false',
    'windows-prefixes false',
    'network-policy-controller undefined',
  ]);
});

test('ENIConfigs, where they are made', () => {
  const configs = (create: string): string[] =>
    read(`eniConfig:
  ${create}
  subnets:
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
      securityGroups: [sg-0a1b2c3d4e5f60718]
    \${zone}:
      id: \${subnet}
`).eniConfigs.map(
      ({ form, name, subnet, securityGroups, complete }) =>
        `${form} ${name?.value} ${subnet?.value} ${securityGroups?.items.length ?? 0} ${complete}`,
    );
  const made = (complete: boolean) => [
    `values us-west-2a subnet-0a1b2c3d4e5f60718 1 ${complete}`,
    `values undefined undefined 0 ${complete}`,
  ];
  assert.deepEqual(configs('create: true'), made(true));
  assert.deepEqual(configs('create: "false"'), made(true), 'any text is true');
  assert.deepEqual(configs('create: ${create}'), made(false));
  assert.deepEqual(configs('create: false'), []);
  assert.deepEqual(configs('region: us-west-2'), []);
});

test('a template makes all that is not written unknown', () => {
  const install = only(`env:
  WARM_IP_TARGET: "5"
{{- if .Values.prefixes }}
  ENABLE_PREFIX_DELEGATION: "true"
{{- end }}
`);
  assert.equal(effective(install, 'WARM_IP_TARGET'), 5);
  assert.equal(effective(install, 'ENABLE_PREFIX_DELEGATION'), UNKNOWN);
  assert.equal(effective(install, 'MAX_ENI'), UNKNOWN);
});

// Flux

test('a release of Flux', () => {
  const text = flux('env:\n  WARM_IP_TARGET: 5');
  const { chartValues } = read(text);
  assert.deepEqual([chartValues[0]?.place, chartValues[0]?.version?.value], ['flux', '1.19.2']);
  assert.deepEqual(env(text), ['WARM_IP_TARGET=5']);
  assert.equal(only(text).release, '1.19.2');
  assert.ok(only(text).complete);
  assert.equal(only(flux('image: {tag: v1.18.0}')).release, '1.18.0', 'the tag counts');
  assert.ok(!only(flux('env: {}', 'valuesFrom: []\n')).complete);
  assert.ok(!only(flux('env: {}', 'postRenderers: []\n')).complete);
  assert.ok(only(flux('{}')).complete, 'the defaults');
  assert.deepEqual(
    read(flux('env: {}').replace('chart: aws-vpc-cni', 'chart: other # aws-vpc-cni')).installs,
    [],
  );
});

test('versions of the chart that name a release', () => {
  const release = (version: string) => only(flux('env: {}').replace('1.19.2', version)).release;
  assert.equal(release('v1.20.4'), '1.20.4');
  assert.equal(release('">=1.19.0"'), undefined);
  assert.equal(release('1.19.x'), undefined);
  assert.equal(release('1.2.8'), undefined, 'of its own count: release 1.12.6');
});

test('a chart by its path, and by reference', () => {
  assert.equal(env(flux('env: {MAX_ENI: 2}').replace('chart: aws', 'chart: ./charts/aws')).length, 1);
  const byReference = `kind: HelmRelease
spec:
  chartRef:
    kind: OCIRepository
    name: aws-vpc-cni
  values:
    env: {MAX_ENI: 2}
`;
  assert.deepEqual(env(byReference), ['MAX_ENI=2']);
});

// Argo CD

test('an Application of Argo CD: values in a text', () => {
  const text = argo('values: |\n  env:\n    WARM_IP_TARGET: 5\n');
  const { chartValues, embedded, installs } = read(text);
  assert.deepEqual([chartValues[0]?.place, chartValues[0]?.version?.value], ['argo', '1.20.0']);
  assert.equal(
    text.slice(embedded[0]?.start, embedded[0]?.end).trim(),
    '|\n        env:\n          WARM_IP_TARGET: 5',
  );
  const setting = installs[0]?.containers[0]?.settings[0];
  assert.equal(text.slice(setting?.span.start, setting?.span.end), 'WARM_IP_TARGET: 5');
  assert.ok(only(text).complete);
});

test('an Application of Argo CD: an object takes the place of the text', () => {
  const both = 'values: |\n  env:\n    WARM_IP_TARGET: 5\nvaluesObject:\n  env:\n    MAX_ENI: 2\n';
  assert.deepEqual(env(argo(both)), ['MAX_ENI=2']);
  assert.deepEqual(read(argo(both)).embedded, []);
  assert.ok(!only(argo('valuesObject: {}\nvalueFiles: [a.yaml]\n')).complete);
  assert.ok(!only(argo('values: |\n  env: [\n')).complete, 'a text that cannot be read');
});

test('an Application of Argo CD: parameters count before all', () => {
  const text = argo(`parameters:
  - name: env.WARM_IP_TARGET
    value: "7"
  - name: env.ENABLE_POD_ENI
    value: "true"
  - name: env.MAX_ENI
    value: "null"
  - name: env.CLUSTER_NAME
    value: "123"
    forceString: true
  - name: serviceAccount.annotations.eks\\.amazonaws\\.com/role-arn
    value: arn
  - name: enableNetworkPolicy
    value: "true"
  - name: image.tag
    value: v1.18.1
values: |
  env:
    WARM_IP_TARGET: 5
    MINIMUM_IP_TARGET: 10
`);
  const install = only(text);
  const main = containerOf(install, 'aws-node');
  assert.deepEqual(said(main?.settings), [
    'WARM_IP_TARGET=7',
    'ENABLE_POD_ENI=true',
    'MAX_ENI: unset',
    'CLUSTER_NAME=123',
    'MINIMUM_IP_TARGET=10',
  ]);
  assert.deepEqual(
    main?.settings.map(({ form }) => form),
    ['parameter', 'parameter', 'parameter', 'parameter', 'entry'],
  );
  assert.deepEqual(said(main?.shadowed), ['WARM_IP_TARGET=5']);
  assert.equal(agentFlag(install, 'enable-network-policy'), true);
  assert.equal(install.release, '1.18.1');
  assert.ok(install.complete);
  const [name] = main?.settings ?? [];
  assert.equal(text.slice(name?.name.span.start, name?.name.span.end), 'WARM_IP_TARGET');
});

test('parameters that cannot be told leave all else unknown', () => {
  for (const name of ['"${name}"', 'extraEnv[0].name']) {
    const install = only(argo(`parameters:\n  - name: ${name}\n    value: x\n`));
    assert.equal(effective(install, 'MAX_ENI'), UNKNOWN, name);
  }
});

test('one of several sources, and a set of Applications', () => {
  const several = argo('valuesObject:\n  env:\n    MAX_ENI: 2\n')
    .replace('  source:\n    repoURL', '  sources:\n    - path: a\n    - repoURL')
    .replace(/^ {4}(?=chart|target|helm)/gm, '      ')
    .replace(/^ {6}(?= *(valuesObject|env|MAX))/gm, '        ');
  assert.deepEqual(env(several), ['MAX_ENI=2']);
  const set = (more = '') =>
    `kind: ApplicationSet\nspec:\n${more}  template:\n${indented(argo('valuesObject: {env: {MAX_ENI: 2}}').slice(argo('').indexOf('spec:')), 4)}`;
  assert.deepEqual(env(set()), ['MAX_ENI=2']);
  assert.ok(only(set()).complete);
  assert.ok(!only(set('  templatePatch: x\n')).complete);
});

test('Applications of other charts are not looked at', () => {
  const other = argo('values: |\n  env: [aws-vpc-cni]\n').replace('chart: aws-vpc-cni', 'chart: other');
  const { facts, findings } = readDocument(other, DEFAULT_SETTINGS);
  assert.deepEqual(facts.chartValues, []);
  assert.deepEqual(findings, []);
});

// What is lost, and what is refused

test('keys that are written twice, in values alone', () => {
  const text = flux('env:\n  MAX_ENI: 2\n  MAX_ENI: 3').replace(
    '  name: cni\n',
    '  name: cni\n  name: cni\n',
  );
  assert.deepEqual(
    read(text).lostKeys.map(({ key }) => key),
    ['MAX_ENI'],
  );
});
