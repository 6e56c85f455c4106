import test from 'node:test';
import { check, checkFix } from '../support/check.js';

test('the endpoint of a current release', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_EC2_ENDPOINT
#                   ^^^^^^^^^^^^^^^^ warning ec2-endpoint-unused: AWS_EC2_ENDPOINT no longer reaches the EC2 client, which calls the usual address. Use AWS_ENDPOINT_URL_EC2, which the AWS SDK reads.
              value: https://ec2.example
`);
});

test('a release that still uses it, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.19.3
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: AWS_EC2_ENDPOINT
              value: https://ec2.example
`);
});

test('an empty text, which is as good as none', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_EC2_ENDPOINT
              value: ""
`);
});

test('the variable that the SDK reads', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_EC2_ENDPOINT
              value: https://ec2.example
`,
    'Rename to AWS_ENDPOINT_URL_EC2',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_ENDPOINT_URL_EC2
              value: https://ec2.example
`,
  );
});
