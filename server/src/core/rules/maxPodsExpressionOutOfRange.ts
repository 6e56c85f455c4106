import type { InstanceType } from '../domain/instances.js';
import { kubeletLimit } from '../domain/kubeletLimit.js';
import type { ExpressionProblem } from '../domain/maxPodsExpression.js';
import { type Cluster, DEFAULT_MODE } from '../model/cluster.js';
import { typeNamed } from '../settings.js';
import type { Rule, Settings } from './rule.js';
import { compiledOf, type Expression, expressionOf, placeOf } from './support/expressions.js';
import { karpenterNodes } from './support/nodeExamples.js';
import { isIn, type Nodes, nodesOf, reservedEnis } from './support/nodes.js';

const counting = (maxPods: string): string =>
  karpenterNodes('t3.small', `  kubelet:\n    maxPods: "${maxPods}"\n`);

export const maxPodsExpressionOutOfRange: Rule = {
  id: 'max-pods-expression-out-of-range',
  severity: 'warning',
  summary: 'The expression that counts pods comes to no number of pods on a type of node.',
  why: `
An expression that fits large types may come to zero or less on small ones, which have two interfaces with few addresses, or may
divide by zero there. nodeadm then logs a warning on the node and takes its own count of secondary addresses. Karpenter tries the
expression on all types that it knows, and marks the EC2NodeClass as not ready where it comes to a negative number or
to none on one of them; a type with zero pods gets no nodes.

Looked at are types of the nodes in sight, or the one that is selected.`,
  bad: counting('(default_enis - 4) * (ips_per_eni - 1) + 2'),
  good: counting('(default_enis - 1) * (ips_per_eni - 1) + 2'),
  sources: [
    'awslabs/amazon-eks-ami nodeadm/internal/kubelet/eni_max_pods.go, evaluateCustomMaxPodsExpression',
    'aws/karpenter-provider-aws pkg/cel/environment.go',
  ],

  *checkInCluster(facts, cluster, settings) {
    const seen = new Set<unknown>();
    for (const nodes of nodesOf(facts, cluster, settings)) {
      for (const limit of nodes.limits) {
        const expression = expressionOf(limit);
        if (!expression || !isIn(limit, facts)) continue;
        const [worst, ...others] = failures(expression, nodes, cluster, settings);
        if (!worst || seen.has(limit)) continue;
        seen.add(limit);
        yield {
          span: placeOf(limit.text, worst.problem.span),
          message: messageOf(expression, worst, others.length),
        };
      }
    }
  },
};

interface Failure {
  readonly type: InstanceType;
  readonly problem: ExpressionProblem;
}

function failures(
  { limit, text, dialect }: Expression,
  nodes: Nodes,
  cluster: Cluster,
  settings: Settings,
): readonly Failure[] {
  const compiled = compiledOf(limit);
  if (!compiled || 'problem' in compiled) return [];
  const byName = new Map(typesOf(nodes, settings).map((type) => [type.name, type]));
  return [...byName.values()].flatMap((type) => {
    const own = dialect === 'karpenter' ? ownCount(type, nodes, cluster) : undefined;
    // What Karpenter counts itself is known only in the cluster.
    if (own === 'unknown' && /\bmax_pods\b/.test(text)) return [];
    const outcome = compiled.evaluate(type, typeof own === 'number' ? { maxPods: own } : {});
    return outcome && 'problem' in outcome ? [{ type, problem: outcome.problem }] : [];
  });
}

function typesOf({ types }: Nodes, settings: Settings): readonly InstanceType[] {
  if (types.length > 0) return types;
  const selected = settings.instanceType ? typeNamed(settings.instanceType, settings) : undefined;
  return selected ? [selected] : [];
}

function ownCount(type: InstanceType, { windows }: Nodes, cluster: Cluster): number | 'unknown' {
  const reserved = reservedEnis(cluster);
  if (windows || reserved === 'unknown') return windows ? WINDOWS : 'unknown';
  const options = typeof reserved === 'number' ? { reservedEnis: reserved } : {};
  return kubeletLimit(type, 'karpenter', DEFAULT_MODE, options)?.pods ?? 'unknown';
}

/** Karpenter does not count addresses there. */
const WINDOWS = 110;

function messageOf({ dialect }: Expression, { type, problem }: Failure, others: number): string {
  const what = `${problem.message.slice(0, -1)} on ${type.name}${more(others)}`;
  if (dialect === 'nodeadm') return `${what}. nodeadm logs a warning there and takes its own count.`;
  return problem.kind === 'zero'
    ? `${what}. Karpenter makes no nodes of that type.`
    : `${what}. Karpenter marks the class as not ready and makes no nodes from it.`;
}

const more = (others: number): string =>
  others === 0 ? '' : others === 1 ? ', and fails on another type' : `, and fails on ${others} other types`;
