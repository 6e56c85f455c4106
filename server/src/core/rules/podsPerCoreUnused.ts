import { type Cluster, inSight } from '../model/cluster.js';
import type { PodLimit } from '../model/facts.js';
import { at, type Rule, type Settings } from './rule.js';
import { karpenterNodes } from './support/nodeExamples.js';
import { isIn, type Nodes, nodesOf, toldTo } from './support/nodes.js';

const nodes = (kubelet: string): string =>
  karpenterNodes('m5.xlarge', `  kubelet:\n    ${kubelet}\n`, 'bottlerocket@v1.35.0');

export const podsPerCoreUnused: Rule = {
  id: 'pods-per-core-unused',
  severity: 'information',
  summary: '`podsPerCore` is set for Bottlerocket, which does not read it.',
  why: `
Karpenter leaves \`podsPerCore\` out for nodes of Bottlerocket, in its own planning as in what it tells kubelet: Bottlerocket
has no such setting. They take as many pods as \`maxPods\` says or, without it, as their ENIs have secondary addresses
for.`,
  bad: nodes('podsPerCore: 10'),
  good: nodes('maxPods: 40'),
  sources: [
    'Karpenter, "NodeClasses", spec.kubelet',
    'aws/karpenter-provider-aws pkg/providers/instancetype/types.go, pods',
  ],

  *checkInCluster(facts, cluster, settings) {
    const users = nodesOf(facts, cluster, settings).filter(
      ({ group, image }) => group.maker === 'karpenter' && image === 'Bottlerocket',
    );
    const unused = new Set(
      users.flatMap(({ limits }) => limits.filter((limit) => isUnused(limit) && isIn(limit, facts))),
    );
    for (const limit of unused) {
      const greatest = users
        .filter(({ limits }) => limits.includes(limit))
        .flatMap((each) => differences(limit, each, cluster, settings))
        .sort((a, b) => b.told - b.meant - (a.told - a.meant))[0];
      const figures = greatest
        ? `kubelet takes ${greatest.told} pods on ${greatest.type}, not ${greatest.meant}`
        : 'it limits nothing';
      yield at(limit.text, `Bottlerocket does not read ${limit.field}: ${figures}. Set maxPods.`);
    }
  },
};

/** 0 is as good as none anywhere. */
const isUnused = ({ form, value }: PodLimit): boolean => form === 'per-core' && (value ?? 0) > 0;

interface Difference {
  readonly type: string;
  readonly told: number;
  readonly meant: number;
}

/** Types that take more pods than was meant. */
function differences(
  { value: perCore = 0 }: PodLimit,
  nodes: Nodes,
  cluster: Cluster,
  settings: Settings,
): readonly Difference[] {
  const { mode } = inSight(cluster);
  return nodes.types.flatMap((type) => {
    const told = mode && toldTo(nodes, type, mode, cluster, settings)?.pods;
    const meant = type.vcpus === undefined ? undefined : perCore * type.vcpus;
    return told !== undefined && meant !== undefined && meant < told
      ? [{ type: type.name, told, meant }]
      : [];
  });
}
