import { eniConfigs } from '../../../server/src/core/rules/support/eniConfigs.js';
import { karpenterNodes } from '../../../server/src/core/rules/support/nodeExamples.js';
import { whole } from '../../support/manifest.js';
import { mistake, noted } from '../../support/mistake.js';

// How many pods kubelet takes, and what the plugin has addresses for.

const PREFIXES = `
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`;

const provisioner = (kubelet: string): string => `
apiVersion: karpenter.sh/v1alpha5
kind: Provisioner
metadata:
  name: general
spec:
  requirements:
    - key: node.kubernetes.io/instance-type
      operator: In
      values: [t3.medium]
  kubeletConfiguration:
${kubelet}  providerRef:
    name: general
`;

mistake(24, 'maxPods of Karpenter above what the ENIs carry', {
  wrong: {
    'nodes.yaml': provisioner(`    maxPods: 110
#            ^^^ warning max-pods-above-capacity
`),
    'aws-node.yaml': noted(whole(''), '- name: aws-node', 'information max-pods-above-capacity'),
  },
  right: [
    { 'nodes.yaml': provisioner('    maxPods: 17\n'), 'aws-node.yaml': whole('') },
    { 'nodes.yaml': provisioner('    maxPods: 110\n'), 'aws-node.yaml': whole(PREFIXES) },
  ],
});

const launchTemplate = (userData: string, note = ''): string => `
Resources:
  Nodes:${note}
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateName: nodes
      LaunchTemplateData:
        ImageId: ami-0123456789abcdef0
        InstanceType: m5.large
        UserData:
          Fn::Base64: |
            #!/bin/bash
            /etc/eks/bootstrap.sh shop${userData}
`;

const PREFIXES_LEFT = `
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
#        ^^^^^^ information max-pods-left-low
- name: WARM_PREFIX_TARGET
  value: "1"
`;

const [pool, nodeClass = ''] = karpenterNodes('c7g.medium').split('---\n');

mistake(26, 'prefix delegation is on, and kubelet takes as many pods as before', {
  wrong: [
    {
      'nodes.yaml': `${pool}---\n${noted(nodeClass, 'name: general', 'warning max-pods-left-low')}`,
      'aws-node.yaml': whole(PREFIXES_LEFT),
    },
    {
      'template.yaml': launchTemplate(
        '',
        `
# ^^^^^ warning max-pods-left-low`,
      ),
      'aws-node.yaml': whole(PREFIXES_LEFT),
    },
  ],
  right: [
    {
      'nodes.yaml': karpenterNodes('c7g.medium', '  kubelet:\n    maxPods: 98\n'),
      'aws-node.yaml': whole(PREFIXES),
    },
    {
      'template.yaml': launchTemplate(" --use-max-pods false --kubelet-extra-args '--max-pods=110'"),
      'aws-node.yaml': whole(PREFIXES),
    },
  ],
});

const reserving = (count: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: karpenter
  namespace: kube-system
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: karpenter
  template:
    metadata:
      labels:
        app.kubernetes.io/name: karpenter
    spec:
      containers:
        - name: controller
          image: public.ecr.aws/karpenter/controller:1.8.1
          env:
            - name: CLUSTER_NAME
              value: shop
${count}`;
const RESERVED = `            - name: RESERVED_ENIS
              value: "1"
`;

const custom = (note = ''): string =>
  `${whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"${note}
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`)}${eniConfigs('us-west-2a')}`;

/** A cluster of eksctl with these node groups. */
const eksctl = (groups: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: us-west-2
${groups.trim()}
`;

mistake(27, 'the ENI that custom networking takes is counted for pods', {
  wrong: [
    {
      'nodes.yaml': eksctl(`
nodeGroups:
  - name: general
    instanceType: t3.2xlarge
#                 ^^^^^^^^^^ warning eni-not-subtracted
`),
      'cni.yaml': custom(`
#        ^^^^^^ information eni-not-subtracted`),
    },
    {
      'karpenter.yaml': reserving(''),
      'nodes.yaml': noted(
        karpenterNodes('t3.2xlarge'),
        'values: ["t3.2xlarge"]',
        'warning reserved-enis-missing',
      ),
      'cni.yaml': custom(),
    },
  ],
  right: [
    {
      'nodes.yaml': eksctl(`
nodeGroups:
  - name: general
    instanceType: t3.2xlarge
    maxPodsPerNode: 44
`),
      'cni.yaml': custom(),
    },
    {
      'nodes.yaml': eksctl(`
nodeGroups:
  - name: general
    amiFamily: AmazonLinux2023
    instanceType: t3.2xlarge
    overrideBootstrapCommand: |
      apiVersion: node.eks.aws/v1alpha1
      kind: NodeConfig
      spec:
        kubelet:
          maxPodsExpression: ((default_enis - 1) * (ips_per_eni - 1)) + 2
`),
      'cni.yaml': custom(),
    },
    {
      'karpenter.yaml': reserving(RESERVED),
      'nodes.yaml': karpenterNodes('t3.2xlarge'),
      'cni.yaml': custom(),
    },
  ],
});

const TRUNK = whole('- name: ENABLE_POD_ENI\n  value: "true"\n', {
  init: '- name: DISABLE_TCP_EARLY_DEMUX\n  value: "true"\n',
});

mistake(28, 'the trunk ENI is counted for pods', {
  wrong: {
    'karpenter.yaml': reserving(''),
    'nodes.yaml': noted(
      karpenterNodes('m5.2xlarge'),
      'values: ["m5.2xlarge"]',
      'warning reserved-enis-missing',
    ),
    'aws-node.yaml': TRUNK,
  },
  right: {
    'karpenter.yaml': reserving(RESERVED),
    'nodes.yaml': karpenterNodes('m5.2xlarge'),
    'aws-node.yaml': TRUNK,
  },
});

const kops = (kubelet: string): string => `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networking:
    amazonvpc:
      env:
        - name: ENABLE_PREFIX_DELEGATION
          value: "true"
${kubelet}---
apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata:
  name: nodes
  labels:
    kops.k8s.io/cluster: shop.example.com
spec:
  role: Node
  machineType: m5.large
`;

mistake(37, 'prefix delegation in a kOps cluster, whose kubelets take as many pods as before', {
  wrong: noted(kops(''), 'name: nodes', 'warning kops-max-pods-without-prefixes'),
  right: kops('  kubelet:\n    maxPods: 110\n'),
});

const kopsSubnet = (cidr: string): string => `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
metadata:
  name: shop.example.com
spec:
  cloudProvider: aws
  networkCIDR: 10.20.0.0/16
  kubelet:
    maxPods: 110
  networking:
    amazonvpc:
      env:
        - name: ENABLE_PREFIX_DELEGATION
          value: "true"
  subnets:
    - name: us-west-2a
      zone: us-west-2a
      type: Private
      cidr: ${cidr}
`;

mistake(39, 'prefix delegation into a small subnet', {
  wrong: kopsSubnet(`10.20.0.0/27
#           ^^^^^^^^^^^^ warning prefix-delegation-in-small-subnet`),
  right: kopsSubnet('10.20.0.0/22'),
});
