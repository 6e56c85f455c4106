import { test } from 'node:test';
import { check } from '../support/check.js';

const nodeClass = (image: string, kubelet: string): string => `
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: general
spec:
  role: node
  ${image}
  userData: |
    apiVersion: node.eks.aws/v1alpha1
    kind: NodeConfig
    spec:
      kubelet:
        ${kubelet}
`;

const AL2023 = 'amiSelectorTerms: [{ alias: al2023@v20250501 }]';

test('a number in user data', () => {
  check(
    nodeClass(
      AL2023,
      `config:
          maxPods: 58
#                  ^^ information max-pods-overruled-by-karpenter: Karpenter writes a number of its own over maxPods of the user data. Set spec.kubelet.maxPods, which it reads.`,
    ),
  );
});

test('an expression in user data', () => {
  check(
    nodeClass(
      AL2023,
      `maxPodsExpression: max_pods - 1
#                          ^^^^^^^^^^^^ information max-pods-overruled-by-karpenter: Karpenter writes a number of its own over maxPodsExpression of the user data. Set spec.kubelet.maxPods, which it reads.`,
    ),
  );
});

test('user data that Karpenter leaves alone, and stays silent', () => {
  check(
    nodeClass(
      'amiFamily: Custom\n  amiSelectorTerms: [{ id: ami-0123456789abcdef0 }]',
      'config:\n          maxPods: 58',
    ),
  );
});
