import test from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

test('bits beyond the prefix', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.1.2.3/16, 192.168.0.0/16"
#                     ^^^^^^^^^^^ information cidr-host-bits: "10.1.2.3/16" has bits beyond its prefix, which the plugin clears: it works with 10.1.0.0/16.
`);
});

test('a list that does not stand there letter by letter, and marks all of it', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: >-
#                    ^^ information cidr-host-bits: "10.1.2.3/16" has bits beyond its prefix, which the plugin clears: it works with 10.1.0.0/16.
                10.1.2.3/16,
                192.168.0.0/16
`);
});

test('blocks as they should be, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.1.2.3/32,128.0.0.0/1"
`);
});

test('items that are dropped, and leaves them to another rule', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "fd00::1/8"
#                     ^^^^^^^^^ warning dropped-item: "fd00::1/8" is an IPv6 block where only IPv4 counts; the plugin logs it and drops it from the list.
`);
});

test('the block that counts', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.1.2.3/16, 192.168.0.1/16"
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.1.0.0/16, 192.168.0.0/16"
`,
  );
});

test('the block that counts in a folded text', () => {
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
                10.1.2.3/16,
                192.168.0.0/16
`,
    'Write "10.1.0.0/16"',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.1.0.0/16, 192.168.0.0/16"
`,
  );
});
