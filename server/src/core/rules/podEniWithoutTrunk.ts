import { isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { seeAlso } from './support/fixes.js';
import { onType, typesOf } from './support/instanceTypes.js';

const podEni = awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } });

export const podEniWithoutTrunk: Rule = {
  id: 'pod-eni-without-trunk',
  severity: 'warning',
  summary: '`ENABLE_POD_ENI` is on, and the DaemonSet asks for an instance type that has no trunk ENI.',
  why: `
Pods with security groups of their own sit on branch ENIs, and those on a trunk ENI. Types that run on Xen and the \`t3\`,
\`t3a\`, \`t4g\` and \`u-6tb1\` types have none: their nodes offer no \`vpc.amazonaws.com/pod-eni\`, so a pod that a
SecurityGroupPolicy matches stays Pending unless another node takes it. Only types that a nodeSelector or a required node
affinity of the DaemonSet names are looked at.`,
  bad: onType('t3.medium', podEni),
  good: onType('m5.large', podEni),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/aws/vpc/limits.go, IsTrunkingCompatible',
    'aws/amazon-vpc-cni-k8s#3094',
    'aws/containers-roadmap#1554',
    'aws-samples/eks-workshop#1060',
  ],

  *check(facts) {
    for (const install of facts.installs) {
      if (!isOn(install, 'ENABLE_POD_ENI')) continue;
      for (const { value: type, span } of typesOf(install, facts)) {
        if (type.trunking !== false) continue;
        yield {
          ...at(
            { span },
            `${type.name} has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.`,
          ),
          related: seeAlso(install, 'ENABLE_POD_ENI', 'Security groups for pods are on here.'),
        };
      }
    }
  },
};
