// Names that stand elsewhere: of ENIConfigs, labels of workloads, keys of literals and parameters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../server/src/core/features/complete.js';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { atCursor } from '../support/cursor.js';

/** What the line of the cursor comes to with each of the offers. */
function results(marked: string): string[] {
  const { analysis, offset, settings, text } = atCursor(marked);
  return complete(analysis, offset, settings).map(({ span, text: put }) => {
    const after = text.slice(0, span.start) + put + text.slice(span.end);
    const start = after.lastIndexOf('\n', span.start - 1) + 1;
    const end = after.indexOf('\n', span.start + put.length);
    return after.slice(start, end < 0 ? undefined : end).trim();
  });
}

const eksctl = (group: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-west-2}
managedNodeGroups:
  - name: a
    instanceType: m5.large
${group}
${eniConfigs('pods-a', '"true"')}`;

test('ENIConfigs in labels of nodes', () => {
  assert.deepEqual(results(eksctl('    labels:\n      k8s.amazonaws.com/eniConfig: $0')), [
    'k8s.amazonaws.com/eniConfig: pods-a',
    'k8s.amazonaws.com/eniConfig: "true"',
  ]);
  assert.deepEqual(results(eksctl('    labels: {k8s.amazonaws.com/eniConfig: "po$0"}')), [
    'labels: {k8s.amazonaws.com/eniConfig: "pods-a"}',
    'labels: {k8s.amazonaws.com/eniConfig: "true"}',
  ]);
  assert.deepEqual(results(eksctl('    labels: {team: $0}')), [], 'a label of others');
});

test('ENIConfigs in the label that aws-node is told', () => {
  const text = eksctl('    labels: {example.com/eni: $0}');
  assert.deepEqual(results(text), []);
  const told = `${text}---${awsNode({ ENI_CONFIG_LABEL_DEF: 'example.com/eni' })}`;
  assert.equal(results(told)[0], 'labels: {example.com/eni: pods-a}');
});

test('ENIConfigs in labels that kubelet is told', () => {
  const script = `    overrideBootstrapCommand: |
      /etc/eks/bootstrap.sh shop --kubelet-extra-args '--node-labels=k8s.amazonaws.com/eniConfig=$0'`;
  assert.deepEqual(results(eksctl(script)), [
    "/etc/eks/bootstrap.sh shop --kubelet-extra-args '--node-labels=k8s.amazonaws.com/eniConfig=pods-a'",
    "/etc/eks/bootstrap.sh shop --kubelet-extra-args '--node-labels=k8s.amazonaws.com/eniConfig=true'",
  ]);
});

test('ENIConfigs in annotations and requirements of Karpenter', () => {
  const pool = (annotation: string, value: string) => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: {name: default}
spec:
  template:
    metadata: {annotations: {k8s.amazonaws.com/eniConfig: ${annotation}}}
    spec:
      requirements:
        - {key: k8s.amazonaws.com/eniConfig, operator: In, values: [${value}]}
${eniConfigs('pods-a')}`;
  assert.deepEqual(results(pool('$0', 'x')), [
    'metadata: {annotations: {k8s.amazonaws.com/eniConfig: pods-a}}',
  ]);
  assert.deepEqual(results(pool('x', '$0')), [
    '- {key: k8s.amazonaws.com/eniConfig, operator: In, values: [pods-a]}',
  ]);
});

const deployment = (name: string, labels: string, namespace: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: ${labels}}
    spec: {serviceAccountName: ${name}, containers: [{name: web, image: web}]}
`;

const policy = (selector: string) => `apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata: {name: cart, namespace: shop}
spec:
${selector}
  securityGroups: {groupIds: [sg-0123456789abcdef0]}
${deployment('cart', '{app: cart, app.kubernetes.io/name: cart, on: "true"}', 'shop')}${deployment('stock', '{app: stock}', 'stock')}---
apiVersion: v1
kind: ServiceAccount
metadata: {name: cart, namespace: shop, labels: {team: sales}}
`;

test('labels of workloads in the namespace of a policy', () => {
  assert.deepEqual(results(policy('  podSelector:\n    matchLabels:\n      $0')), [
    'app: cart',
    'app.kubernetes.io/name: cart',
    '"on": "true"',
  ]);
  assert.deepEqual(results(policy('  podSelector:\n    matchLabels:\n      app: cart\n      $0')), [
    'app.kubernetes.io/name: cart',
    '"on": "true"',
  ]);
  assert.deepEqual(results(policy('  podSelector:\n    matchLabels:\n      $0: cart')), [
    'app: cart',
    'app.kubernetes.io/name: cart',
    '"on": cart',
  ]);
});

test('values of labels', () => {
  assert.deepEqual(results(policy('  podSelector:\n    matchLabels: {app: $0}')), [
    'matchLabels: {app: cart}',
  ]);
  assert.deepEqual(results(policy('  podSelector:\n    matchLabels: {app.kubernetes.io/name: "$0"}')), [
    'matchLabels: {app.kubernetes.io/name: "cart"}',
  ]);
});

test('expressions', () => {
  const expression = (key: string, value: string) =>
    policy(`  podSelector:\n    matchExpressions:\n      - {key: ${key}, operator: In, values: [${value}]}`);
  assert.deepEqual(results(expression('$0', 'x')).slice(0, 1), ['- {key: app, operator: In, values: [x]}']);
  assert.deepEqual(results(expression('app', '$0')), ['- {key: app, operator: In, values: [cart]}']);
});

test('labels of service accounts', () => {
  assert.deepEqual(results(policy('  serviceAccountSelector:\n    matchLabels:\n      $0')), ['team: sales']);
});

test('literals of the ConfigMap that a kustomization makes', () => {
  const generator = (literal: string) => `resources: [aws-node.yaml]
configMapGenerator:
  - name: amazon-vpc-cni
    namespace: kube-system
    literals:
      - enable-windows-ipam=true
      ${literal}
`;
  const keys = results(generator('- $0'));
  assert.ok(keys.includes('- enable-network-policy-controller='));
  assert.ok(!keys.includes('- enable-windows-ipam='), 'already there');
  assert.deepEqual(results(generator('- enable-network-policy-controller=$0')), [
    '- enable-network-policy-controller=true',
    '- enable-network-policy-controller=false',
  ]);
});

test('names of parameters of Argo CD', () => {
  const application = (name: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cni}
spec:
  source:
    repoURL: https://aws.github.io/eks-charts
    chart: aws-vpc-cni
    helm:
      parameters:
        - {name: env.MAX_ENI, value: "3"}
        - name: ${name}
          value: "5"
`;
  for (const name of ['$0', 'WARM$0', 'env.WARM_$0']) {
    const found = results(application(name));
    assert.ok(found.includes('- name: env.WARM_IP_TARGET'), name);
    assert.ok(!found.includes('- name: env.MAX_ENI'), 'already set');
  }
  assert.ok(results(application('init.env.$0')).includes('- name: init.env.DISABLE_TCP_EARLY_DEMUX'));
});
