import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applied } from '../../server/src/core/features/codeActions.js';
import { namedAt } from '../../server/src/core/features/occurrences.js';
import { renameEdits, whyNoName, whyOfZone } from '../../server/src/core/features/rename.js';
import { workspaceSymbols } from '../../server/src/core/features/workspaceSymbols.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { type Files, workspaceOf } from '../support/checkFiles.js';

const eniConfig = (name: string) => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: ${name}
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups: [sg-0123456789abcdef0]
`;
const pool = (labels: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: blue
  region: us-west-2
managedNodeGroups:
  - name: pods
    instanceType: m5.large
    labels:
      ${labels}
`;
const CNI = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'example.com/eni',
});
const POLICY = `apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: db-clients
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  securityGroups:
    groupIds: [sg-0123456789abcdef0]
`;
const CART = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels: { app: cart }
  template:
    metadata:
      labels: { app: cart }
    spec:
      serviceAccountName: cart-account
      containers: [{ name: cart, image: cart }]
`;
const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: cart-account
  namespace: shop
`;

/** The places of what stands at the first occurrence of a text: `cni.yaml:4 definition`. */
function placesOf(files: Files, path: string, text: string, add = 1): string[] {
  const { analyses, homes } = workspaceOf(files);
  const analysis = analyses.get(path);
  assert.ok(analysis);
  const named = namedAt(analysis, analysis.text.indexOf(text) + add);
  return (named?.occurrences ?? []).map(({ fact, span, kind }) => {
    const place = homes.placeOf(fact, span);
    assert.ok(place);
    return `${place.name}:${place.start.line + 1} ${kind}`;
  });
}

test('the name of an ENIConfig, where it is and where nodes are told it', () => {
  const files = {
    'cluster.yaml': pool('example.com/eni: pods'),
    'cni/aws-node.yaml': CNI,
    'cni/pods.yaml': eniConfig('pods'),
    'cni/other.yaml': eniConfig('other'),
  };
  const places = ['cni/pods.yaml:4 definition', 'cluster.yaml:10 reference'];
  assert.deepEqual(placesOf(files, 'cni/pods.yaml', 'pods\n').sort(), [...places].sort());
  assert.deepEqual(placesOf(files, 'cluster.yaml', 'eni: pods', 'eni: '.length).sort(), [...places].sort());
  // The group is called so, too.
  assert.deepEqual(placesOf(files, 'cluster.yaml', 'pods\n'), []);
});

test('a policy and what it selects lead to each other', () => {
  const files = { 'policy.yaml': POLICY, 'cart.yaml': CART, 'account.yaml': ACCOUNT };
  assert.deepEqual(placesOf(files, 'policy.yaml', 'podSelector'), ['cart.yaml:4 definition']);
  assert.deepEqual(placesOf(files, 'policy.yaml', 'db-clients'), [
    'policy.yaml:4 definition',
    'cart.yaml:4 reference',
  ]);
  assert.deepEqual(placesOf(files, 'cart.yaml', 'cart\n  namespace'), [
    'cart.yaml:4 definition',
    'policy.yaml:4 reference',
  ]);
  assert.deepEqual(placesOf(files, 'cart.yaml', 'cart-account'), [
    'account.yaml:4 definition',
    'cart.yaml:13 reference',
  ]);
});

test('a variable, in each container that has it', () => {
  const places = placesOf({ 'aws-node.yaml': CNI }, 'aws-node.yaml', 'ENI_CONFIG_LABEL_DEF');
  assert.equal(places.length, 1);
  assert.match(places[0] ?? '', /^aws-node\.yaml:\d+ definition$/);
});

test('an ENIConfig is called otherwise wherever nodes are told its name, and nothing else changes', () => {
  const text = `${eniConfig('pods # the pods')}---\n${pool(`example.com/eni: "pods"\n      example.com/other: pods`)}`;
  const { analyses } = workspaceOf({ 'all.yaml': text });
  const analysis = analyses.get('all.yaml');
  assert.ok(analysis);
  const edits = renameEdits(analysis, 'pods', '1e3', new Set(['example.com/eni']));
  assert.equal(
    applied(text, edits),
    `${eniConfig('"1e3" # the pods')}---\n${pool(`example.com/eni: "1e3"\n      example.com/other: pods`)}`,
  );
});

test('an ENIConfig that nodes find by their zone keeps its name', () => {
  const zone = 'us-west-2a';
  const nodes = (labels: string) => `${pool(labels)}    availabilityZones: [${zone}]\n`;
  const why = (label: string, labels: string, isOn = 'true') => {
    const cni = awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: `"${isOn}"`, ENI_CONFIG_LABEL_DEF: label });
    const { analyses } = workspaceOf({
      'all.yaml': `${eniConfig(zone)}---\n${nodes(labels)}---${cni}`,
    });
    const analysis = analyses.get('all.yaml');
    assert.ok(analysis);
    return whyOfZone(zone, analysis.cluster);
  };
  const label = 'topology.kubernetes.io/zone';
  assert.match(
    why(label, 'tier: a') ?? '',
    /^Nodes in us-west-2a find this ENIConfig by the name of their zone/,
  );
  // Another label decides, for all nodes or for these.
  assert.equal(why('example.com/eni', `example.com/eni: ${zone}`), undefined);
  assert.equal(why(label, 'vpc.amazonaws.com/externalEniConfig: pods'), undefined);
  assert.equal(why(label, 'tier: a', 'false'), undefined);
});

test('names that no object can have', () => {
  for (const name of ['', 'Pods', 'a_b', '-a', 'a.', 'a'.repeat(254), 'a b'])
    assert.ok(whyNoName(name), name);
  for (const name of ['a', 'us-west-2a', 'a.b-c', '1']) assert.equal(whyNoName(name), undefined, name);
});

test('objects of the workspace by the letters of their names', () => {
  const { sights } = workspaceOf({
    'policy.yaml': POLICY,
    'pods.yaml': eniConfig('pods'),
    'aws-node.yaml': CNI,
  });
  const names = (query: string) => workspaceSymbols(sights.values(), query).map(({ name }) => name);
  assert.deepEqual(names('').sort(), ['aws-node', 'db-clients', 'pods']);
  assert.deepEqual(names('eniconfig'), ['pods']);
  assert.deepEqual(names('dbcl'), ['db-clients']);
  assert.deepEqual(names('nothing'), []);
});

test('in a longer text a name needs no quotes of its own', () => {
  const text = pool(`a: b
    kubeletExtraConfig: {}
    overrideBootstrapCommand: "/etc/eks/bootstrap.sh --kubelet-extra-args '--node-labels=team=a,example.com/eni=pods,tier=b'"`);
  const { analyses } = workspaceOf({ 'all.yaml': text });
  const analysis = analyses.get('all.yaml');
  assert.ok(analysis);
  const edits = renameEdits(analysis, 'pods', '12', new Set(['example.com/eni']));
  assert.equal(applied(text, edits), text.replace('eni=pods', 'eni=12'));
});
