import { inSight } from '../model/cluster.js';
import type { Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { karpenterNodes } from './support/nodeExamples.js';
import { reservedEnis } from './support/nodes.js';
import { uncounted } from './support/uncounted.js';

const custom = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
});

export const reservedEnisMissing: Rule = {
  id: 'reserved-enis-missing',
  severity: 'warning',
  summary: 'Karpenter counts ENIs that serve no pods, since `RESERVED_ENIS` is too low.',
  why: `
With custom networking the primary ENI of a node serves no pods, and with security groups for pods the trunk takes one.
Karpenter knows of neither: it counts all ENIs, for kubelet and for its own planning, so nodes take more pods than they have
addresses for, and those hang in ContainerCreating. Its setting \`RESERVED_ENIS\` (\`settings.reservedENIs\` in the chart) leaves
ENIs out of the count. Where Karpenter's settings are not in sight, this is information.`,
  bad: karpenterNodes('t3.2xlarge') + custom,
  good: karpenterNodes('t3.2xlarge', '  kubelet:\n    maxPods: 44\n') + custom,
  sources: [
    'aws/karpenter-provider-aws pkg/providers/instancetype/types.go, ENILimitedPods',
    'aws/karpenter-provider-aws#2273',
    'aws/karpenter-provider-aws#6353',
    'aws/karpenter-provider-aws#7312',
    'aws/karpenter-provider-aws#6380',
  ],

  *checkInCluster(facts, cluster, settings) {
    const { mode } = inSight(cluster);
    const reserved = reservedEnis(cluster);
    for (const { nodes, type, told, formula, addresses, trunk } of uncounted(facts, cluster, settings)) {
      if (nodes.group.maker !== 'karpenter' || !mode) continue;
      const needed = Number(mode.customNetworking) + Number(trunk);
      const known = typeof reserved === 'number';
      if (needed <= (known ? reserved : 0)) continue;
      const reasons = [
        ...(mode.customNetworking ? ['with custom networking the primary ENI serves none'] : []),
        ...(trunk ? ['the trunk of security groups for pods takes an ENI'] : []),
      ].join(', and ');
      yield {
        span: type.place.span,
        ...(!known && { severity: 'information' }),
        message: `${known ? '' : `Unless RESERVED_ENIS is ${needed}, `}Karpenter counts ${told} pods on ${type.name} (${formula}), and ${addresses} get an address${trunk ? ' beside those with branch ENIs' : ''}: ${reasons}. Set RESERVED_ENIS of Karpenter to ${needed}.`,
      };
    }
  },
};
