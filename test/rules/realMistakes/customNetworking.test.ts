import { eniConfigs } from '../../../server/src/core/rules/support/eniConfigs.js';
import { whole } from '../../support/manifest.js';
import { mistake, noted } from '../../support/mistake.js';

// Custom networking and ENIConfigs. Wherever EC2 is what refuses a value, or nothing does, the finding is a warning.

const ON = `
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
`;
const BY_ZONE = `${ON}
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`;

mistake(1, 'custom networking is on, and the label that chooses the ENIConfig is missing', {
  wrong: [
    `${whole(`
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
#        ^^^^^^ warning custom-networking-without-label
`)}${eniConfigs('us-east-1a', 'us-east-1b')}`,
    {
      'cni/values.yaml': `
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
#                                     ^^^^^^ warning custom-networking-without-label
  WARM_ENI_TARGET: "1"
`,
      'cni/eniconfigs.yaml': eniConfigs('us-east-1a', 'us-east-1b'),
    },
  ],
  right: [
    `${whole(BY_ZONE)}${eniConfigs('us-east-1a', 'us-east-1b')}`,
    `${whole(ON)}${eniConfigs('default')}`,
  ],
});

const nodeGroup = (zones: string): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: us-east-1
managedNodeGroups:
  - name: general
    instanceType: m5.large
${zones}`;
const ALL_ZONES = '    availabilityZones: [us-east-1a, us-east-1b, us-east-1c]';

mistake(2, 'a zone of the nodes has no ENIConfig', {
  wrong: {
    'cluster.yaml': nodeGroup(`${ALL_ZONES}
#                                               ^^^^^^^^^^ warning zone-without-eni-config
`),
    'cni/aws-node.yaml': whole(BY_ZONE),
    'cni/eniconfigs.yaml': noted(
      eniConfigs('us-east-1a', 'us-east-1b'),
      'name: us-east-1a',
      'information zone-without-eni-config',
    ),
  },
  right: {
    'cluster.yaml': nodeGroup(ALL_ZONES),
    'cni/aws-node.yaml': whole(BY_ZONE),
    'cni/eniconfigs.yaml': eniConfigs('us-east-1a', 'us-east-1b', 'us-east-1c'),
  },
});

const zoneValues = (zone: string): string => `
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
${zone}`;

mistake(3, 'the ENIConfig of a zone is called by its letter', {
  wrong: zoneValues(`  region: us-west-2
  subnets:
    a:
#   ^ warning eni-config-not-a-zone
      id: subnet-0a1b2c3d4e5f60718
`),
  right: zoneValues(`  subnets:
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
`),
});

mistake(4, 'the chart is to create ENIConfigs, and has no subnets for them', {
  wrong: zoneValues(`#         ^^^^ error eni-configs-not-rendered
`),
  right: zoneValues(`  subnets:
    us-west-2a:
      id: subnet-0a1b2c3d4e5f60718
`),
});

mistake(5, 'the label of the zone is the deprecated one', {
  wrong: `${whole(`${ON}
- name: ENI_CONFIG_LABEL_DEF
  value: failure-domain.beta.kubernetes.io/zone
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information harmful-value
`)}${eniConfigs('us-west-2a')}`,
  right: `${whole(BY_ZONE)}${eniConfigs('us-west-2a')}`,
});

const eniConfig = (fields: string): string => `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
${fields}`;
const RIGHT = eniConfig(`spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
    - sg-0a1b2c3d4e5f60718
`);

// The API server refuses the text without a blank alone: that EC2 refuses the block, and nobody reads the groups, are warnings.
mistake(
  6,
  'a CIDR block instead of the id of a subnet, no blank behind a colon, and groups outside of spec',
  {
    wrong: [
      eniConfig(`spec:
  subnet: 100.64.15.0/24
#         ^^^^^^^^^^^^^^ warning subnet-not-an-id
securityGroups:
#^^^^^^^^^^^^^ warning misplaced-field
  - sg-0a1b2c3d4e5f60718
`),
      eniConfig(`spec:
  subnet:100.64.15.0/24
# ^^^^^^^^^^^^^^^^^^^^^ error wrong-type
securityGroups:
#^^^^^^^^^^^^^ warning misplaced-field
  - sg-0a1b2c3d4e5f60718
`),
    ],
    right: RIGHT,
  },
);

mistake(7, 'the subnets of all zones are listed in one ENIConfig', {
  wrong: eniConfig(`spec:
  subnets:
# ^^^^^^^ warning unknown-field
    - az: us-west-2a
      subnet: subnet-0a1b2c3d4e5f60718
    - az: us-west-2b
      subnet: subnet-0a1b2c3d4e5f60719
`),
  right: eniConfigs('us-west-2a', 'us-west-2b'),
});

mistake(8, 'a VPC in an ENIConfig', {
  wrong: eniConfig(`spec:
  vpcId: vpc-0a1b2c3d4e5f60718
# ^^^^^ warning unknown-field
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
    - sg-0a1b2c3d4e5f60718
`),
  right: RIGHT,
});

const node = (annotations: string): string => `
apiVersion: v1
kind: Node
metadata:
  name: ip-10-0-1-7.us-west-2.compute.internal
${annotations}  labels:
    topology.kubernetes.io/zone: us-west-2a
`;

mistake(9, 'an annotation of a node keeps its label from choosing the ENIConfig', {
  wrong: `${node(`  annotations:
    k8s.amazonaws.com/eniConfig: us-west-2a-old
#                                ^^^^^^^^^^^^^^ information annotation-shadows-label
`)}---${whole(BY_ZONE)}${eniConfigs('us-west-2a', 'us-west-2a-old')}`,
  right: `${node('')}---${whole(BY_ZONE)}${eniConfigs('us-west-2a')}`,
});

mistake(10, 'no warm ENI with custom networking', {
  wrong: `${whole(`${BY_ZONE}
- name: WARM_ENI_TARGET
  value: "0"
#        ^^^ warning no-warm-addresses
`)}${eniConfigs('us-west-2a')}`,
  right: [
    `${whole(`${BY_ZONE}
- name: WARM_ENI_TARGET
  value: "1"
`)}${eniConfigs('us-west-2a')}`,
    `${whole(`${BY_ZONE}
- name: WARM_IP_TARGET
  value: "2"
- name: MINIMUM_IP_TARGET
  value: "10"
`)}${eniConfigs('us-west-2a')}`,
  ],
});

mistake(11, 'no ENI but the primary one with custom networking', {
  wrong: `${whole(`${BY_ZONE}
- name: MAX_ENI
  value: "1"
#        ^^^ warning max-eni-too-low
`)}${eniConfigs('us-west-2a')}`,
  right: `${whole(`${BY_ZONE}
- name: MAX_ENI
  value: "2"
`)}${eniConfigs('us-west-2a')}`,
});

const IPV6 = `
- name: ENABLE_IPv4
  value: "false"
- name: ENABLE_IPv6
  value: "true"
- name: ENABLE_PREFIX_DELEGATION
  value: "true"
- name: WARM_PREFIX_TARGET
  value: "1"
`;
const init = '- name: ENABLE_IPv6\n  value: "true"\n';

mistake(13, 'custom networking in an IPv6 cluster', {
  wrong: `${whole(
    `${IPV6}
- name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
  value: "true"
#        ^^^^^^ error ipv6-with-custom-networking
- name: ENI_CONFIG_LABEL_DEF
  value: topology.kubernetes.io/zone
`,
    { init },
  )}${eniConfigs('us-west-2a')}`,
  right: [whole(IPV6, { init }), `${whole(BY_ZONE)}${eniConfigs('us-west-2a')}`],
});
