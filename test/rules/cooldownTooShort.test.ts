import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('mistake 76: less than 30 seconds', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  branch-eni-cooldown: "10"
#                      ^^^^ information cooldown-too-short: 10 counts as 30: branch ENIs are kept at least so many seconds.
`);
});

test('less than nothing', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  branch-eni-cooldown: "-1"
#                      ^^^^ information cooldown-too-short: -1 counts as 30: branch ENIs are kept at least so many seconds.
`);
});

test('30 and more', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  branch-eni-cooldown: "30"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  branch-eni-cooldown: "600"
`);
});

test('the number that counts, in place of the other', () => {
  const text = (value: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: amazon-vpc-cni\ndata: {branch-eni-cooldown: '${value}'}\n`;
  checkFix(text('5'), 'Write "30"', text('30'));
});
