import { test } from 'node:test';
import { check } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

test('mistake 23: targets believed to tune Linux nodes', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  warm-ip-target: "1"
#                 ^^^ warning windows-target-on-linux: warm-ip-target and minimum-ip-target are read for Windows nodes alone, by the VPC resource controller, and no Windows node is in sight. For Linux nodes set WARM_IP_TARGET and MINIMUM_IP_TARGET of aws-node.
  minimum-ip-target: "3"
`);
});

test('addresses on Windows nodes turned off', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "false"
  warm-ip-target: "5"
#                 ^^^ warning windows-target-on-linux: warm-ip-target is read for Windows nodes alone, by the VPC resource controller, and only where enable-windows-ipam is on. For Linux nodes set WARM_IP_TARGET of aws-node.
  minimum-ip-target: "3"
  warm-prefix-target: "0"
`);
});

test('what the chart writes', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  branch-eni-cooldown: "60"
  enable-network-policy-controller: "false"
  enable-windows-ipam: "false"
  enable-windows-prefix-delegation: "false"
  minimum-ip-target: "3"
  warm-ip-target: "1"
  warm-prefix-target: "0"
`);
});

test('addresses on Windows nodes turned on', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  warm-ip-target: "5"
`);
});

test('the newer names, which say whom they are for', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  windows-warm-ip-target: "5"
`);
});

test('a template that may hold the switch', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  warm-ip-target: "5"
  {{- include "more" . }}
`);
});

test('turned on in another file', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  warm-ip-target: "5"
`,
    'more.yaml': `
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

test('Windows nodes in another file', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  warm-ip-target: "5"
`,
    'nodes.yaml': `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
managedNodeGroups:
  - name: windows
    amiFamily: WindowsServer2022CoreContainer
    instanceType: m5.large
`,
  });
});
