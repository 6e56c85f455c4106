import type { Dialect, ExpressionProblem } from '../domain/maxPodsExpression.js';
import type { Text } from '../model/facts.js';
import { at, type Fix, type Rule } from './rule.js';
import { compiledOf, expressionsOf, placeOf } from './support/expressions.js';
import { nodeConfig } from './support/nodeExamples.js';

export const maxPodsExpressionInvalid: Rule = {
  id: 'max-pods-expression-invalid',
  severity: 'warning',
  summary: 'The expression that counts pods is not one that nodeadm or Karpenter can compute.',
  why: `
\`maxPodsExpression\` of nodeadm and a text in \`spec.kubelet.maxPods\` of an EC2NodeClass are CEL, Google's Common Expression
Language. Where nodeadm cannot compute it, it logs a warning on the node and takes its own count of secondary addresses, as if
nothing were written. Karpenter marks the EC2NodeClass as not ready, and makes no nodes from it.

nodeadm knows \`default_enis\`, \`ips_per_eni\` and \`max_pods\`, its own count, and in later releases \`vcpus\` and
\`physical_memory_mib\`. Karpenter knows \`default_enis\`, \`ips_per_eni\`, \`max_pods\`, \`vcpus\`, \`memory_mib\` and
\`instance_type\`, and has functions \`min\` and \`max\` of two numbers, which nodeadm does not have: write \`a < b ? a : b\` there. CEL never
mixes whole numbers with fractions: \`max_pods * 0.5\` is none, \`max_pods / 2\` is.`,
  bad: nodeConfig(`
    maxPodsExpression: (default_eni - 1) * (ips_per_eni - 1) + 2`),
  good: nodeConfig(`
    maxPodsExpression: (default_enis - 1) * (ips_per_eni - 1) + 2`),
  sources: [
    'awslabs/amazon-eks-ami nodeadm/internal/kubelet/eni_max_pods.go, evaluateCustomMaxPodsExpression',
    'aws/karpenter-provider-aws pkg/cel/environment.go',
    'Karpenter, "NodeClasses", spec.kubelet',
  ],

  *check({ nodeGroups }) {
    for (const { limit, text, dialect } of expressionsOf(nodeGroups)) {
      const compiled = compiledOf(limit);
      if (!compiled || !('problem' in compiled)) continue;
      const { problem } = compiled;
      yield at(
        { span: placeOf(limit.text, problem.span) },
        `${problem.message} ${CONSEQUENCES[dialect]}`,
        ...writing(limit.text, text, problem, dialect),
      );
    }
  },
};

const CONSEQUENCES: Readonly<Record<Dialect, string>> = {
  nodeadm: 'nodeadm logs a warning and takes its own count.',
  karpenter: 'Karpenter marks the class as not ready and makes no nodes from it.',
};

function writing(
  { inner, value }: Text,
  text: string,
  { span, nearest }: ExpressionProblem,
  dialect: Dialect,
): Fix[] {
  if (inner === undefined || value === undefined || !span || nearest === undefined) return [];
  const written = text.slice(span.start, span.end);
  return [
    {
      title: `Write ${nearest}`,
      // Only in other letters, as camel case; nodes have nodeadm's own count so far, and Karpenter makes none.
      safe:
        dialect === 'karpenter' &&
        written.toLowerCase().replaceAll(/[_-]/g, '') === nearest.replaceAll('_', ''),
      kind: 'replace',
      span: { start: inner + span.start, end: inner + span.end },
      text: nearest,
    },
  ];
}
