import { isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const IPV6 = {
  ENABLE_IPv4: '"false"',
  ENABLE_IPv6: '"true"',
  ENABLE_PREFIX_DELEGATION: '"true"',
  WARM_PREFIX_TARGET: '"1"',
};
const init = { ENABLE_IPv6: '"true"' };

export const ipv6WithCustomNetworking: Rule = {
  id: 'ipv6-with-custom-networking',
  severity: 'error',
  summary: '`ENABLE_IPv6` and `AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG` are both on.',
  why: `
Custom networking exists in IPv4 mode only, where it keeps pods out of scarce subnets. With both switches on, ipamd
refuses the configuration and aws-node exits.`,
  bad: awsNode({ ...IPV6, AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' }, { init }),
  good: awsNode({ ...IPV6, AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"false"' }, { init }),
  sources: ['aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, isConfigValid', 'aws/amazon-vpc-cni-k8s#1587'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_IPv6') || !isOn(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG')) continue;
      const place = placeOf(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG');
      if (!place) continue;
      yield {
        ...at(
          place,
          'IPv6 mode has no custom networking: with both on, aws-node exits. Turn one of them off.',
          setTo(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', 'false'),
        ),
        related: seeAlso(install, 'ENABLE_IPv6', 'IPv6 mode is on here.'),
      };
    }
  },
};
