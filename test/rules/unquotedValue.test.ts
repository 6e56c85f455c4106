import { test } from 'node:test';
import { check, checkFixAll } from '../support/check.js';

const patch = (value: string) => `kind: DaemonSet
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXTERNALSNAT
              value: ${value}
`;

test('a boolean, also in words that are none to the plugin', () => {
  check(`
kind: DaemonSet
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_EXTERNALSNAT
              value: true
#                    ^^^^ error unquoted-value: true is a boolean to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
            - {name: ENABLE_POD_ENI, value: yes}
#                                           ^^^ error unquoted-value: yes is a boolean to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
`);
});

test('a number', () => {
  check(`
kind: DaemonSet
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MAX_ENI
              value: 4
#                    ^ error unquoted-value: 4 is a number to YAML, and the API server takes only strings here: it refuses the DaemonSet. Put it in quotes.
`);
});

test('a map and a list', () => {
  check(`
kind: DaemonSet
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ADDITIONAL_ENI_TAGS
              value: {}
#                    ^^ error unquoted-value: A map cannot be the value of a variable: the API server refuses the DaemonSet. Write it as one text in quotes.
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: [10.0.0.0/8]
#                    ^^^^^^^^^^^^ error unquoted-value: A list cannot be the value of a variable: the API server refuses the DaemonSet. Write it as one text in quotes.
`);
});

test('nothing: texts, with quotes or without, and templates', () => {
  for (const value of [
    '"true"',
    "'5'",
    'info',
    '${SNAT}',
    '{{ .Values.snat }}',
    '|-\n                true',
  ]) {
    checkFixAll(patch(value), patch(value));
  }
});

test('the fix puts in quotes what was meant', () => {
  checkFixAll(patch('true # all'), patch('"true" # all'));
  checkFixAll(patch('off'), patch('"false"'));
  checkFixAll(patch('1_000'), patch('"1000"'));
});
