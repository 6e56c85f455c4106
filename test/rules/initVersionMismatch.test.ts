import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { analyzed, check, checkFix } from '../support/check.js';

test('an init container left behind', () => {
  check(`
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:v1.21.0
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning init-version-mismatch: The init container is of release 1.21.0 and aws-node of 1.23.1. Use the same release for both.
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
`);
});

test('builds of one release, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:v1.23.1-eksbuild.1
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
`);
});

test('tags that are no releases, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:latest
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
---
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:v1.21.0
      containers:
        - name: aws-node
          image: amazon-k8s-cni:{{ .Values.tag }}
          env:
            - name: ENABLE_IPv4
              value: "true"
`);
});

test('the tag of aws-node', () => {
  checkFix(
    `
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/amazon-k8s-cni-init:v1.21.0"
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1-eksbuild.1
          env:
            - name: ENABLE_IPv4
              value: "true"
`,
    'Use v1.23.1-eksbuild.1 here as well',
    `
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/amazon-k8s-cni-init:v1.23.1-eksbuild.1"
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1-eksbuild.1
          env:
            - name: ENABLE_IPv4
              value: "true"
`,
  );
});

test('an image behind an alias, which is never touched', () => {
  const text = `
metadata:
  labels:
    image: &image-of-the-init-container-0123 amazon-k8s-cni-init:v1.21.0
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: *image-of-the-init-container-0123
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
`;
  const findings = diagnose(analyzed(text)).filter(({ rule }) => rule === 'init-version-mismatch');
  assert.deepEqual(
    findings.map(({ fixes }) => fixes ?? []),
    [[]],
  );
});
