import { kubeletLimit, lowestLimit } from '../domain/kubeletLimit.js';
import { inSight } from '../model/cluster.js';
import type { Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { managedGroup } from './support/nodeExamples.js';
import { counterOf, isIn, isOverridden, kindsOf, nodesOf } from './support/nodes.js';

export const mixedGroupSizes: Rule = {
  id: 'mixed-group-sizes',
  severity: 'information',
  summary: 'The smallest instance type of a managed node group sets the number of pods for all of its nodes.',
  why: `
EKS counts the pods of a managed node group without an image of its own, and gives every node the lowest number of all types
in the group. A type with few ENIs keeps large nodes nearly empty: \`d3en.xlarge\` takes 10 pods, and so does an \`m5.4xlarge\` beside
it, which would take 110. Only groups where another type would take at least twice the number are reported.`,
  bad: `${managedGroup('\n    instanceTypes: [m5.4xlarge, d3en.xlarge]')}${awsNode({})}`,
  good: `${managedGroup('\n    instanceTypes: [m5.4xlarge, m5a.4xlarge]')}${awsNode({})}`,
  sources: [
    'eksctl-io/eksctl#5337',
    'terraform-aws-modules/terraform-aws-eks#2297',
    'EKS best practices guide, "Prefix Mode for Linux"',
  ],

  *checkInCluster(facts, cluster, settings) {
    const { mode } = inSight(cluster);
    // In IPv6 mode types differ by what starts at all.
    if (!mode || mode.ipv6) return;
    for (const nodes of nodesOf(facts, cluster, settings)) {
      if (counterOf(nodes) !== 'eks' || !nodes.complete || nodes.windows) continue;
      if (nodes.limits.length > 0 && !isOverridden(nodes)) continue;
      const types = kindsOf(nodes);
      if (types.length < 2 || !nodes.typesComplete) continue;
      const lowest = lowestLimit(types, 'eks', mode);
      const [most] = types
        .map((type) => ({ type, pods: kubeletLimit(type, 'eks', mode)?.pods ?? 0 }))
        .sort((a, b) => b.pods - a.pods);
      const smallest = types.find(({ name }) => name === lowest?.type);
      if (!lowest || !most || !smallest || most.pods < 2 * lowest.pods || !isIn(smallest, facts)) continue;
      yield {
        span: smallest.place.span,
        message: `EKS gives all nodes of a group the lowest number of its types: the ${lowest.pods} pods of ${lowest.type} (${lowest.formula}), where ${most.type.name} alone would take ${most.pods}. Put types of like size into a group.`,
      };
    }
  },
};
