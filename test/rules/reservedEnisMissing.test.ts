import { test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { check } from '../support/check.js';

const CUSTOM = {
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
};
const POD_ENI = { ENABLE_POD_ENI: '"true"' };
const INIT = { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } };

const controller = (env: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: karpenter
spec:
  selector:
    matchLabels:
      app: karpenter
  template:
    spec:
      containers:
        - name: controller
          image: public.ecr.aws/karpenter/controller:1.5.0
          env:
            - name: CLUSTER_NAME
              value: dev
${env}---`;

const reserved = (count: string): string =>
  controller(`            - name: RESERVED_ENIS
              value: ${count}
`);

const nodes = (note = '', kubelet = ''): string => `
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
          values:
            - t3.2xlarge
${note}            - m5.xlarge
---
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: general
spec:
  role: node
  amiSelectorTerms:
    - alias: al2023@v20250501
${kubelet}---`;

test('custom networking, and none reserved', () => {
  check(
    controller('') +
      nodes(`#             ^^^^^^^^^^ warning reserved-enis-missing: Karpenter counts 58 pods on t3.2xlarge (4 × (15 − 1) + 2 = 58), and 44 get an address: with custom networking the primary ENI serves none. Set RESERVED_ENIS of Karpenter to 1.
`) +
      awsNode(CUSTOM),
  );
});

test('Karpenter out of sight', () => {
  check(
    nodes(`#             ^^^^^^^^^^ information reserved-enis-missing: Unless RESERVED_ENIS is 1, Karpenter counts 58 pods on t3.2xlarge (4 × (15 − 1) + 2 = 58), and 44 get an address: with custom networking the primary ENI serves none. Set RESERVED_ENIS of Karpenter to 1.
`) + awsNode(CUSTOM),
  );
});

test('one reserved of two', () => {
  const [types, ...rest] = nodes().split('- t3.2xlarge\n');
  check(
    `${reserved('"1"')}${types}- m5.2xlarge
#             ^^^^^^^^^^ warning reserved-enis-missing: Karpenter counts 44 pods on m5.2xlarge ((4 − 1) × (15 − 1) + 2 = 44), and 30 get an address beside those with branch ENIs: with custom networking the primary ENI serves none, and the trunk of security groups for pods takes an ENI. Set RESERVED_ENIS of Karpenter to 2.
${rest.join('')}${awsNode({ ...CUSTOM, ...POD_ENI }, INIT)}`,
  );
});

test('enough reserved, a number that is written, or an unknown one, and stays silent', () => {
  check(reserved('"1"') + nodes() + awsNode(CUSTOM));
  check(reserved('"${RESERVED}"') + nodes() + awsNode(CUSTOM));
  check(nodes('', '  kubelet:\n    maxPods: 44\n') + awsNode(CUSTOM));
});

test('prefixes, which are more than Karpenter counts, and stays silent', () => {
  check(
    nodes('', '  kubelet:\n    maxPods: 110\n') +
      awsNode({ ...CUSTOM, ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }),
  );
});

test('no aws-node in sight, or all ENIs for pods, and stays silent', () => {
  check(nodes());
  check(nodes() + awsNode({}));
});
