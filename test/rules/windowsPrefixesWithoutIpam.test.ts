import { test } from 'node:test';
import { check } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

test('mistake 74: prefixes alone', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-prefix-delegation: "true"
#                                   ^^^^^^ warning windows-prefixes-without-ipam: Windows nodes get no prefixes without enable-windows-ipam, which is not set here. Set it to "true" as well.
`);
});

test('addresses turned off beside it', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "false"
  enable-windows-prefix-delegation: "true"
#                                   ^^^^^^ warning windows-prefixes-without-ipam: Windows nodes get no prefixes without enable-windows-ipam, which is off here. Set it to "true" as well.
`);
});

test('both', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "true"
`);
});

test('a patch, or a switch that is known later', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  $patch: merge
  enable-windows-prefix-delegation: "true"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "{{ .Values.on }}"
  enable-windows-prefix-delegation: "true"
`);
});

test('turned on in another file', () => {
  checkFiles({
    'prefixes.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-prefix-delegation: "true"
`,
    'addresses.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
`,
  });
});
