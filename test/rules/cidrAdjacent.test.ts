import test from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

test('two halves of a block', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/17, 192.168.0.0/16, 10.0.128.0/17"
#                                                  ^^^^^^^^^^^^^ hint cidr-adjacent: "10.0.128.0/17" and "10.0.0.0/17" are the halves of 10.0.0.0/16; one item can stand for both.
`);
});

test('neighbours that are no halves, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.128.0/17,10.1.0.0/17"
`);
});

test('halves of a block that the list holds, and leaves them to another rule', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/17,10.0.128.0/17,10.0.0.0/8"
#                     ^^^^^^^^^^^ information cidr-contained: "10.0.0.0/17" lies inside "10.0.0.0/8" of the same list and changes nothing.
#                                 ^^^^^^^^^^^^^ information cidr-contained: "10.0.128.0/17" lies inside "10.0.0.0/8" of the same list and changes nothing.
`);
});

test('the block they make', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/17, 192.168.0.0/16, 10.0.128.0/17"
`,
    'Write "10.0.0.0/16" for both',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/16, 192.168.0.0/16"
`,
  );
});

test('the block they make, the later half first', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.128.0/17,10.0.0.0/17"
`,
    'Write "10.0.0.0/16" for both',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/16"
`,
  );
});

test('two halves, which nobody has to join', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.128.0/17,10.0.0.0/17"
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.128.0/17,10.0.0.0/17"
`,
  );
});
