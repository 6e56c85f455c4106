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
