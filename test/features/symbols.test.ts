import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DocumentSymbolFact, symbols } from '../../server/src/core/features/symbols.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { karpenterNodes } from '../../server/src/core/rules/support/nodeExamples.js';
import { analyzed } from '../support/check.js';

test('our objects of all documents, with containers and variables below', () => {
  const text = `kind: Other\n---${awsNode({})}---\napiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: {name: eu-west-1a}\n`;
  const found = symbols(analyzed(text));
  assert.deepEqual(
    found.map(({ name, detail }) => `${detail} ${name}`),
    ['DaemonSet aws-node', 'ENIConfig eu-west-1a'],
  );
  assert.deepEqual(
    found[0]?.children.map(({ name, detail }) => `${name} ${detail}`),
    ['aws-vpc-cni-init v1.23.1', 'aws-node v1.23.1'],
  );
  assert.deepEqual(
    found[0]?.children[1]?.children.map(({ name, detail }) => `${name} ${detail}`),
    ['ENABLE_IPv4 true', 'MY_NODE_NAME valueFrom'],
  );
});

test('the selection is the name, wherever the document starts', () => {
  const text = `kind: Other\n---${awsNode({})}`;
  const [symbol] = symbols(analyzed(text));
  assert.equal(text.slice(symbol?.nameSpan.start, symbol?.nameSpan.end), 'aws-node');
});

/** Names with what they are, those below another one further in. */
const outline = (text: string): string[] => {
  const lines = (found: readonly DocumentSymbolFact[], pad: string): string[] =>
    found.flatMap(({ name, detail, children }) => [
      `${pad}${name} · ${detail}`,
      ...lines(children, `${pad}  `),
    ]);
  return lines(symbols(analyzed(text)), '');
};

test('an add-on and node groups below their cluster', () => {
  const text = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-west-2}
addons:
  - name: vpc-cni
    version: v1.20.1-eksbuild.1
    configurationValues: |-
      env:
        WARM_IP_TARGET: "5"
      nodeAgent: {enabled: false}
      eniConfig:
        create: true
        subnets:
          us-west-2a: {id: subnet-0123456789abcdef0}
managedNodeGroups:
  - {name: general, instanceType: m5.large}
nodeGroups:
  - {name: batch, instanceType: m5.large}
`;
  assert.deepEqual(outline(text), [
    'shop · cluster',
    '  vpc-cni · EKS add-on v1.20.1-eksbuild.1',
    '    aws-node · ',
    '      WARM_IP_TARGET · 5',
    '    aws-vpc-cni-init · ',
    '    us-west-2a · ENIConfig',
    '  general · managed node group',
    '  batch · node group',
  ]);
});

test('an add-on without a configuration', () => {
  const text = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-west-2}
addons:
  - name: vpc-cni
`;
  assert.deepEqual(outline(text), ['shop · cluster', '  vpc-cni · EKS add-on']);
});

test('a release by its name', () => {
  const text = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cni, namespace: kube-system}
spec:
  chart: {spec: {chart: aws-vpc-cni}}
  values: {env: {MAX_ENI: "2"}, nodeAgent: {enabled: false}}
`;
  assert.deepEqual(outline(text), [
    'cni · HelmRelease',
    '  aws-node · ',
    '    MAX_ENI · 2',
    '  aws-vpc-cni-init · ',
  ]);
});

test('patches: of a release in a file, and in a kustomization', () => {
  const ofRelease = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cni, namespace: kube-system}
spec:
  values: {env: {MAX_ENI: "2"}, nodeAgent: {enabled: false}}
`;
  assert.deepEqual(outline(ofRelease).slice(0, 3), [
    'cni · patch of HelmRelease',
    '  aws-node · ',
    '    MAX_ENI · 2',
  ]);
  const inline = `resources: [../base]
patches:
  - target: {kind: DaemonSet, name: aws-node}
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/env/-
        value: {name: MAX_ENI, value: "2"}
`;
  assert.deepEqual(outline(inline), ['aws-node · patch of DaemonSet', '  aws-node · ', '    MAX_ENI · 2']);
});

test('nodes of Karpenter', () => {
  assert.deepEqual(outline(karpenterNodes('m5.large', '')), [
    'general · nodes of Karpenter',
    'general · EC2NodeClass',
  ]);
});

test('what is below a symbol is inside of it, where the parts of an aws-node stand apart, too', () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cni}
spec:
  source:
    repoURL: https://aws.github.io/eks-charts
    chart: aws-vpc-cni
    helm:
      valuesObject: {env: {MAX_ENI: "2"}}
      parameters:
        - {name: env.WARM_IP_TARGET, value: "5"}
`;
  const inside = (found: readonly DocumentSymbolFact[]): void => {
    for (const { span, nameSpan, children } of found) {
      assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end);
      for (const child of children) assert.ok(span.start <= child.span.start && child.span.end <= span.end);
      inside(children);
    }
  };
  const found = symbols(analyzed(text));
  assert.deepEqual(
    found[0]?.children[0]?.children.map(({ name }) => name),
    ['WARM_IP_TARGET', 'MAX_ENI'],
  );
  inside(found);
});

test('a name that a template fills in', () => {
  const text = awsNode({}).replace('name: aws-node', 'name: {{ include "name" . }}');
  assert.equal(symbols(analyzed(text))[0]?.name, 'aws-node');
});
