import test from 'node:test';
import { check, checkFirstFix } from '../support/check.js';

test('a version left behind', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: VPC_CNI_VERSION
              value: v1.20.0
#                    ^^^^^^^ information version-mismatch: The image is of release 1.23.1, and the plugin tells AWS and the API server that it is "v1.20.0".
`);
});

test('the same release in other words, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: VPC_CNI_VERSION
              value: 1.23.1-eksbuild.1
`);
});

test('an image whose tag is no release, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: registry.example/amazon-k8s-cni:latest
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: VPC_CNI_VERSION
              value: v1.20.0
`);
});

test('the release of the image', () => {
  checkFirstFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: VPC_CNI_VERSION
              value: v1.20.0
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: VPC_CNI_VERSION
              value: "v1.23.1"
`,
  );
});
