import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { policy, workload } from '../../server/src/core/rules/support/policyExamples.js';
import { rulesIn } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const ID = 'strict-mode-with-link-local';
const INIT = { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } };
const STRICT = awsNode({ ENABLE_POD_ENI: '"true"' }, INIT);
const HOST = '      hostNetwork: true\n';
const CACHE = workload(HOST, { kind: 'DaemonSet', name: 'node-local-dns' });

test('NodeLocal DNSCache and the Pod Identity Agent beside an aws-node in strict mode: both ends tell', () => {
  checkFiles({
    'aws-node.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector: {}
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:v1.23.1
          env: [{ name: DISABLE_TCP_EARLY_DEMUX, value: "true" }]
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: ENABLE_POD_ENI
              value: "true"
            - name: POD_SECURITY_GROUP_ENFORCING_MODE
              value: strict
#                    ^^^^^^ warning strict-mode-with-link-local: In strict mode pods on branch ENIs do not reach NodeLocal DNSCache on their node, and have no DNS. Set POD_SECURITY_GROUP_ENFORCING_MODE to "standard".
#                    ^^^^^^ information strict-mode-with-link-local: In strict mode pods on branch ENIs may not reach the EKS Pod Identity Agent of their node, and have no credentials then. Set POD_SECURITY_GROUP_ENFORCING_MODE to "standard", or add the security group of the node to their policies.
`,
    'addons.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-local-dns
#       ^^^^^^^^^^^^^^ information strict-mode-with-link-local: With security groups for pods in strict mode pods on branch ENIs do not reach NodeLocal DNSCache on their node, and have no DNS.
  namespace: kube-system
spec:
  selector: {}
  template:
    spec:
      hostNetwork: true
      containers: [{ name: cache, image: "registry.k8s.io/dns/k8s-dns-node-cache:1.23.0" }]
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: eks-pod-identity-agent
#       ^^^^^^^^^^^^^^^^^^^^^^ information strict-mode-with-link-local: With security groups for pods in strict mode pods on branch ENIs may not reach the EKS Pod Identity Agent of their node, and have no credentials then.
  namespace: kube-system
spec:
  selector: {}
  template:
    spec:
      hostNetwork: true
      containers: [{ name: agent, image: "example.com/eks-pod-identity-agent:v0.1.10" }]
`,
  });
});

test('pods of an ambient mesh that a policy selects', () => {
  const ambient = workload('', { labels: '{app: shop, istio.io/dataplane-mode: ambient}' })
    .replace(/matchLabels:\s+\{/, 'matchLabels: {')
    .replace(/labels:\s+\{/, 'labels: {');
  assert.deepEqual(rulesIn(policy() + ambient + STRICT), [ID]);
  assert.deepEqual(rulesIn(policy().replace('app: shop', 'app: store') + ambient + STRICT), [
    'policy-selects-nothing',
  ]);
  assert.deepEqual(rulesIn(ambient + STRICT), []);
});

test('pods of a namespace in an ambient mesh that has a policy', () => {
  const namespace = (mode: string) =>
    `\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {istio.io/dataplane-mode: ${mode}}\n---`;
  assert.deepEqual(linksIn({ 'a.yaml': policy(), 'b.yaml': namespace('ambient'), 'c.yaml': STRICT }), [
    'b.yaml:4 strict-mode-with-link-local → c.yaml:26 ENABLE_POD_ENI of aws-node.',
    'c.yaml:26 strict-mode-with-link-local → b.yaml:4 It is here.',
  ]);
  assert.deepEqual(rulesIn(policy() + namespace('none') + STRICT), []);
  assert.deepEqual(rulesIn(namespace('ambient') + STRICT), []);
});

test('standard mode, branch ENIs off or not known, and others of that name, and stays silent', () => {
  const silent = (...texts: string[]) => assert.ok(!rulesIn(texts.join('')).includes(ID), texts.join(''));
  const mode = (value: string) =>
    awsNode({
      ENABLE_POD_ENI: '"true"',
      POD_SECURITY_GROUP_ENFORCING_MODE: value,
      AWS_VPC_K8S_CNI_EXTERNALSNAT: '"true"',
    });
  silent(CACHE, mode('standard'));
  silent(CACHE, mode('"${MODE}"'));
  silent(CACHE, awsNode({ ENABLE_POD_ENI: '"false"' }));
  silent(CACHE, awsNode({ ENABLE_POD_ENI: '"${POD_ENI}"' }));
  silent(workload(HOST, { kind: 'Deployment', name: 'node-local-dns' }), STRICT);
  silent(CACHE);
});
