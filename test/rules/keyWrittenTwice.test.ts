import { test } from 'node:test';
import { check } from '../support/check.js';

test('an item whose dash is missing', () => {
  check(`
kind: DaemonSet
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: WARM_ENI_TARGET
#             ^^^^ warning key-written-twice: "name" is written again further down in the same map: that one counts, and this one is lost. Begin a new item with a dash.
              value: "2"
#             ^^^^^ warning key-written-twice: "value" is written again further down in the same map: that one counts, and this one is lost. Keep one of the two.
              name: MAX_ENI
              value: "2"
`);
});

test('a key of an ENIConfig', () => {
  check(`
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: eu-west-1a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
# ^^^^^^ warning key-written-twice: "subnet" is written again further down in the same map: that one counts, and this one is lost. Keep one of the two.
  subnet: subnet-0b2c3d4e5f6071829
`);
});

test('branches of a template may each have the key', () => {
  check(`
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: eu-west-1a
spec:
{{ if .x }}
  subnet: subnet-0a1b2c3d4e5f60718
{{ else }}
  subnet: subnet-0b2c3d4e5f6071829
{{ end }}
`);
});
