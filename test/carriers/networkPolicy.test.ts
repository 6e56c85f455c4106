import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CidrField, NO_FACTS } from '../../server/src/core/model/facts.js';
import { analyzed } from '../support/check.js';

const cidrs = (text: string): readonly CidrField[] => (analyzed(text).documents[0]?.facts ?? NO_FACTS).cidrs;

const shown = ({ role, field, text, outer }: CidrField) => [role, field, text.value, outer?.value];

test('blocks of a network policy, and what is taken out of them', () => {
  const found = cidrs(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: shop
spec:
  ingress:
    - from:
        - ipBlock:
            cidr: 10.0.0.0/8
            except: [10.1.0.0/16, "\${REST}"]
        - podSelector: {}
  egress:
    - to:
        - ipBlock: {cidr: 2001:db8::/32}
`);
  assert.deepStrictEqual(found.map(shown), [
    ['policy', 'spec.ingress.from.ipBlock.cidr', '10.0.0.0/8', undefined],
    ['policy-except', 'spec.ingress.from.ipBlock.except', '10.1.0.0/16', '10.0.0.0/8'],
    ['policy-except', 'spec.ingress.from.ipBlock.except', undefined, '10.0.0.0/8'],
    ['policy', 'spec.egress.to.ipBlock.cidr', '2001:db8::/32', undefined],
  ]);
  assert.ok(found.every(({ admission, reader }) => admission && reader === 'the API server'));
});

const policies = (text: string) =>
  (analyzed(text).documents[0]?.facts ?? NO_FACTS).networkPolicies.map(({ kind, name, engine }) => [
    kind,
    name?.value,
    engine,
  ]);

const object = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: shop\nspec:\n${spec.replace(/^/gm, '  ')}\n`;

test('who acts on a policy', () => {
  for (const [version, kind, engine] of [
    ['networking.k8s.io/v1', 'NetworkPolicy', 'any'],
    ['extensions/v1beta1', 'NetworkPolicy', 'any'],
    ['networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy', 'agent'],
    ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy', 'agent'],
    ['projectcalico.org/v3', 'NetworkPolicy', 'calico'],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', 'calico'],
  ] as const)
    assert.deepStrictEqual(policies(object(version, kind, 'order: 1')), [[kind, 'shop', engine]]);
});

test('what is no policy, or nobody knows whose', () => {
  for (const [version, kind] of [
    ['networking.k8s.aws/v1alpha1', 'PolicyEndpoint'],
    ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy'],
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
    ['projectcalico.org/v3', 'GlobalNetworkSet'],
    ['cilium.io/v2', 'CiliumNetworkPolicy'],
  ] as const)
    assert.deepStrictEqual(policies(object(version, kind, 'order: 1')), [], kind);
});

test('an application policy of the plugin, whose CRD takes any text', () => {
  const found = cidrs(
    object(
      'networking.k8s.aws/v1alpha1',
      'ApplicationNetworkPolicy',
      'egress:\n  - to:\n      - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}\n      - domainNames: [example.com]',
    ),
  );
  assert.deepStrictEqual(found.map(shown), [
    ['policy', 'spec.egress.to.ipBlock.cidr', '10.0.0.0/8', undefined],
    ['policy-except', 'spec.egress.to.ipBlock.except', '10.1.0.0/16', '10.0.0.0/8'],
  ]);
  assert.ok(found.every(({ admission }) => !admission));
});

test('networks of policies for the whole cluster', () => {
  for (const [version, kind] of [
    ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy'],
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
    ['policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy'],
  ] as const) {
    const found = cidrs(object(version, kind, 'egress:\n  - to:\n      - networks: [10.0.0.0/8, fd00::/8]'));
    assert.deepStrictEqual(found.map(shown), [
      ['policy', 'spec.egress.to.networks', '10.0.0.0/8', undefined],
      ['policy', 'spec.egress.to.networks', 'fd00::/8', undefined],
    ]);
  }
});

test('what the controller makes of a policy, without its addresses', () => {
  const found = cidrs(
    object(
      'networking.k8s.aws/v1alpha1',
      'PolicyEndpoint',
      'ingress:\n  - cidr: 10.0.1.7\n  - {cidr: 10.0.0.0/16, except: [10.0.2.0/24]}',
    ),
  );
  assert.deepStrictEqual(found.map(shown), [
    ['policy', 'spec.ingress.cidr', '10.0.0.0/16', undefined],
    ['policy-except', 'spec.ingress.except', '10.0.2.0/24', '10.0.0.0/16'],
  ]);
});

test('nets of Calico, which takes addresses alone as well', () => {
  const rules = `ingress:
  - action: Allow
    source: {nets: [10.0.0.0/8, 192.0.2.1], notNets: [10.1.0.0/16]}
egress:
  - action: Deny
    destination: {nets: ["\${NET}"]}`;
  for (const [version, kind] of [
    ['projectcalico.org/v3', 'NetworkPolicy'],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'],
  ] as const)
    assert.deepStrictEqual(cidrs(object(version, kind, rules)).map(shown), [
      ['policy', 'spec.ingress.source.nets', '10.0.0.0/8', undefined],
      ['policy', 'spec.ingress.source.notNets', '10.1.0.0/16', undefined],
      ['policy', 'spec.egress.destination.nets', undefined, undefined],
    ]);
  const set = cidrs(object('projectcalico.org/v3', 'GlobalNetworkSet', 'nets: [10.0.0.0/8, 192.0.2.1]'));
  assert.deepStrictEqual(set.map(shown), [['policy', 'spec.nets', '10.0.0.0/8', undefined]]);
});
