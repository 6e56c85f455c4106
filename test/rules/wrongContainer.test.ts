import test from 'node:test';
import { check, checkFix } from '../support/check.js';

test('a variable of the init container', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: DISABLE_TCP_EARLY_DEMUX
#                   ^^^^^^^^^^^^^^^^^^^^^^^ warning wrong-container: aws-node never reads DISABLE_TCP_EARLY_DEMUX: it belongs to aws-vpc-cni-init. Move it there.
              value: "true"
`);
});

test('variables of aws-node in the init container', () => {
  check(`
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          env:
            - name: WARM_ENI_TARGET
#                   ^^^^^^^^^^^^^^^ warning wrong-container: aws-vpc-cni-init never reads WARM_ENI_TARGET: it belongs to aws-node. Move it there.
              value: "2"
            - name: ENABLE_IPv6
              value: "false"
`);
});

test('a variable of cni-metrics-helper', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: USE_CLOUDWATCH
#                   ^^^^^^^^^^^^^^ warning wrong-container: aws-node never reads USE_CLOUDWATCH: it belongs to cni-metrics-helper. Move it there.
              value: "true"
`);
});

test('a variable of two containers in a third', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          env:
            - name: ENABLE_V6_EGRESS
#                   ^^^^^^^^^^^^^^^^ warning wrong-container: aws-eks-nodeagent never reads ENABLE_V6_EGRESS: it belongs to aws-node and aws-vpc-cni-init. Move it there.
              value: "true"
`);
});

test('variables that webhooks put everywhere, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_REGION
              value: eu-west-1
---
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          env:
            - name: MY_POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
`);
});

test('a release that does not read the variable yet, and leaves it to another rule', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.7.0
          env:
            - name: ENABLE_IPv4
#                   ^^^^^^^^^^^ warning variable-too-new: Release 1.7.0 never reads ENABLE_IPv4, which came with 1.10.0. Update the plugin, or remove the variable.
              value: "true"
            - name: DISABLE_TCP_EARLY_DEMUX
#                   ^^^^^^^^^^^^^^^^^^^^^^^ warning variable-too-new: Release 1.7.0 never reads DISABLE_TCP_EARLY_DEMUX, which came with 1.7.3. Update the plugin, or remove the variable.
              value: "true"
`);
});

test('the container that reads it', () => {
  checkFix(
    `
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:v1.23.1
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "true"
            - name: DISABLE_TCP_EARLY_DEMUX
              value: "true"
`,
    'Move it to aws-vpc-cni-init',
    `
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          env:
            - name: DISABLE_TCP_EARLY_DEMUX
              value: "true"
          image: amazon-k8s-cni-init:v1.23.1
      containers:
        - name: aws-node
          env:
            - name: ENABLE_POD_ENI
              value: "true"
`,
  );
});

const addon = (configuration: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
    configurationValues: |
${configuration}`;

test('mistake 41: configuration of the add-on, where EKS refuses it', () => {
  check(
    addon(`      env:
        DISABLE_TCP_EARLY_DEMUX: "false"
#       ^^^^^^^^^^^^^^^^^^^^^^^ error wrong-container: The schema of the add-on has DISABLE_TCP_EARLY_DEMUX below init.env alone: EKS refuses the configuration. Move it there.
      init:
        env:
          MAX_ENI: "4"
#         ^^^^^^^ error wrong-container: The schema of the add-on has MAX_ENI below env alone: EKS refuses the configuration. Move it there.
`),
  );
  checkFix(
    addon('      env:\n        MAX_ENI: "4"\n        DISABLE_TCP_EARLY_DEMUX: "false" # probes\n'),
    'Move it to aws-vpc-cni-init',
    addon(
      '      env:\n        MAX_ENI: "4"\n      init:\n        env:\n          DISABLE_TCP_EARLY_DEMUX: "false" # probes\n',
    ),
  );
});
