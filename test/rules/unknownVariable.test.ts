import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { analyzed, check, checkFix, checkFixAll } from '../support/check.js';

test('a name in another case', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPV6
#                   ^^^^^^^^^^^ warning unknown-variable: aws-node never reads "ENABLE_IPV6": the variable is spelt ENABLE_IPv6, and case counts.
              value: "true"
`);
});

test('a slip of the finger', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGTE
#                   ^^^^^^^^^^^^^^^ warning unknown-variable: aws-node never reads "WARM_ENI_TARGTE": the plugin has no such variable. Did you mean WARM_ENI_TARGET?
              value: "2"
`);
});

test('a forgotten underscore in a name in quotes', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: "AWS_VPC_K8S_CNI_LOG_LEVEL"
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unknown-variable: aws-node never reads "AWS_VPC_K8S_CNI_LOG_LEVEL": the plugin has no such variable. Did you mean AWS_VPC_K8S_CNI_LOGLEVEL?
              value: INFO
`);
});

test('a blank behind the name', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: "MAX_ENI "
#                   ^^^^^^^^^^ warning unknown-variable: aws-node never reads "MAX_ENI ": the variable is spelt MAX_ENI, and every blank counts.
              value: "4"
`);
});

test('a name that only the plugin would have', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_FASTER
#                   ^^^^^^^^^^^^^^^^^^^^^^ information unknown-variable: aws-node never reads "AWS_VPC_K8S_CNI_FASTER": the plugin has no such variable. Check the name.
              value: "true"
`);
});

test('a name that a release to come may have, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.99.0
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: AWS_VPC_K8S_CNI_FASTER
              value: "true"
`);
});

test('variables of other programs, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_REGION
              value: eu-west-1
            - name: AWS_ENDPOINT_URL_EC2
              value: https://ec2.example
            - name: HTTPS_PROXY
              value: proxy:3128
            - name: no_proxy
              value: 10.0.0.0/8
            - name: GOMAXPROCS
              value: "2"
            - name: KUBERNETES_SERVICE_HOST
              value: api
            - name: SSL_CERT_FILE
              value: /ca.pem
            - name: VPC_ID
              value: vpc-1
            - name: FOO
              value: bar
`);
});

test('a name with a template in it, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: "WARM_{{ .kind }}_TARGTE"
              value: "1"
`);
});

test('a name whose value is unknown', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPV4
#                   ^^^^^^^^^^^ warning unknown-variable: aws-node never reads "ENABLE_IPV4": the variable is spelt ENABLE_IPv4, and case counts.
              valueFrom:
                configMapKeyRef:
                  name: network
                  key: ipv4
`);
});

test('the right name', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPV6
              value: "true"
`,
    'Rename to ENABLE_IPv6',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPv6
              value: "true"
`,
  );
});

test('the right name inside the quotes', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: "AWS_VPC_K8S_CNI_LOG_LEVEL"
              value: INFO
`,
    'Rename to AWS_VPC_K8S_CNI_LOGLEVEL',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: "AWS_VPC_K8S_CNI_LOGLEVEL"
              value: INFO
`,
  );
});

test('the right name, which is there already', () => {
  checkFix(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPv6
              value: "false"
            - name: ENABLE_IPV6
              value: "true"
`,
    'Remove ENABLE_IPV6',
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPv6
              value: "false"
`,
  );
});

test('a guess, which is not for everybody', () => {
  checkFixAll(
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPV6
              value: "true"
`,
    `
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ENABLE_IPV6
              value: "true"
`,
  );
});

test('a name that others refer to, which is never touched', () => {
  const text = `
metadata:
  labels:
    x: &n12345678901234567 WARM_ENI_TARGTE
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: *n12345678901234567
              value: "2"
            - name: &e ENABLE_IPV6
              value: "true"
`;
  const fixes = diagnose(analyzed(text)).filter(({ rule }) => rule === 'unknown-variable');
  assert.deepEqual(
    fixes.map((finding) => finding.fixes ?? []),
    [[], []],
  );
});
