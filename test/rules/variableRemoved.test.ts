import test from 'node:test';
import { check, checkFixAll } from '../support/check.js';

test('a variable that is no longer read', () => {
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
            - name: ENABLE_NFTABLES
#                   ^^^^^^^^^^^^^^^ hint variable-removed: The plugin no longer reads ENABLE_NFTABLES, since 1.13.2. It can go.
              value: "maybe"
`);
});

test('a release that nobody names, as the current one', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_NFTABLES
#                   ^^^^^^^^^^^^^^^ hint variable-removed: The plugin no longer reads ENABLE_NFTABLES, since 1.13.2. It can go.
              value: "true"
`);
});

test('a release that still reads it, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.13.0
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: ENABLE_NFTABLES
              value: "true"
`);
});

test("what came with upstream's own manifests, and stays silent", () => {
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
            - name: AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER
              value: "false"
            - name: WATCH_NAMESPACE
              value: kube-system
`);
});

test('a variable to be left out', () => {
  checkFixAll(
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
            - name: ENABLE_NFTABLES
              value: "true"
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
`,
  );
});

test('a variable that may still be read, which only its author can judge', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_NFTABLES
              value: "true"
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_NFTABLES
              value: "true"
`,
  );
});
