import test from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

test('a block inside another one', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.20.0.0/16, 10.0.0.0/8"
#                     ^^^^^^^^^^^^ information cidr-contained: "10.20.0.0/16" lies inside "10.0.0.0/8" of the same list and changes nothing.
`);
});

test('blocks inside blocks', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,10.20.0.0/16,10.20.30.0/24"
#                                ^^^^^^^^^^^^ information cidr-contained: "10.20.0.0/16" lies inside "10.0.0.0/8" of the same list and changes nothing.
#                                             ^^^^^^^^^^^^^ information cidr-contained: "10.20.30.0/24" lies inside "10.0.0.0/8" of the same list and changes nothing.
`);
});

test('the block of all addresses, and leaves it to another rule', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,0.0.0.0/0"
#                                ^^^^^^^^^ warning harmful-value: "0.0.0.0/0" takes every destination out of SNAT, but up to release 1.23.1 its rule is gone after every other restart of aws-node. Set AWS_VPC_K8S_CNI_EXTERNALSNAT to "true" instead.
`);
});

test('blocks beside each other, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,11.0.0.0/16"
`);
});

test('the smaller one, with its comma', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.20.0.0/16, 10.0.0.0/8"
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8"
`,
  );
});

test('the only way out of a folded text', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: >-
                10.0.0.0/8,
                10.20.0.0/16
`,
    'Remove "10.20.0.0/16"',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8"
`,
  );
});
