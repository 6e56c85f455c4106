import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterSetting } from '../../server/src/core/model/facts.js';
import { indented, read } from '../support/karpenter.js';

const controller = (container: string, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: karpenter
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: controller
          image: public.ecr.aws/karpenter/controller:1.5.0@sha256:0
${indented(container, 10)}
${more}`;

const settingsIn = (text: string): unknown[] =>
  read(text).clusterSettings.map((setting: ClusterSetting) =>
    setting.kind === 'reserved-enis' ? [setting.kind, setting.value] : setting.kind,
  );

test('the ENIs that Karpenter reserves, as a variable or a flag', () => {
  const env = (value: string) =>
    `env:\n  - name: CLUSTER_NAME\n    value: dev\n  - name: RESERVED_ENIS\n    ${value}`;
  assert.deepEqual(settingsIn(controller(env('value: "1"'))), ['karpenter', ['reserved-enis', 1]]);
  assert.deepEqual(settingsIn(controller(env('value: 1'))), ['karpenter', ['reserved-enis', 1]]);
  assert.deepEqual(settingsIn(controller(env('value: "${ENIS}"'))), [
    'karpenter',
    ['reserved-enis', undefined],
  ]);
  assert.deepEqual(settingsIn(controller(env('valueFrom:\n      configMapKeyRef: {name: a, key: b}'))), [
    'karpenter',
    ['reserved-enis', undefined],
  ]);
  const twice = env('value: "1"\n  - name: RESERVED_ENIS\n    value: "3"');
  assert.deepEqual(settingsIn(controller(twice)), ['karpenter', ['reserved-enis', 3]]);
  assert.deepEqual(settingsIn(controller('args: [--reserved-enis=2]')), ['karpenter', ['reserved-enis', 2]]);
});

test('none reserved, where all of the Deployment is in sight', () => {
  assert.deepEqual(settingsIn(controller('env: []')), ['karpenter']);
  const unknown = ['karpenter', ['reserved-enis', undefined]];
  assert.deepEqual(settingsIn(controller('envFrom:\n  - configMapRef: {name: a}')), unknown);
  assert.deepEqual(settingsIn(controller('env: []\n{{- if .x }}\ntty: true\n{{- end }}')), unknown);
  assert.deepEqual(settingsIn(controller('env: []').replace('  selector: {}\n', '')), unknown);
});

test('Deployments of others', () => {
  const other = controller('env: []').replace(
    'public.ecr.aws/karpenter/controller',
    'example.com/karpenter-view',
  );
  assert.deepEqual(settingsIn(`# karpenter/controller\n${other}`), []);
});

test('values of the chart of Karpenter', () => {
  assert.deepEqual(settingsIn('settings:\n  clusterName: dev\n  reservedENIs: "1"\n'), [
    'karpenter',
    ['reserved-enis', 1],
  ]);
  assert.deepEqual(settingsIn('settings:\n  aws:\n    reservedENIs: 1\n'), [
    'karpenter',
    ['reserved-enis', 1],
  ]);
  assert.deepEqual(settingsIn('karpenter:\n  settings:\n    reservedENIs: 1\n'), [
    'karpenter',
    ['reserved-enis', 1],
  ]);
  assert.deepEqual(settingsIn('settings:\n  reservedENIs: {{ .Values.enis }}\n'), [
    'karpenter',
    ['reserved-enis', undefined],
  ]);
  assert.deepEqual(settingsIn('settings:\n  clusterName: dev\n# reservedENIs\n'), []);
});

test('releases of Flux', () => {
  const release = (spec: string) =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chart:\n    spec:\n      chart: karpenter\n${indented(spec, 2)}\n`;
  assert.deepEqual(settingsIn(release('values:\n  settings:\n    reservedENIs: "1"')), [
    'karpenter',
    ['reserved-enis', 1],
  ]);
  assert.deepEqual(settingsIn(release('values:\n  settings: {}')), ['karpenter']);
  assert.deepEqual(settingsIn(release('valuesFrom: []')), ['karpenter', ['reserved-enis', undefined]]);
  assert.deepEqual(
    settingsIn(release('values: {}').replace('chart: karpenter', 'chart: other # karpenter/controller')),
    [],
  );
});

test('applications of Argo CD', () => {
  const application = (helm: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: karpenter\n    helm:\n${indented(helm, 6)}\n`;
  const one = ['karpenter', ['reserved-enis', 1]];
  assert.deepEqual(settingsIn(application('values: |\n  settings:\n    reservedENIs: 1')), one);
  assert.deepEqual(settingsIn(application('valuesObject:\n  settings:\n    reservedENIs: 1')), one);
  assert.deepEqual(
    settingsIn(application('parameters:\n  - name: settings.reservedENIs\n    value: "1"')),
    one,
  );
  assert.deepEqual(settingsIn(application('valueFiles: [a.yaml]')), [
    'karpenter',
    ['reserved-enis', undefined],
  ]);
  assert.deepEqual(settingsIn(application('releaseName: a')), ['karpenter']);
});
