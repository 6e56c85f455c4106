import type { Rule } from './rule.js';

const nodeClass = (more: string): string => `
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: general
spec:
  role: node
  amiSelectorTerms:
    - alias: al2023@v20250501
${more}`;

export const maxPodsOverruledByKarpenter: Rule = {
  id: 'max-pods-overruled-by-karpenter',
  severity: 'information',
  summary: 'The user data of an EC2NodeClass counts pods, and Karpenter writes its own number over that.',
  why: `
Karpenter decides how many pods a node takes before it exists, since it plans with that number. It writes it behind the
user data of the EC2NodeClass, so a number or an expression there does nothing. \`spec.kubelet.maxPods\` is what Karpenter
reads. Only \`amiFamily: Custom\` leaves the user data as it is.`,
  bad: nodeClass(`  userData: |
    apiVersion: node.eks.aws/v1alpha1
    kind: NodeConfig
    spec:
      kubelet:
        config:
          maxPods: 58
`),
  good: nodeClass('  kubelet:\n    maxPods: 58\n'),
  sources: [
    'Karpenter, "NodeClasses", spec.userData',
    'aws/karpenter-provider-aws pkg/providers/amifamily/bootstrap',
  ],

  *check({ nodeGroups }) {
    for (const { maker, overruled = [] } of nodeGroups) {
      if (maker !== 'karpenter-class') continue;
      for (const { text, field } of overruled)
        yield {
          span: text.span,
          message: `Karpenter writes a number of its own over ${field} of the user data. Set spec.kubelet.maxPods, which it reads.`,
        };
    }
  },
};
