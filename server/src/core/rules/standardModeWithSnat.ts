import { effective, isOff, isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const STANDARD = { ENABLE_POD_ENI: '"true"', POD_SECURITY_GROUP_ENFORCING_MODE: 'standard' };

export const standardModeWithSnat: Rule = {
  id: 'standard-mode-with-snat',
  severity: 'information',
  summary: 'Security groups for pods are in standard mode, and the node translates what leaves the VPC.',
  why: `
In standard mode traffic from a pod to addresses outside the VPC is translated to the primary address of the node first, and
so it is the security group of the node that lets it out, not that of the pod. With \`AWS_VPC_K8S_CNI_EXTERNALSNAT\` set to
\`"true"\` it leaves under the address of the pod; a NAT gateway has to be on its way to the internet.`,
  bad: awsNode({ ...STANDARD, AWS_VPC_K8S_CNI_EXTERNALSNAT: '"false"' }),
  good: awsNode({ ...STANDARD, AWS_VPC_K8S_CNI_EXTERNALSNAT: '"true"' }),
  sources: ['aws/amazon-vpc-cni-k8s README.md, POD_SECURITY_GROUP_ENFORCING_MODE'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_POD_ENI') || !isOff(install, 'AWS_VPC_K8S_CNI_EXTERNALSNAT')) continue;
      if (effective(install, 'POD_SECURITY_GROUP_ENFORCING_MODE') !== 'standard') continue;
      const place = placeOf(install, 'POD_SECURITY_GROUP_ENFORCING_MODE');
      if (!place || isOn(install, 'ENABLE_IPv6')) continue;
      yield {
        ...at(
          place,
          "Traffic out of the VPC is let out by the node's security groups, not the pod's, as the node translates it first. AWS_VPC_K8S_CNI_EXTERNALSNAT changes that.",
          setTo(install, 'AWS_VPC_K8S_CNI_EXTERNALSNAT', 'true'),
        ),
        related: seeAlso(install, 'AWS_VPC_K8S_CNI_EXTERNALSNAT', 'The node translates addresses.'),
      };
    }
  },
};
