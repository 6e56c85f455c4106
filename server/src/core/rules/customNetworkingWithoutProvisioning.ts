import { isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const CUSTOM = {
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
};

export const customNetworkingWithoutProvisioning: Rule = {
  id: 'custom-networking-without-provisioning',
  severity: 'warning',
  summary: 'Custom networking is on, and aws-node creates no ENI.',
  why: `
An ENIConfig says in which subnet and with which security groups aws-node creates an ENI. With
\`DISABLE_NETWORK_RESOURCE_PROVISIONING\` or \`ENABLE_IMDS_ONLY_MODE\` it creates none, so the ENIConfig is not used, and the primary
ENI serves no pods either: they have addresses only if something else attached an ENI with addresses beforehand.`,
  bad: awsNode({ ...CUSTOM, DISABLE_NETWORK_RESOURCE_PROVISIONING: '"true"' }),
  good: awsNode({ ...CUSTOM, DISABLE_NETWORK_RESOURCE_PROVISIONING: '"false"' }),
  sources: ['aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, disableENIProvisioning'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG')) continue;
      const by = (['ENABLE_IMDS_ONLY_MODE', 'DISABLE_NETWORK_RESOURCE_PROVISIONING'] as const).find((name) =>
        isOn(install, name),
      );
      const place = placeOf(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG');
      if (!by || !place) continue;
      yield {
        ...at(
          place,
          `With ${by} aws-node creates no ENI, so no ENIConfig is used. Turn one of the two off, or attach the ENIs of pods beforehand.`,
          setTo(install, by, 'false'),
        ),
        related: seeAlso(install, by, 'No ENI is created.'),
      };
    }
  },
};
