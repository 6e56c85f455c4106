import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzed } from '../support/check.js';

/** The engines that a file names. */
const engines = (text: string): string[] =>
  analyzed(text).cluster.settings.flatMap((setting) =>
    setting.kind === 'policy-engine' ? [setting.name] : [],
  );

const object = (apiVersion: string, kind: string, name: string, rest = 'spec: {}'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}\n`;

test('their objects, by the group', () => {
  assert.deepEqual(engines(object('operator.tigera.io/v1', 'Installation', 'default')), ['Calico']);
  assert.deepEqual(engines(object('crd.projectcalico.org/v1', 'FelixConfiguration', 'default')), ['Calico']);
  assert.deepEqual(engines(object('cilium.io/v2', 'CiliumNetworkPolicy', 'shop')), ['Cilium']);
});

test('what runs them, by the name', () => {
  assert.deepEqual(engines(object('apps/v1', 'DaemonSet', 'calico-node')), ['Calico']);
  assert.deepEqual(engines(object('apps/v1', 'DaemonSet', 'antrea-agent')), ['Antrea']);
  assert.deepEqual(engines(object('v1', 'Namespace', 'calico-system')), ['Calico']);
  assert.deepEqual(engines(object('v1', 'ConfigMap', 'cilium-config', 'data: {}')), ['Cilium']);
});

test('what installs them', () => {
  for (const text of [
    'resources:\n  - https://raw.githubusercontent.com/projectcalico/calico/v3.28.0/manifests/calico.yaml\n',
    'helmCharts:\n  - name: tigera-operator\nresources: []\n',
    'apiVersion: v2\nname: platform\ndependencies:\n  - name: tigera-operator\n',
    object(
      'helm.toolkit.fluxcd.io/v2',
      'HelmRelease',
      'policies',
      'spec: {chart: {spec: {chart: tigera-operator}}}',
    ),
    object('argoproj.io/v1alpha1', 'Application', 'policies', 'spec: {source: {path: clusters/calico}}'),
    'installation:\n  kubernetesProvider: EKS\ntigeraOperator: {}\n',
    'tigera-operator:\n  enabled: true\n',
  ])
    assert.deepEqual(engines(text), ['Calico'], text);
});

test('words that say nothing of an installation', () => {
  for (const text of [
    object('v1', 'Service', 'calico-docs'),
    object('v1', 'ConfigMap', 'notes', 'data: {text: about calico and cilium}'),
    'image: quay.io/calico/node\nreplicas: 2\n',
  ])
    assert.deepEqual(engines(text), [], text);
});
