import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('mistake 75: another name', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: vpc-cni
#       ^^^^^^^ warning config-map-not-read: Nobody reads a ConfigMap called "vpc-cni": controllers look for amazon-vpc-cni in kube-system alone. Write "amazon-vpc-cni".
  namespace: kube-system
data:
  enable-windows-ipam: "true"
`);
});

test('another namespace', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: default
#            ^^^^^^^ warning config-map-not-read: Nobody reads a ConfigMap in namespace "default": controllers look for amazon-vpc-cni in kube-system alone. Write "kube-system".
data:
  branch-eni-cooldown: "60"
`);
});

test('without a namespace, or with one that is filled in later', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
data:
  branch-eni-cooldown: "60"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: '{{ .Release.Namespace }}'
data:
  branch-eni-cooldown: "60"
`);
});

test('a ConfigMap of somebody else with a key that anybody may use', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: pool
  namespace: kube-system
data:
  warm-ip-target: "5"
`);
});

test('the name that is read, in place of the other', () => {
  const text = (name: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: '${name}' # ours\ndata:\n  enable-windows-ipam: "true"\n`;
  checkFix(text('cni'), 'Write "amazon-vpc-cni"', text('amazon-vpc-cni'));
});

test('a generator of kustomize, which puts a hash behind the name', () => {
  check(`
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: kube-system
configMapGenerator:
  - name: amazon-vpc-cni
#         ^^^^^^^^^^^^^^ warning config-map-not-read: kustomize puts a hash behind the name of a ConfigMap that it generates, and controllers look for amazon-vpc-cni alone. Set disableNameSuffixHash to true in its options.
    literals:
      - enable-windows-ipam=true
`);
});

test('a generator of kustomize that leaves the name alone', () => {
  check(`
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: kube-system
configMapGenerator:
  - name: amazon-vpc-cni
    options:
      disableNameSuffixHash: true
    literals:
      - enable-windows-ipam=true
      - enable-network-policy=true
#       ^^^^^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: Nothing reads "enable-network-policy". Did you mean enable-network-policy-controller?
      - branch-eni-cooldown=5
#                           ^ information cooldown-too-short: 5 counts as 30: branch ENIs are kept at least so many seconds.
`);
});

test('fixes in literals of a generator', () => {
  const text = (key: string, seconds: string) =>
    `kind: Kustomization\nconfigMapGenerator:\n  - name: amazon-vpc-cni\n    options: {disableNameSuffixHash: true}\n    literals:\n      - ${key}=true\n      - "branch-eni-cooldown=${seconds}"\n`;
  checkFix(
    text('enable-network-policy', '60'),
    'Rename to enable-network-policy-controller',
    text('enable-network-policy-controller', '60'),
  );
  checkFix(text('enable-windows-ipam', '5'), 'Write "30"', text('enable-windows-ipam', '30'));
});
