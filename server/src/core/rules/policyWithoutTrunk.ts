import { type Cluster, inSight } from '../model/cluster.js';
import { counts } from '../model/selecting.js';
import type { Settings } from '../settings.js';
import { podEniIsOff } from './policyWithoutPodEni.js';
import type { Related, Rule } from './rule.js';
import { managedGroup } from './support/nodeExamples.js';
import { makesNodes, type NodeType, nodesOf, runsAwsNode } from './support/nodes.js';
import { listed, placeOfPolicy } from './support/policies.js';
import { policy } from './support/policyExamples.js';

export const policyWithoutTrunk: Rule = {
  id: 'policy-without-trunk',
  severity: 'warning',
  summary: 'A SecurityGroupPolicy is there, and no instance type in sight has a trunk ENI.',
  why: `
Pods with security groups of their own sit on branch ENIs, and those on a trunk ENI. Types that run on Xen and the \`t3\`,
\`t3a\`, \`t4g\` and \`u-6tb1\` types have none: pods that a policy selects stay Pending there. Said where all node groups in sight
name their types, and none of them has a trunk; where \`ENABLE_POD_ENI\` is known to be on, \`pod-eni-without-trunk\` says it at the
types.`,
  bad: policy() + managedGroup('\n    instanceType: t3.medium'),
  good: policy() + managedGroup('\n    instanceType: m5.large'),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/aws/vpc/limits.go, IsTrunkingCompatible',
    'aws/amazon-vpc-cni-k8s#3094',
    'aws/containers-roadmap#1554',
  ],
  echoes: true,
  echoesAt: ['nodeGroups'],

  *checkInCluster({ policies }, cluster, settings) {
    // Said at the types, or by the rule for branch ENIs that are off.
    if (policies.length === 0 || inSight(cluster).certain || podEniIsOff(cluster)) return;
    const types = typesWithoutTrunk(cluster, settings);
    if (types.length === 0) return;
    const first = cluster.policies.find(counts);
    for (const found of policies.filter(counts)) {
      yield {
        span: placeOfPolicy(found),
        of: found,
        message: `${without(types.map(({ name }) => name))}: pods that this policy selects stay Pending unless other nodes take them. Add nodes of a type with a trunk ENI.`,
        related: places(types, found === first),
      };
    }
  },
};

const without = (types: readonly string[]): string =>
  types.length === 1
    ? `Nodes in sight are of type ${types[0]}, which has no trunk ENI`
    : `Nodes in sight are of types ${listed(types)}, none of which has a trunk ENI`;

/** All types in sight, each once, if none of them has a trunk, and nodes can have no others. */
function typesWithoutTrunk(cluster: Cluster, settings: Settings): readonly NodeType[] {
  if (cluster.nodeGroups.some(({ maker }) => maker === 'auto-mode')) return [];
  const all = nodesOf(cluster, cluster, settings).filter(
    ({ group, windows }) => makesNodes(group) && !windows,
  );
  const isNone = all.every(
    (nodes) =>
      nodes.typesComplete &&
      runsAwsNode(nodes, cluster) &&
      nodes.types.every(({ trunking }) => trunking === false),
  );
  if (!isNone) return [];
  return [...new Map(all.flatMap(({ types }) => types.map((type) => [type.name, type]))).values()];
}

const places = (types: readonly NodeType[], isFirst: boolean): Related[] =>
  types.slice(0, 3).map(({ name, place, part }) => ({
    span: place.span,
    of: part,
    message: `${name} has no trunk ENI.`,
    ...(isFirst && {
      echo: `${name} has no trunk ENI, and SecurityGroupPolicies are in sight: pods that they select cannot run here.`,
    }),
  }));
