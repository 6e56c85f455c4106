import { test } from 'node:test';
import { checkFiles } from '../support/checkFiles.js';

test('mistake 73: the switch is off, at both ends', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "false"
#                      ^^^^^^^ warning windows-nodes-without-ipam: Windows nodes are in sight, and with enable-windows-ipam off nobody hands out addresses on them: their pods do not start. Set it to "true".
`,
    'nodes.yaml': `
Resources:
  Windows:
    Type: AWS::EKS::Nodegroup
    Properties:
      ClusterName: dev
      NodegroupName: windows
#                    ^^^^^^^ information windows-nodes-without-ipam: Pods on these Windows nodes get no address: enable-windows-ipam of the ConfigMap amazon-vpc-cni is not on.
      AmiType: WINDOWS_CORE_2022_x86_64
      InstanceTypes: [m5.large]
      NodeRole: arn:aws:iam::111122223333:role/nodes
      Subnets: [subnet-0123456789abcdef0]
`,
  });
});

test('mistake 73: the switch is missing', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
#       ^^^^^^^^^^^^^^ warning windows-nodes-without-ipam: Windows nodes are in sight, and enable-windows-ipam is not in this ConfigMap: until it is "true", nobody hands out addresses on them, and their pods do not start.
  namespace: kube-system
data:
  branch-eni-cooldown: "60"
`,
    'nodes.yaml': `
Resources:
  Windows:
    Type: AWS::EKS::Nodegroup
    Properties:
      ClusterName: dev
      NodegroupName: windows
#                    ^^^^^^^ information windows-nodes-without-ipam: Pods on these Windows nodes get no address: enable-windows-ipam of the ConfigMap amazon-vpc-cni is not on.
      AmiType: WINDOWS_CORE_2022_x86_64
      InstanceTypes: [m5.large]
      NodeRole: arn:aws:iam::111122223333:role/nodes
      Subnets: [subnet-0123456789abcdef0]
`,
  });
});

test('eksctl adds the switch where it is missing', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  branch-eni-cooldown: "60"
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

test('eksctl is overruled by a ConfigMap that is applied later', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "0"
#                      ^^^ warning windows-nodes-without-ipam: Windows nodes are in sight, and with enable-windows-ipam off nobody hands out addresses on them: their pods do not start. Set it to "true".
`,
    'nodes.yaml': `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: eu-west-1
managedNodeGroups:
  - name: windows
#         ^^^^^^^ information windows-nodes-without-ipam: Pods on these Windows nodes get no address: enable-windows-ipam of the ConfigMap amazon-vpc-cni is not on.
    amiFamily: WindowsServer2022CoreContainer
    instanceType: m5.large
`,
  });
});

test('on in one of two files', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "false"
`,
    'on.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
`,
    'nodes.yaml': `
Resources:
  Windows:
    Type: AWS::EKS::Nodegroup
    Properties:
      ClusterName: dev
      NodegroupName: windows
      AmiType: WINDOWS_CORE_2022_x86_64
      InstanceTypes: [m5.large]
      NodeRole: arn:aws:iam::111122223333:role/nodes
      Subnets: [subnet-0123456789abcdef0]
`,
  });
});

test('known only later', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "{{ .Values.windows }}"
`,
    'nodes.yaml': `
Resources:
  Windows:
    Type: AWS::EKS::Nodegroup
    Properties:
      ClusterName: dev
      NodegroupName: windows
      AmiType: WINDOWS_CORE_2022_x86_64
      InstanceTypes: [m5.large]
      NodeRole: arn:aws:iam::111122223333:role/nodes
      Subnets: [subnet-0123456789abcdef0]
`,
  });
});

test('no ConfigMap in sight', () => {
  checkFiles({
    'nodes.yaml': `
Resources:
  Windows:
    Type: AWS::EKS::Nodegroup
    Properties:
      ClusterName: dev
      NodegroupName: windows
      AmiType: WINDOWS_CORE_2022_x86_64
      InstanceTypes: [m5.large]
      NodeRole: arn:aws:iam::111122223333:role/nodes
      Subnets: [subnet-0123456789abcdef0]
`,
  });
});

test('Linux nodes', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "false"
`,
    'nodes.yaml': `
Resources:
  Linux:
    Type: AWS::EKS::Nodegroup
    Properties:
      ClusterName: dev
      NodegroupName: linux
      AmiType: AL2023_x86_64_STANDARD
      InstanceTypes: [m5.large]
      NodeRole: arn:aws:iam::111122223333:role/nodes
      Subnets: [subnet-0123456789abcdef0]
`,
  });
});
