import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('names that are nearly right, and names of other charts', () => {
  check(`
nameOverride: aws-node
enableNetworkPolcy: "true"
#^^^^^^^^^^^^^^^^^ warning unknown-value: The chart has no value enableNetworkPolcy: it changes nothing. Did you mean enableNetworkPolicy?
nodeAgent:
  enableIPv6: "true"
# ^^^^^^^^^^ warning unknown-value: The chart has no value nodeAgent.enableIPv6: it changes nothing. Did you mean enableIpv6?
image:
  repository: example.com/amazon-k8s-cni
# ^^^^^^^^^^ warning unknown-value: The chart has no value image.repository: it changes nothing. Did you mean overrideRepository?
env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
eniConfig:
  create: true
  subnets:
    us-west-2a:
      subnetId: subnet-0a1b2c3d4e5f60718
#     ^^^^^^^^ warning unknown-value: The chart has no value eniConfig.subnets.us-west-2a.subnetId: it changes nothing. Did you mean id?
`);
});

test('in the spelling of the chart', () => {
  const values = (key: string) => `nameOverride: aws-node\n${key}: "true"\n`;
  checkFix(values('enableNetworkpolicy'), 'Rename to enableNetworkPolicy', values('enableNetworkPolicy'));
  const both = `${values('enableNetworkPolicy')}enable_network_policy: "true"\n`;
  checkFix(both, 'Remove enable_network_policy', values('enableNetworkPolicy'));
});

test('keys of other readers', () => {
  check(`
nameOverride: aws-node
x-env: {}
monitoring:
  enabled: true
podAnnotations:
  enable: "true"
init:
  env:
    ENABLE_IPv6: "false"
  extra: 1
`);
});
