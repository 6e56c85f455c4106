import { managedGroup } from '../../../server/src/core/rules/support/nodeExamples.js';
import { whole } from '../../support/manifest.js';
import { mistake } from '../../support/mistake.js';

// Instance types, and what the plugin can do on them.

const PREFIXES = `
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`;
const POD_ENI = `
- name: ENABLE_POD_ENI
  value: "true"`;
const init = '- name: DISABLE_TCP_EARLY_DEMUX\n  value: "true"\n';
const TRUNK = whole(POD_ENI, { init });
const TRUNK_MISSED = whole(
  `${POD_ENI}
#        ^^^^^^ information pod-eni-without-trunk
`,
  { init },
);

mistake(29, 'security groups for pods on a type without a trunk ENI', {
  wrong: {
    'cluster.yaml': managedGroup(`
    instanceType: t3.small
#                 ^^^^^^^^ warning pod-eni-without-trunk`),
    'aws-node.yaml': TRUNK_MISSED,
  },
  right: { 'cluster.yaml': managedGroup('\n    instanceType: m5.2xlarge'), 'aws-node.yaml': TRUNK },
});

// That the type goes back to secondary addresses is information: what starves by it is the pods beyond them.
mistake(30, 'an old Xen type with prefix delegation, or with security groups for pods', {
  wrong: [
    {
      'cluster.yaml': managedGroup(`
    amiFamily: Bottlerocket
    instanceType: p3.2xlarge
#                 ^^^^^^^^^^ information prefix-delegation-on-xen-type
    maxPodsPerNode: 110
#                   ^^^ warning max-pods-above-capacity`),
      'aws-node.yaml': whole(`
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
#        ^^^^^^ information max-pods-above-capacity
#        ^^^^^^ information prefix-delegation-on-xen-type
- name: WARM_PREFIX_TARGET
  value: "1"
`),
    },
    {
      'cluster.yaml': managedGroup(`
    instanceType: m4.2xlarge
#                 ^^^^^^^^^^ warning pod-eni-without-trunk`),
      'aws-node.yaml': TRUNK_MISSED,
    },
  ],
  right: [
    {
      'cluster.yaml': managedGroup(`
    amiFamily: Bottlerocket
    instanceType: g5.2xlarge
    maxPodsPerNode: 110`),
      'aws-node.yaml': whole(PREFIXES),
    },
    { 'cluster.yaml': managedGroup('\n    instanceType: m5.2xlarge'), 'aws-node.yaml': TRUNK },
  ],
});

const ipv6Cluster = (type: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: us-west-2
  version: "1.33"
kubernetesNetworkConfig:
  ipFamily: IPv6
addons:
  - name: vpc-cni
  - name: coredns
  - name: kube-proxy
iam:
  withOIDC: true
managedNodeGroups:
  - name: general
    instanceType: ${type}
`;

mistake(31, 'a type in an IPv6 cluster that is not of Nitro', {
  wrong: ipv6Cluster(`m4.large
#                 ^^^^^^^^ error ipv6-on-xen-type`),
  right: ipv6Cluster('m5.large'),
});

// Of a type that is too new for a release no file tells: aws-node asks EC2 about it, where its role lets it.
mistake(32, 'a type that does not exist', {
  wrong: managedGroup(`
    instanceType: m5.larg
#                 ^^^^^^^ warning unknown-instance-type`),
  right: managedGroup('\n    instanceType: m5.large'),
});

mistake(33, 'types of different sizes in a managed node group', {
  wrong: managedGroup(`
    instanceTypes: [m5.4xlarge, d3en.xlarge]
#                               ^^^^^^^^^^^ information mixed-group-sizes`),
  right: managedGroup('\n    instanceTypes: [m5.4xlarge, m5a.4xlarge]'),
});

mistake(38, 'few branch ENIs for many pods with security groups', {
  wrong: {
    'cluster.yaml': managedGroup(`
    instanceType: r6g.medium
#                 ^^^^^^^^^^ information few-branch-enis`),
    'aws-node.yaml': whole(`${PREFIXES}${POD_ENI}`, { init }),
  },
  right: {
    'cluster.yaml': managedGroup('\n    instanceType: r6g.4xlarge'),
    'aws-node.yaml': whole(`${PREFIXES}${POD_ENI}`, { init }),
  },
});
