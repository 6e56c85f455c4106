import test from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

test('a variable that is set twice', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: CLUSTER_NAME
#                   ^^^^^^^^^^^^ warning duplicate-variable: CLUSTER_NAME is set again further down, and the last value counts. Keep one of the two.
              value: blue
            - name: CLUSTER_NAME
              value: green
`);
});

test('a variable of somebody else', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: FOO
#                   ^^^ warning duplicate-variable: FOO is set again further down, and the last value counts. Keep one of the two.
              value: "1"
            - name: FOO
#                   ^^^ warning duplicate-variable: FOO is set again further down, and the last value counts. Keep one of the two.
              value: "2"
            - name: FOO
              value: "3"
`);
});

test('one variable in two containers, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:v1.23.1
          env:
            - name: HTTP_TIMEOUT
              value: "20"
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: HTTP_TIMEOUT
              value: "20"
`);
});

test('branches of a template, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: FOO
              {{ if .Values.bar }}
              value: "1"
              {{ end }}
            - name: FOO
              value: "2"
`);
});

test('the same value twice, of which one can go', () => {
  checkFixAll(
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: CLUSTER_NAME
              value: blue
            - name: CLUSTER_NAME
              value: "blue"
`,
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: CLUSTER_NAME
              value: "blue"
`,
  );
});

test('two values, of which the author has to choose', () => {
  checkFixAll(
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: CLUSTER_NAME
              value: blue
            - name: CLUSTER_NAME
              value: green
`,
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: CLUSTER_NAME
              value: blue
            - name: CLUSTER_NAME
              value: green
`,
  );
});

test('the value that does not count', () => {
  checkFix(
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: CLUSTER_NAME
              value: blue
            - name: CLUSTER_NAME
              value: green
`,
    'Remove this one, which does not count',
    `
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: CLUSTER_NAME
              value: green
`,
  );
});
