import test from 'node:test';
import { check } from '../support/check.js';

test('a value beside a valueFrom', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MY_NODE_NAME
              value: node-1
#                    ^^^^^^ error value-and-value-from: MY_NODE_NAME has a value and a valueFrom: the API server refuses the DaemonSet. Keep one of the two.
              valueFrom:
                fieldRef:
                  fieldPath: spec.nodeName
`);
});

test('a variable of somebody else', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: FOO
              value: "1"
#                    ^^^ error value-and-value-from: FOO has a value and a valueFrom: the API server refuses the DaemonSet. Keep one of the two.
              valueFrom:
                configMapKeyRef:
                  name: foo
                  key: bar
`);
});

test('an empty value, which the API server lets pass', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: FOO
              value: ""
              valueFrom:
                configMapKeyRef:
                  name: foo
                  key: bar
`);
});

test('a template, and stays silent', () => {
  check(`
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: FOO
              value: "{{ .Values.foo }}"
              valueFrom:
                configMapKeyRef:
                  name: foo
                  key: bar
`);
});
