import test from 'node:test';
import { check } from '../support/check.js';

test('a name with its value in it', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGET=2
#                   ^^^^^^^^^^^^^^^^^ error env-name-invalid: A name cannot contain "=": the API server refuses the DaemonSet. Write the text behind it as the value.
`);
});

test('an empty name', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: ""
#                   ^^ error env-name-invalid: A variable needs a name: the API server refuses the DaemonSet.
              value: "2"
`);
});

test('an empty name in the init container', () => {
  check(`
spec:
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          env:
            - name: ''
#                   ^^ error env-name-invalid: A variable needs a name: the API server refuses the DaemonSet.
              value: "2"
`);
});

test('names of other things, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          volumeMounts:
            - name: ""
              mountPath: /host
`);
});
