import { test } from 'node:test';
import { check } from '../support/check.js';

test('no warm address where there are single ones', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  warm-ip-target: "0"
#                 ^^^ information windows-target-replaced: 0 counts as 1: with single addresses one is always kept free on a Windows node.
  minimum-ip-target: "3"
`);
});

test('all targets 0 with prefixes', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "true"
  warm-ip-target: "0"
#                 ^^^ information windows-target-replaced: All targets come to 0, in place of which the defaults are used: 1 free address and 3 at least on each Windows node.
  minimum-ip-target: "0"
`);
});

test('all targets 0 with single addresses', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "false"
  minimum-ip-target: "0"
#                    ^^^ information windows-target-replaced: All targets come to 0, in place of which the defaults are used: 3 free addresses and 3 at least on each Windows node.
`);
});

test('a warm target of 0 with prefixes', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "true"
  warm-ip-target: "0"
  minimum-ip-target: "10"
`);
});

test('a target that cannot be read is something else', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "true"
  warm-ip-target: "x"
#                 ^^^ warning unreadable-config-map-value: "x" is no whole number: it counts as 0. Write a number in digits.
  minimum-ip-target: "0"
`);
});

test('none is written, or nobody hands out addresses', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "false"
  warm-ip-target: "1"
  minimum-ip-target: "3"
`);
});
