import { test } from 'node:test';
import { check, checkFixAll } from '../support/check.js';

test('another version of an ENIConfig', () => {
  check(`
apiVersion: crd.k8s.amazonaws.com/v1beta1
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unknown-api-version: The API server has no ENIConfig in "crd.k8s.amazonaws.com/v1beta1" and refuses the object. Write crd.k8s.amazonaws.com/v1alpha1.
kind: ENIConfig
`);
});

test('another version of a SecurityGroupPolicy', () => {
  check(`
apiVersion: "vpcresources.k8s.aws/v1"
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ error unknown-api-version: The API server has no SecurityGroupPolicy in "vpcresources.k8s.aws/v1" and refuses the object. Write vpcresources.k8s.aws/v1beta1.
kind: SecurityGroupPolicy
`);
});

test('nothing: the right one, none, a template, another group', () => {
  check(`
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
---
kind: ENIConfig
---
apiVersion: {{ .Values.apiVersion }}
kind: ENIConfig
---
apiVersion: example.com/v1
kind: ENIConfig
`);
});

test('the fix writes the only version there is', () => {
  checkFixAll(
    `{"apiVersion": "vpcresources.k8s.aws/v1alpha1", "kind": "SecurityGroupPolicy"}`,
    `{"apiVersion": "vpcresources.k8s.aws/v1beta1", "kind": "SecurityGroupPolicy"}`,
  );
});
