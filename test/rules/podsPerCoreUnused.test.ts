import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { check } from '../support/check.js';

const pool = (types: string, kubelet = ''): string => `
apiVersion: karpenter.sh/v1${kubelet && 'beta1'}
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        kind: EC2NodeClass
        name: general
      requirements:
        - key: node.kubernetes.io/instance-type
          operator: In
          values: ${types}
${kubelet}---`;

const nodeClass = (alias: string, kubelet: string): string => `
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: general
spec:
  role: node
  amiSelectorTerms:
    - alias: ${alias}
  kubelet:
    ${kubelet}
---`;

test('pods for each core on Bottlerocket, with the type that takes the most beyond them', () => {
  check(
    pool('["m5.large", "m5.xlarge"]') +
      nodeClass(
        'bottlerocket@v1.35.0',
        `podsPerCore: 10
#                ^^ information pods-per-core-unused: Bottlerocket does not read podsPerCore: kubelet takes 58 pods on m5.xlarge, not 40. Set maxPods.`,
      ) +
      awsNode({}),
  );
});

test('beside a number, which counts alone', () => {
  check(
    pool('["m5.xlarge"]') +
      nodeClass(
        'bottlerocket@v1.35.0',
        `maxPods: 50
    podsPerCore: 10
#                ^^ information pods-per-core-unused: Bottlerocket does not read podsPerCore: kubelet takes 50 pods on m5.xlarge, not 40. Set maxPods.`,
      ) +
      awsNode({}),
  );
});

test('types that are not in sight, or take less anyway', () => {
  const unused = `podsPerCore: 100
#                ^^^ information pods-per-core-unused: Bottlerocket does not read podsPerCore: it limits nothing. Set maxPods.`;
  check(pool('["m5.xlarge"]') + nodeClass('bottlerocket@v1.35.0', unused) + awsNode({}));
  check(pool('["${TYPE}"]') + nodeClass('bottlerocket@v1.35.0', unused) + awsNode({}));
});

test('a NodePool that says so of a class of Bottlerocket', () => {
  const kubelet = (note = ''): string => `      kubelet:
        podsPerCore: 10
${note}`;
  const family = (name: string): string => `
apiVersion: karpenter.k8s.aws/v1beta1
kind: EC2NodeClass
metadata:
  name: general
spec:
  role: node
  amiFamily: ${name}
---`;
  check(
    pool(
      '["m5.xlarge"]',
      kubelet(
        `#                    ^^ information pods-per-core-unused: Bottlerocket does not read podsPerCore: kubelet takes 58 pods on m5.xlarge, not 40. Set maxPods.
`,
      ),
    ) +
      family('Bottlerocket') +
      awsNode({}),
  );
  check(pool('["m5.xlarge"]', kubelet()) + family('AL2023') + awsNode({}));
});

test('other images, none at all, or a number that is not known, and stays silent', () => {
  const types = pool('["m5.xlarge"]');
  check(types + nodeClass('al2023@v20250501', 'podsPerCore: 10') + awsNode({}));
  check(types + nodeClass('bottlerocket@v1.35.0', 'podsPerCore: 0') + awsNode({}));
  check(types + nodeClass('bottlerocket@v1.35.0', 'podsPerCore: ${PODS}') + awsNode({}));
  check(nodeClass('bottlerocket@v1.35.0', 'podsPerCore: 10') + awsNode({}));
});
