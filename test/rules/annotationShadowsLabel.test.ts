import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { check } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

const by = (label: string): string =>
  awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"', ENI_CONFIG_LABEL_DEF: label });
const ZONE = 'topology.kubernetes.io/zone';

const pool = (metadata: string, zones = ''): string => `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    metadata:
${metadata}
    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: general
${zones}`;

const message = (label: string, name: string): string =>
  `information annotation-shadows-label: The annotation counts before the label ${label}: these nodes take the ENIConfig "${name}", whatever the label says. Remove it, unless they are meant to differ.`;

test('an annotation of a pool, and a label of zones in another file', () => {
  checkFiles({
    'pool.yaml': pool(`      annotations:
        k8s.amazonaws.com/eniConfig: pods-a
#                                    ^^^^^^ ${message(ZONE, 'pods-a')}`),
    'cni.yaml': by(ZONE) + eniConfigs('pods-a', 'us-west-2a'),
  });
});

test('an annotation beside the label that it hides', () => {
  check(
    `${pool(`      annotations:
        k8s.amazonaws.com/eniConfig: pods-b
#                                    ^^^^^^ ${message('example.com/pods', 'pods-b')}
      labels:
        example.com/pods: pods-a`)}---${by('example.com/pods')}${eniConfigs('pods-a', 'pods-b')}`,
  );
});

test('an annotation that says the same, or stands where no label is, and stays silent', () => {
  check(
    `${pool(`      annotations:
        k8s.amazonaws.com/eniConfig: pods-a
      labels:
        example.com/pods: pods-a`)}---${by('example.com/pods')}${eniConfigs('pods-a')}`,
  );
  check(
    `${pool(`      annotations:
        k8s.amazonaws.com/eniConfig: pods-a`)}---${by('example.com/pods')}${eniConfigs('pods-a')}`,
  );
  check(
    `${pool(
      `      annotations:
        k8s.amazonaws.com/eniConfig: us-west-2a`,
      `      requirements:
        - { key: ${ZONE}, operator: In, values: [us-west-2a] }
`,
    )}---${by(ZONE)}${eniConfigs('us-west-2a')}`,
  );
});
