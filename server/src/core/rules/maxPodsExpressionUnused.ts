import type { Rule } from './rule.js';

const nodeConfig = (kubelet: string): string => `
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  cluster:
    name: dev
    apiServerEndpoint: https://example.com
    certificateAuthority: Y2VydGlmaWNhdGVBdXRob3JpdHk=
    cidr: 10.100.0.0/16
  kubelet:
${kubelet}`;

export const maxPodsExpressionUnused: Rule = {
  id: 'max-pods-expression-unused',
  severity: 'information',
  summary: '`maxPodsExpression` stands beside a number of pods, which wins.',
  why: `
nodeadm counts pods with \`maxPodsExpression\`, but \`maxPods\` of the kubelet configuration beside it is what kubelet gets. The
expression then only decides how much memory is kept back for kubelet, 11 MiB for each pod that it comes to, so that figure no longer fits the pods.
Keep one of the two.`,
  bad: nodeConfig(`    maxPodsExpression: "max_pods - 5"
    config:
      maxPods: 110
`),
  good: nodeConfig(`    maxPodsExpression: "max_pods - 5"
`),
  sources: [
    'awslabs/amazon-eks-ami nodeadm/doc/api.md',
    'awslabs/amazon-eks-ami nodeadm/internal/kubelet/config.go',
  ],

  *check({ nodeGroups }) {
    for (const { podLimits } of nodeGroups) {
      const expression = podLimits.findIndex(({ field }) => field === 'maxPodsExpression');
      const unused = podLimits[expression];
      // Those in front of it beat it.
      const winner = podLimits.slice(0, Math.max(0, expression)).find(({ form }) => form === 'number');
      if (!unused || !winner) continue;
      const number = winner.value === undefined ? '' : ` of ${winner.value}`;
      yield {
        span: unused.text.span,
        message: `kubelet gets the ${winner.field}${number} beside it, and not what this comes to: it only sets how much memory is kept back for kubelet. Keep one of the two.`,
      };
    }
  },
};
