import { test } from 'node:test';
import { check } from '../support/check.js';

test('a newer name beside the short one', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  warm-ip-target: "1"
  windows-warm-ip-target: "5"
#                         ^^^ information windows-target-not-read: Not read: warm-ip-target is written as well, and counts. Keep one of the two.
`);
});

test('a target for prefixes without prefixes', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "false"
  warm-prefix-target: "2"
#                     ^^^ information windows-target-not-read: Not read: Windows nodes get prefixes only where enable-windows-prefix-delegation is on.
`);
});

test('a target for prefixes beside targets for addresses', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "true"
  windows-warm-prefix-target: "2"
#                             ^^^ information windows-target-not-read: Not read: warm-ip-target counts before it. Keep one of the two.
  warm-ip-target: "1"
  minimum-ip-target: "3"
`);
});

test('a target for prefixes alone, and one of 0', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "true"
  warm-prefix-target: "2"
  warm-ip-target: "0"
  minimum-ip-target: "0"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  warm-prefix-target: "0"
  warm-ip-target: "5"
`);
});

test('prefixes that are known only later', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "{{ .Values.prefixes }}"
  warm-prefix-target: "2"
`);
});
