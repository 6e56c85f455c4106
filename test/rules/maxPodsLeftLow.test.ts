import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { karpenterNodes, managedGroup } from '../../server/src/core/rules/support/nodeExamples.js';
import { check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';

const PREFIXES = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });

const selfManaged = (fields: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
nodeGroups:
  - name: general
${fields}
---`;

test('nodes of Karpenter, at the class that could say how many', () => {
  check(`
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: nodes
      requirements:
        - key: node.kubernetes.io/instance-type
          operator: In
          values: [m5.2xlarge, m5.large]
---
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: nodes
#       ^^^^^ warning max-pods-left-low: Prefix delegation is on, but Karpenter counts secondary addresses: kubelet takes 29 pods on m5.large (3 × (10 − 1) + 2 = 29), where 110 are recommended. Set maxPods of its kubelet settings.
spec:
  role: node
  amiSelectorTerms:
    - alias: al2023@v20250501
---${PREFIXES}`);
});

test('nodes of eksctl itself', () => {
  check(
    selfManaged('    instanceType: m5.large').replace(
      '  - name: general\n',
      `  - name: general
#         ^^^^^^^ warning max-pods-left-low: Prefix delegation is on, but the image counts secondary addresses: kubelet takes 29 pods on m5.large (3 × (10 − 1) + 2 = 29), where 110 are recommended. Set maxPodsPerNode.
`,
    ) + PREFIXES,
  );
});

test('a number that is written, low as it is, and stays silent', () => {
  check(karpenterNodes('m5.large', '  kubelet:\n    maxPods: 29\n') + PREFIXES);
  check(selfManaged('    instanceType: m5.large\n    maxPodsPerNode: ${PODS}') + PREFIXES);
});

test('a managed group, whose pods EKS counts, and stays silent', () => {
  check(managedGroup('\n    instanceType: m5.large') + PREFIXES);
});

test('types that take nearly as many without prefixes, and stays silent', () => {
  check(selfManaged('    instanceType: m5.4xlarge') + PREFIXES);
});

test('secondary addresses, a class out of sight, or no aws-node, and stays silent', () => {
  check(karpenterNodes('m5.large') + awsNode({}));
  const pool = karpenterNodes('m5.large');
  check(pool.slice(0, pool.indexOf('---') + 3) + PREFIXES);
  check(selfManaged('    instanceType: m5.large'));
});

test('aws-node in another file: at both ends', () => {
  const files = {
    'nodes.yaml': `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: dev, region: eu-west-1 }
nodeGroups:
  - name: general
#         ^^^^^^^ warning max-pods-left-low: Prefix delegation is on, but the image counts secondary addresses: kubelet takes 29 pods on m5.large (3 × (10 − 1) + 2 = 29), where 110 are recommended. Set maxPodsPerNode.
    amiFamily: AmazonLinux2023
    instanceType: m5.large
`,
    'aws-node.yaml': awsNode({
      WARM_PREFIX_TARGET: '"1"',
      ENABLE_PREFIX_DELEGATION: `"true"
#                    ^^^^^^ information max-pods-left-low: Prefix delegation is on, but the image counts secondary addresses on m5.large nodes of general: kubelet takes 29 pods there, where 110 are recommended.`,
    }),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'nodes.yaml:6 max-pods-left-low → aws-node.yaml:25 Prefix delegation is on here.',
    'aws-node.yaml:25 max-pods-left-low → nodes.yaml:6 Nodes of general.',
  ]);
});
