import { inSight } from '../model/cluster.js';
import type { Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { managedGroup } from './support/nodeExamples.js';
import { isIn, nodesOf, toldTo } from './support/nodes.js';

const podEni = awsNode(
  { ENABLE_POD_ENI: '"true"', ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' },
  { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } },
);

export const fewBranchEnis: Rule = {
  id: 'few-branch-enis',
  severity: 'information',
  summary: 'A node takes many more pods than it has branch ENIs.',
  why: `
A pod that a SecurityGroupPolicy matches needs a branch ENI for itself, and each instance type has a fixed number of them, which
prefix delegation does not raise. When they are all taken, further such pods wait with "Insufficient
vpc.amazonaws.com/pod-eni", while the node has room for others. Choose a larger type if most pods have security groups
of their own. Reported where there are less than 20 branch ENIs, and less than a quarter of the pods.`,
  bad: managedGroup('\n    instanceType: m5.large') + podEni,
  good: managedGroup('\n    instanceType: m5.2xlarge') + podEni,
  sources: ['aws/amazon-vpc-cni-k8s#3112', 'aws/amazon-vpc-resource-controller-k8s pkg/aws/vpc/limits.go'],

  *checkInCluster(facts, cluster, settings) {
    const { mode, certain } = inSight(cluster);
    if (!mode?.podEni || !certain) return;
    for (const nodes of nodesOf(facts, cluster, settings)) {
      if (nodes.windows) continue;
      const [worst] = nodes.types
        .flatMap((type) => {
          const told = toldTo(nodes, type, mode, cluster, settings);
          return told && type.trunking && type.branchEnis !== undefined && isIn(type, facts)
            ? [{ type, pods: told.pods, branchEnis: type.branchEnis }]
            : [];
        })
        .sort((a, b) => a.branchEnis / a.pods - b.branchEnis / b.pods);
      if (!worst || worst.branchEnis >= FEW || worst.branchEnis * 4 >= worst.pods) continue;
      yield {
        span: worst.type.place.span,
        message: `${worst.type.name} has ${worst.branchEnis} branch ENIs for ${worst.pods} pods, and prefixes add none: further pods with a SecurityGroupPolicy stay Pending. Choose a larger type if many pods have one.`,
      };
    }
  },
};

/** With more, there is room for as many pods with groups of their own as most nodes see. */
const FEW = 20;
