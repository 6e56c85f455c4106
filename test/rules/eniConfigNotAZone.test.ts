import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { check } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';
import { only, whole } from '../support/manifest.js';

const ONLY = only('eni-config-not-a-zone');

test('the letter of a zone', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`) +
      `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: a
#       ^ warning eni-config-not-a-zone: This is only the letter of a zone. Nodes look for the ENIConfig named after their zone, such as us-west-2a.
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`,
  );
});

test('the id of a zone', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`) +
      `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: usw2-az1
#       ^^^^^^^^ warning eni-config-not-a-zone: This is the id of a zone. Nodes look for the ENIConfig named after their zone, such as us-west-2a.
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`,
  );
});

test('the name of a zone', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`) +
      `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-gov-west-1b
spec:
  subnet: subnet-0123456789abcdef1
  securityGroups:
    - sg-0123456789abcdef0
`,
  );
});

test('a name of its own, which a label of the node may pick', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`) +
      `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: group1-pods
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`,
  );
});

test('the name of a zone where nodes look for ids', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.k8s.aws/zone-id
`) +
      `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
#       ^^^^^^^^^^ warning eni-config-not-a-zone: This is the name of a zone. Nodes look for the ENIConfig named after the id of their zone, such as usw2-az1.
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: usw2-az2
spec:
  subnet: subnet-0123456789abcdef1
  securityGroups:
    - sg-0123456789abcdef0
`,
  );
});

test('another label', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: example.com/eni-config
`) +
      `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: a
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`,
  );
});

test('custom networking off', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "false"
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`) +
      `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: a
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`,
    ONLY,
  );
});

test('an ENIConfig alone', () => {
  check(
    `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: a
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`,
    ONLY,
  );
});

const BY_ZONE = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
});

test('aws-node in another file', () => {
  const files = {
    'aws-node.yaml': BY_ZONE,
    'enis.yaml': eniConfigs(`a
#       ^ warning eni-config-not-a-zone: This is only the letter of a zone. Nodes look for the ENIConfig named after their zone, such as us-west-2a.`),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'enis.yaml:5 eni-config-not-a-zone → aws-node.yaml:25 This label names the ENIConfig of a node.',
  ]);
});

test('keys of values of the chart', () => {
  checkFiles({
    'aws-vpc-cni/values.yaml': `
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
  subnets:
    a:
#   ^ warning eni-config-not-a-zone: This is only the letter of a zone. Nodes look for the ENIConfig named after their zone, such as us-west-2a.
      id: subnet-0123456789abcdef0
      securityGroups: [sg-0123456789abcdef0]
`,
  });
});

test('a name that nodes in sight ask for, and stays silent', () => {
  checkFiles({
    'aws-node.yaml': BY_ZONE,
    'enis.yaml': eniConfigs('a'),
    'group.yaml': `
apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata: { name: nodes, labels: { kops.k8s.io/cluster: a.example.com } }
spec:
  role: Node
  nodeLabels: { vpc.amazonaws.com/externalEniConfig: a }
`,
  });
});
