import test from 'node:test';
import { check } from '../support/check.js';

test('a name written down', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MY_NODE_NAME
              value: ip-10-0-0-1
#                    ^^^^^^^^^^^ warning node-name-not-from-field: MY_NODE_NAME is the same on every node, so all but one look up the wrong node. Take it from the field spec.nodeName.
`);
});

test('no name at all', () => {
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
            - name: MY_NODE_NAME
#                   ^^^^^^^^^^^^ error node-name-not-from-field: MY_NODE_NAME is empty, so ipamd cannot look up its node and exits. Take it from the field spec.nodeName.
`);
});

test('the name of something else', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MY_NODE_NAME
#                   ^^^^^^^^^^^^ warning node-name-not-from-field: MY_NODE_NAME comes from metadata.name, which is not the name of the node, so the node cannot be looked up. Take it from spec.nodeName.
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
`);
});

test('the node agent as well', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-eks-nodeagent
          env:
            - name: MY_NODE_NAME
              value: node-1
#                    ^^^^^^ warning node-name-not-from-field: MY_NODE_NAME is the same on every node, so all but one look up the wrong node. Take it from the field spec.nodeName.
`);
});

test('the name of the node, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MY_NODE_NAME
              valueFrom:
                fieldRef:
                  apiVersion: v1
                  fieldPath: spec.nodeName
`);
});

test('a source that only the cluster knows, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MY_NODE_NAME
              valueFrom:
                configMapKeyRef:
                  name: foo
                  key: bar
---
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MY_NODE_NAME
              value: "{{ .Values.node }}"
`);
});

test('a field without a path', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MY_NODE_NAME
#                   ^^^^^^^^^^^^ warning node-name-not-from-field: MY_NODE_NAME comes from a field without a path, which is not the name of the node, so the node cannot be looked up. Take it from spec.nodeName.
              valueFrom:
                fieldRef:
                  fieldPath: ""
`);
});

test('a path that a template fills in, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: MY_NODE_NAME
              valueFrom:
                fieldRef:
                  fieldPath: {{ .Values.path }}
`);
});
