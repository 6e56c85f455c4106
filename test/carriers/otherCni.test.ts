import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzed } from '../support/check.js';

/** The other plugins that a file names, those that use ENIs with a mark. */
const found = (text: string): string[] =>
  analyzed(text).cluster.otherCnis.map(({ name, usesEnis }) => `${name}${usesEnis ? ' on ENIs' : ''}`);

/** The file says that what hands out addresses is not known. */
const isUnread = (text: string): boolean =>
  analyzed(text).cluster.settings.some(({ kind }) => kind === 'unread-install');

const installation = (spec: string): string => `apiVersion: operator.tigera.io/v1
kind: Installation
metadata:
  name: default
spec: ${spec}
`;

const configMap = (name: string, data: string): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: kube-system
data:
${data.replace(/^/gm, '  ')}
`;

test('the operator of Calico, told to hand out addresses', () => {
  assert.deepStrictEqual(found(installation('{cni: {type: Calico}}')), ['Calico']);
});

test('Calico for policies only', () => {
  assert.deepStrictEqual(found(installation('{cni: {type: AmazonVPC}}')), []);
  // On EKS it leaves the addresses to aws-node.
  assert.deepStrictEqual(found(installation('{kubernetesProvider: EKS}')), []);
  assert.deepStrictEqual(found(configMap('calico-config', 'typha_service_name: calico-typha')), []);
});

test('a configuration of Calico for the nodes', () => {
  const config = (ipam: string) =>
    configMap(
      'calico-config',
      `cni_network_config: |-
  {"plugins": [{"type": "calico", "mtu": __CNI_MTU__, "ipam": {"type": "${ipam}"}}]}`,
    );
  assert.deepStrictEqual(found(config('calico-ipam')), ['Calico']);
  assert.deepStrictEqual(found(config('host-local')), ['Calico']);
});

test('Cilium, with ENIs and without', () => {
  assert.deepStrictEqual(found(configMap('cilium-config', 'ipam: eni')), ['Cilium on ENIs']);
  assert.deepStrictEqual(found(configMap('cilium-config', 'ipam: cluster-pool\ncni-chaining-mode: none')), [
    'Cilium',
  ]);
});

test('Cilium chained to aws-node', () => {
  assert.deepStrictEqual(
    found(configMap('cilium-config', 'ipam: cluster-pool\ncni-chaining-mode: aws-cni')),
    [],
  );
  assert.deepStrictEqual(
    found('cni:\n  chainingMode: aws-cni\nipam:\n  mode: cluster-pool\nhubble: {}\n'),
    [],
  );
});

test('values of the chart of Cilium', () => {
  assert.deepStrictEqual(found('eni:\n  enabled: true\nipam:\n  mode: eni\n'), ['Cilium on ENIs']);
  assert.deepStrictEqual(found('cilium:\n  ipam:\n    mode: kubernetes\n'), ['Cilium']);
  const pool = 'ipam:\n  mode: cluster-pool\n  operator:\n    clusterPoolIPv4PodCIDRList: [10.8.0.0/16]\n';
  assert.deepStrictEqual(found(pool), ['Cilium']);
});

test('values that may be of another chart', () => {
  assert.deepStrictEqual(found('ipam:\n  mode: kubernetes\n'), []);
  assert.deepStrictEqual(found('eni:\n  enabled: true\nipam:\n  mode: {{ .Values.mode }}\n'), []);
  assert.deepStrictEqual(found('kind: Network\neni: {}\nipam:\n  mode: eni\n'), []);
});

test('Weave and Flannel', () => {
  const daemonSet = (name: string) => `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: ${name}\n`;
  assert.deepStrictEqual(found(daemonSet('weave-net')), ['Weave']);
  assert.deepStrictEqual(found(daemonSet('kube-flannel-ds')), ['Flannel']);
  assert.deepStrictEqual(found(configMap('kube-flannel-cfg', 'net-conf.json: "{}"')), ['Flannel']);
});

test('a patch that takes one away', () => {
  assert.deepStrictEqual(
    found('apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: weave-net}\n$patch: delete\n'),
    [],
  );
});

const release = (values: string, more = ''): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: network
spec:
  chart:
    spec:
      chart: cilium${more}
  values:
${values.replace(/^/gm, '    ')}
`;

const application = (helm: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: network
spec:
  source:
    chart: cilium
    helm:
${helm.replace(/^/gm, '      ')}
`;

test('Cilium as Flux and Argo CD install it, with addresses of its own', () => {
  for (const [text, name] of [
    [release('ipam:\n  mode: cluster-pool'), 'Cilium'],
    [release('eni:\n  enabled: true'), 'Cilium on ENIs'],
    [release('cni:\n  chainingMode: none\nipam:\n  mode: eni'), 'Cilium on ENIs'],
    [application('valuesObject:\n  ipam:\n    mode: cluster-pool'), 'Cilium'],
    [application('values: |\n  ipam:\n    mode: cluster-pool'), 'Cilium'],
    [application('parameters:\n  - name: ipam.mode\n    value: eni'), 'Cilium on ENIs'],
  ] as const) {
    assert.deepStrictEqual(found(text), [name], text);
    assert.equal(isUnread(text), false, text);
  }
});

test('Cilium as Flux and Argo CD install it, chained to aws-node', () => {
  for (const text of [
    release('cni:\n  chainingMode: aws-cni\nipam:\n  mode: cluster-pool'),
    application('parameters:\n  - name: cni.chainingMode\n    value: aws-cni'),
  ]) {
    assert.deepStrictEqual(found(text), [], text);
    assert.equal(isUnread(text), false, text);
  }
});

test('Cilium that may be chained', () => {
  for (const text of [
    release('hubble: {}'),
    release('ipam:\n  mode: cluster-pool', '\n  valuesFrom:\n    - kind: ConfigMap\n      name: x'),
    release('ipam:\n  mode: cluster-pool\ncni:\n  chainingMode: ${MODE}'),
    release('')
      .replace(/ {6}chart: cilium/, '      x: y')
      .replace('  chart:', '  chartRef:\n    name: cilium\n  other:'),
    application('valueFiles: [x.yaml]'),
    'apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: cilium\n  namespace: kube-system\n',
  ]) {
    assert.deepStrictEqual(found(text), [], text);
    assert.equal(isUnread(text), true, text);
  }
});

test('charts and DaemonSets of others', () => {
  for (const text of [
    release('ipam:\n  mode: cluster-pool').replace('chart: cilium', 'chart: cilium-x'),
    'apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: cilium-x\n',
  ]) {
    assert.deepStrictEqual(found(text), [], text);
    assert.equal(isUnread(text), false, text);
  }
});
