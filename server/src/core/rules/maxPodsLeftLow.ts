import { inSight } from '../model/cluster.js';
import type { Rule } from './rule.js';
import { decidedBy, nodesOfGroup } from './support/deciding.js';
import { awsNode } from './support/example.js';
import { karpenterNodes } from './support/nodeExamples.js';
import { unusedPods } from './support/unusedPods.js';

const prefixes = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });

export const maxPodsLeftLow: Rule = {
  id: 'max-pods-left-low',
  severity: 'warning',
  summary: 'Prefix delegation is on, and nobody tells kubelet that more pods fit.',
  why: `
Prefix delegation gives a node many times the addresses, but kubelet still takes the pods it is told to. Karpenter and the
images of Amazon count secondary addresses only, whatever the plugin does: an m5.large stays at 29 pods where 110 are
recommended. Write the number: \`kubelet.maxPods\` of an EC2NodeClass, \`maxPodsPerNode\` with eksctl, \`maxPods\` of a NodeConfig.
EKS counts prefixes by itself for managed node groups without an image of their own, so nothing is said of those, nor of a
number that is written.`,
  bad: karpenterNodes('m5.large') + prefixes,
  good: karpenterNodes('m5.large', '  kubelet:\n    maxPods: 110\n') + prefixes,
  sources: [
    'aws/karpenter-provider-aws#6102',
    'aws/karpenter-provider-aws#7505',
    'aws/containers-roadmap#138',
    'awslabs/amazon-eks-ami nodeadm/internal/kubelet/eni_max_pods.go',
  ],

  echoes: 'elsewhere',
  echoesAt: ['installs'],

  *checkInCluster(facts, cluster, settings) {
    let isFirst = true;
    for (const unused of unusedPods(facts, cluster, settings)) {
      const { nodes, part, place, type, told, formula, recommended } = unused;
      if (nodes.group.maker === 'kops') continue;
      const [counter, field] =
        nodes.group.maker === 'karpenter'
          ? ['Karpenter counts', 'maxPods of its kubelet settings']
          : ['the image counts', nodes.group.maker === 'eksctl' ? 'maxPodsPerNode' : 'maxPods'];
      const echo = `Prefix delegation is on, but ${counter} secondary addresses on ${nodesOfGroup(type, nodes.group)}: kubelet takes ${told} pods there, where ${recommended} are recommended.`;
      const related = decidedBy(
        inSight(cluster),
        ['ENABLE_PREFIX_DELEGATION', 'Prefix delegation is on here.'],
        facts,
        isFirst ? echo : undefined,
      );
      isFirst = false;
      yield {
        span: place,
        of: part,
        ...(related.length > 0 && { related }),
        message: `Prefix delegation is on, but ${counter} secondary addresses: kubelet takes ${told} pods on ${type} (${formula}), where ${recommended} are recommended. Set ${field}.`,
      };
    }
  },
};
