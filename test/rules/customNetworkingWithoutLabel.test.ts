import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eniConfigs } from '../../server/src/core/rules/support/eniConfigs.js';
import { check, checkFix } from '../support/check.js';
import { checkFiles, linksIn } from '../support/checkFiles.js';
import { only, patch, whole } from '../support/manifest.js';

test('ENIConfigs named after zones and no label', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
#        ^^^^^^ warning custom-networking-without-label: Nodes not labelled k8s.amazonaws.com/eniConfig look for an ENIConfig called default, which is not in sight, and their pods get no address. For one ENIConfig per zone set ENI_CONFIG_LABEL_DEF.
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
  name: us-west-2b
spec:
  subnet: subnet-0123456789abcdef1
  securityGroups:
    - sg-0123456789abcdef0
`,
  );
});

test('no ENIConfig in the file', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
#        ^^^^^^ information custom-networking-without-label: Nodes not labelled k8s.amazonaws.com/eniConfig all take the ENIConfig called default. For one ENIConfig per zone set ENI_CONFIG_LABEL_DEF.
`),
  );
});

test('an ENIConfig called default', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
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
  name: default
spec:
  subnet: subnet-0123456789abcdef1
  securityGroups:
    - sg-0123456789abcdef0
`,
  );
});

test('an ENIConfig whose name is filled in later', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
`) +
      `---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: "{{ .Values.zone }}"
spec:
  subnet: subnet-0123456789abcdef0
  securityGroups:
    - sg-0123456789abcdef0
`,
  );
});

test('a label', () => {
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
`,
  );
});

test('an annotation', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_ANNOTATION_DEF
  value: example.com/eni-config
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
`,
  );
});

test('custom networking off', () => {
  check(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "false"
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
`,
    only('custom-networking-without-label'),
  );
});

test('a patch', () => {
  check(
    patch(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
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
`,
  );
});

test('adding the label', () => {
  checkFix(
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
`),
    'Set ENI_CONFIG_LABEL_DEF to "topology.kubernetes.io/zone"',
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
- name: ENI_CONFIG_LABEL_DEF
  value: "topology.kubernetes.io/zone"
`),
  );
});

test('ENIConfigs in another file', () => {
  const on = (note = ''): string =>
    whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"${note}
`);
  const files = {
    'aws-node.yaml': on(`
#        ^^^^^^ warning custom-networking-without-label: Nodes not labelled k8s.amazonaws.com/eniConfig look for an ENIConfig called default, which is not in sight, and their pods get no address. For one ENIConfig per zone set ENI_CONFIG_LABEL_DEF.`),
    'enis/a.yaml': eniConfigs('us-west-2a'),
  };
  checkFiles(files);
  assert.deepEqual(linksIn(files), [
    'aws-node.yaml:23 custom-networking-without-label → enis/a.yaml:5 The ENIConfig us-west-2a.',
  ]);
  checkFiles({ ...files, 'aws-node.yaml': on(), 'enis/default.yaml': eniConfigs('default') });
});

test('nodes or pods in sight that name one, and stays silent', () => {
  const on = whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
`);
  const labels = '{ k8s.amazonaws.com/eniConfig: us-west-2a }';
  checkFiles({
    'aws-node.yaml': on,
    'enis.yaml': eniConfigs('us-west-2a'),
    'group.yaml': `
apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata: { name: nodes, labels: { kops.k8s.io/cluster: a.example.com } }
spec:
  role: Node
  nodeLabels: ${labels}
`,
  });
  checkFiles({
    'aws-node.yaml': on,
    'enis.yaml': eniConfigs('us-west-2a'),
    'pod.yaml': `
apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  nodeSelector: ${labels}
  containers: [{ name: a, image: a }]
`,
  });
});
