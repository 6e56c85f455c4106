import { test } from 'node:test';
import { check } from '../support/check.js';

const nodes = (maxPods: string, types = '"t3.small"', more = ''): string => `
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
        name: general
      requirements:
        - key: node.kubernetes.io/instance-type
          operator: In
          values: [${types}]
---
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: general
spec:
  role: node
  amiSelectorTerms:
    - alias: al2023@v20250501
  kubelet:
    maxPods: ${maxPods}
${more}`;

const values = (reservedEnis: string): string => `---
settings:
  reservedENIs: "${reservedEnis}"
`;

const nodeConfig = (expression: string): string => `
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    maxPodsExpression: ${expression}
`;

test('a negative number, for the types that pools give the class', () => {
  check(
    nodes(`"(default_enis - 4) * 10"
#            ^^^^^^^^^^^^^^^^^^^^^^^^^ warning max-pods-expression-out-of-range: The expression comes to -10 on t3.small. Karpenter marks the class as not ready and makes no nodes from it.`),
  );
});

test('no pods at all', () => {
  check(
    nodes(`"(default_enis - 3) * 10"
#            ^^^^^^^^^^^^^^^^^^^^^^^^^ warning max-pods-expression-out-of-range: The expression comes to 0 on t3.small. Karpenter makes no nodes of that type.`),
  );
});

test('a division by zero, at its place', () => {
  check(
    nodes(`"10 + 100 / (default_enis - 3)"
#                  ^^^^^^^^^^^^^^^^^^^^^^^^ warning max-pods-expression-out-of-range: The expression divides by zero on t3.small. Karpenter marks the class as not ready and makes no nodes from it.`),
  );
});

test('several types, and types that are not known', () => {
  check(
    nodes(
      `"(default_enis - 4) * 10 + 5"
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning max-pods-expression-out-of-range: The expression comes to -5 on t3.small, and fails on 2 other types. Karpenter marks the class as not ready and makes no nodes from it.`,
      't3.small, m5.large, t3.medium, m5.8xlarge, m99.large',
    ),
  );
  check(nodes('"(default_enis - 4) * 10"', 'm99.large'));
  check(nodes('"default_enis * 3"', 't3.small, m5.large'));
});

test('what Karpenter counts itself is less by its reserved ENIs', () => {
  check(nodes('"max_pods - 10"', 'm5.large', values('1')));
  check(
    nodes(
      `"max_pods - 20"
#            ^^^^^^^^^^^^^^^ warning max-pods-expression-out-of-range: The expression comes to 0 on m5.large. Karpenter makes no nodes of that type.`,
      'm5.large',
      values('1'),
    ),
  );
  check(nodes('"max_pods - 200"', 'm5.large', values('${ENIS}')));
});

test('a type that is selected, where the nodes name none', () => {
  check(
    nodeConfig(`max_pods - 29
#                      ^^^^^^^^^^^^^ warning max-pods-expression-out-of-range: The expression comes to 0 on m5.large. nodeadm logs a warning there and takes its own count.`),
    { instanceType: 'm5.large' },
  );
  check(nodeConfig('max_pods - 29'), { instanceType: 'm5.xlarge' });
  check(nodeConfig('max_pods - 2000'));
});

test('more than kubelet can be told', () => {
  check(
    nodeConfig(`max_pods * 1000000000
#                      ^^^^^^^^^^^^^^^^^^^^^ warning max-pods-expression-out-of-range: The expression comes to 29000000000, and kubelet takes at most 2147483647 on m5.large. nodeadm logs a warning there and takes its own count.`),
    { instanceType: 'm5.large' },
  );
});
