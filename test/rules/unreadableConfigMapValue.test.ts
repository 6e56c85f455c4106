import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('the network policy controller compares', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "True"
#                                   ^^^^^^ warning unreadable-config-map-value: "True" does not read as true: the network policy controller stays off. Write "true".
`);
});

test('booleans that Go does not read', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "yes"
#                      ^^^^^ warning unreadable-config-map-value: "yes" does not read as true: it counts as false, and pods on Windows nodes get no address. Write "true".
  enable-windows-prefix-delegation: "tRUE"
#                                   ^^^^^^ warning unreadable-config-map-value: "tRUE" does not read as true: it counts as false, and Windows nodes get single addresses. Write "true".
`);
});

test('numbers that Go does not read', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  warm-ip-target: "5.0"
#                 ^^^^^ warning unreadable-config-map-value: "5.0" is no whole number: it counts as 0. Write "5".
  minimum-ip-target: " 3"
#                    ^^^^ warning unreadable-config-map-value: " 3" is no whole number: it counts as 0. Write "3".
  warm-prefix-target: ""
#                     ^^ warning unreadable-config-map-value: An empty text is no whole number: it counts as 0. Write a number in digits.
  branch-eni-cooldown: "60s"
#                      ^^^^^ warning unreadable-config-map-value: "60s" is no whole number: the default of 60 seconds is used. Write a number in digits.
`);
});

test('what is off is off, however it is written', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy-controller: "False"
  enable-windows-ipam: "no"
  enable-windows-prefix-delegation: ""
`);
});

test('what Go reads', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "1"
  enable-windows-prefix-delegation: "T"
  warm-ip-target: "+5"
`);
});

test('what is known only later', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "\${IPAM}"
  warm-ip-target: "{{ .Values.target }}"
`);
});

test('the text that was meant, in its quotes', () => {
  const text = (value: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: amazon-vpc-cni\ndata:\n  warm-ip-target: '${value}'\n  enable-windows-ipam: "true"\n`;
  checkFix(text('5.0'), 'Write "5"', text('5'));
});

test('a text that needs quotes gets them', () => {
  const text = (value: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: amazon-vpc-cni\ndata:\n  enable-windows-ipam: ${value}\n`;
  checkFix(text('enabled'), 'Write "true"', text('"true"'));
});

test('values of the chart, which it copies in quotes', () => {
  check(`
env:
  AWS_VPC_K8S_CNI_LOGLEVEL: INFO
enableNetworkPolicy: "True"
#                    ^^^^^^ warning unreadable-config-map-value: "True" does not read as true: the network policy controller stays off. Write "true".
enableWindowsIpam: "yes"
#                  ^^^^^ warning unreadable-config-map-value: "yes" does not read as true: it counts as false, and pods on Windows nodes get no address. Write "true".
enableWindowsPrefixDelegation: enabled
#                              ^^^^^^^ warning unreadable-config-map-value: "enabled" does not read as true: it counts as false, and Windows nodes get single addresses. Write "true".
warmWindowsPrefixTarget: one
#                        ^^^ warning unreadable-config-map-value: "one" is no whole number: it counts as 0. Write a number in digits.
branchENICooldown: 60s
#                  ^^^ warning unreadable-config-map-value: "60s" is no whole number: the default of 60 seconds is used. Write a number in digits.
`);
});

test('values that come out as they should', () => {
  const values = (...lines: string[]): string =>
    `env:\n  AWS_VPC_K8S_CNI_LOGLEVEL: INFO\n${lines.join('\n')}\n`;
  // A boolean to Helm, which prints it as Go does.
  check(values('enableWindowsIpam: yes', 'enableWindowsPrefixDelegation: On', 'enableNetworkPolicy: True'));
  check(values('enableWindowsIpam: "1"', 'warmWindowsIPTarget: 5.0', 'minimumWindowsIPTarget: "3"'));
  // Off, as it is meant to be, or not known.
  check(values('enableWindowsIpam: "no"', 'enableNetworkPolicy: "False"', 'branchENICooldown: null'));
  check(values('enableWindowsIpam: "${WINDOWS}"', 'branchENICooldown: "{{ .Values.cooldown }}"'));
});

test('a parameter of Argo CD counts before the values', () => {
  const application = (value: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: cni
spec:
  destination:
    namespace: kube-system
  source:
    repoURL: https://aws.github.io/eks-charts
    chart: aws-vpc-cni
    targetRevision: 1.23.1
    helm:
      valuesObject:
        enableWindowsIpam: "yes"
      parameters:
        - name: enableWindowsIpam
          value: ${value}
`;
  check(application('"true"'));
  check(`${application('"yes"')}#                ^^^^^ warning unreadable-config-map-value: "yes" does not read as true: it counts as false, and pods on Windows nodes get no address. Write "true".
`);
});

test('the fix in values', () => {
  const values = (value: string) => `env:\n  AWS_VPC_K8S_CNI_LOGLEVEL: INFO\nenableWindowsIpam: ${value}\n`;
  checkFix(values('"yes"'), 'Write "true"', values('"true"'));
  checkFix(values('enabled # as asked'), 'Write "true"', values('"true" # as asked'));
});
