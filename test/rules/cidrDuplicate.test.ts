import test from 'node:test';
import { check, checkFixAll } from '../support/check.js';

test('a block that is there twice', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8, 192.168.0.0/16, 10.0.0.0/8"
#                                                 ^^^^^^^^^^ information cidr-duplicate: "10.0.0.0/8" is already in the list and changes nothing here.
`);
});

test('a block that is there three times', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,10.0.0.0/8,10.0.0.0/8"
#                                ^^^^^^^^^^ information cidr-duplicate: "10.0.0.0/8" is already in the list and changes nothing here.
#                                           ^^^^^^^^^^ information cidr-duplicate: "10.0.0.0/8" is already in the list and changes nothing here.
`);
});

test('two texts for one block', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8,10.1.0.0/8"
#                                ^^^^^^^^^^ information cidr-duplicate: "10.1.0.0/8" is already in the list and changes nothing here.
#                                ^^^^^^^^^^ information cidr-host-bits: "10.1.0.0/8" has bits beyond its prefix, which the plugin clears: it works with 10.0.0.0/8.
`);
});

test('two lists, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8"
            - name: AWS_EXTERNAL_SERVICE_CIDRS
              value: "10.0.0.0/8"
`);
});

test('the second one, with its comma', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8, 10.0.0.0/8, 192.168.0.0/16"
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.0.0.0/8, 192.168.0.0/16"
`,
  );
});
