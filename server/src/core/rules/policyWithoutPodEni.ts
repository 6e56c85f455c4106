import type { Cluster } from '../model/cluster.js';
import { isOff } from '../model/effective.js';
import type { Install, SecurityGroupPolicy } from '../model/facts.js';
import { chosenIn } from '../model/following.js';
import { choosingFrom } from '../model/lists.js';
import { remembered } from '../model/remembered.js';
import { counts } from '../model/selecting.js';
import { MOST_LINKS, type Related, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf } from './support/fixes.js';
import { placeOfPolicy } from './support/policies.js';
import { policy } from './support/policyExamples.js';

export const policyWithoutPodEni: Rule = {
  id: 'policy-without-pod-eni',
  severity: 'warning',
  summary: 'A SecurityGroupPolicy is there, and `ENABLE_POD_ENI` is off.',
  why: `
The VPC resource controller makes every pod that a SecurityGroupPolicy selects ask for a branch ENI (\`vpc.amazonaws.com/pod-eni\`),
whether or not nodes have any. They have with \`ENABLE_POD_ENI\` alone: without it those pods stay Pending, with "Insufficient
vpc.amazonaws.com/pod-eni". Pods on Fargate get their groups without it. Looked at is the aws-node in sight.`,
  bad: policy() + awsNode({ ENABLE_POD_ENI: '"false"' }),
  good: policy() + awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } }),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s webhooks/core/pod_webhook.go, HandleLinuxPod',
    'aws/amazon-vpc-cni-k8s README.md, ENABLE_POD_ENI',
  ],
  echoes: true,
  echoesAt: ['installs'],

  *checkInCluster({ policies }, cluster) {
    if (policies.length === 0 || !podEniIsOff(cluster)) return;
    const first = cluster.policies.find(counts);
    for (const found of policies.filter(counts)) {
      yield {
        span: placeOfPolicy(found),
        of: found,
        message:
          'Security groups for pods are off in the aws-node in sight: pods on EC2 nodes that this policy selects stay Pending, for want of branch ENIs. Set ENABLE_POD_ENI of aws-node to "true".',
        // Once is enough at the other end.
        related: settings(cluster, found === first ? counting(cluster.policies).length : 0),
      };
    }
  },
};

/** Each file sees thousands. */
const counting = choosingFrom<SecurityGroupPolicy, void>(chosenIn(counts));

/** Every aws-node in sight has it off; there is one. */
export const podEniIsOff = ({ installs }: Cluster): boolean => areOff(installs);

const areOff = remembered(
  (installs: readonly Install[]): boolean =>
    installs.length > 0 && installs.every((install) => isOff(install, 'ENABLE_POD_ENI')),
);

/** What is told at the other end is told at each of them. */
const settings = ({ installs }: Cluster, policies: number): Related[] =>
  (policies > 0 ? installs : installs.slice(0, MOST_LINKS)).flatMap((install) => {
    const place = placeOf(install, 'ENABLE_POD_ENI');
    const echo = `${policies === 1 ? 'A SecurityGroupPolicy is in sight: pods that it selects' : `${policies} SecurityGroupPolicies are in sight: pods that they select`} stay Pending as long as ENABLE_POD_ENI is off.`;
    const link = { message: 'Security groups for pods are off here.', of: install };
    return place ? [{ span: place.span, ...link, ...(policies > 0 && { echo }) }] : [];
  });
