import { test } from 'node:test';
import { check } from '../support/check.js';

const nodeConfig = (kubelet: string): string => `
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  cluster:
    name: dev
    apiServerEndpoint: https://example.com
    certificateAuthority: Y2VydGlmaWNhdGVBdXRob3JpdHk=
    cidr: 10.100.0.0/16
  kubelet:
${kubelet}`;

test('a number in the configuration of kubelet', () => {
  check(
    nodeConfig(`    maxPodsExpression: max_pods - 5
#                      ^^^^^^^^^^^^ information max-pods-expression-unused: kubelet gets the maxPods of 110 beside it, and not what this comes to: it only sets how much memory is kept back for kubelet. Keep one of the two.
    config:
      maxPods: 110
`),
  );
});

test('a flag of kubelet', () => {
  check(
    nodeConfig(`    maxPodsExpression: max_pods - 5
#                      ^^^^^^^^^^^^ information max-pods-expression-unused: kubelet gets the --max-pods of 110 beside it, and not what this comes to: it only sets how much memory is kept back for kubelet. Keep one of the two.
    flags:
      - --max-pods=110
`),
  );
});

test('one of the two, and stays silent', () => {
  check(nodeConfig('    maxPodsExpression: max_pods - 5\n'));
  check(nodeConfig('    config:\n      maxPods: 110\n'));
});
