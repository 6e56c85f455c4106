import test from 'node:test';
import { check, checkFix } from '../support/check.js';

test('a variable of a later release', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.15.5
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: POD_MTU
#                   ^^^^^^^ warning variable-too-new: Release 1.15.5 never reads POD_MTU, which came with 1.16.4. Update the plugin, or remove the variable.
              value: "1500"
`);
});

test('the first release that reads it', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.16.4
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: POD_MTU
              value: "1500"
`);
});

test("what upstream's manifest says of the pod and the release, and stays silent", () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.11.4
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: MY_POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: VPC_CNI_VERSION
              value: v1.11.4
`);
});

test('a release that nobody names, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: POD_MTU
              value: "1500"
`);
});

test('the release chosen in the settings', () => {
  check(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: POD_MTU
#                   ^^^^^^^ warning variable-too-new: Release 1.15.5 never reads POD_MTU, which came with 1.16.4. Update the plugin, or remove the variable.
              value: "1500"
`,
    { cniVersion: '1.15.5' },
  );
});

test('a variable to be left out', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.15.5
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: POD_MTU
              value: "1500"
`,
    'Remove POD_MTU',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.15.5
          env:
            - name: ENABLE_IPv4
              value: "true"
`,
  );
});

test('in configuration of the add-on, where its schema may have the variable', () => {
  const addon = (version: string, note = '') => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
addons:
  - name: vpc-cni
    version: ${version}
    configurationValues: |
      env:
        POD_MTU: "1500"
${note}`;
  check(
    addon(
      'v1.16.0-eksbuild.1',
      '#       ^^^^^^^ warning variable-too-new: Release 1.16.0 never reads POD_MTU, which came with 1.16.4. Update the plugin, or remove the variable.\n',
    ),
  );
  check(
    addon(
      'v1.15.1-eksbuild.1',
      '#       ^^^^^^^ error addon-key-unknown: Version 1.15.1 of the add-on has no env.POD_MTU: EKS refuses the configuration. Update the add-on, or remove it.\n',
    ),
  );
  check(addon('v1.18.5-eksbuild.1'));
});
