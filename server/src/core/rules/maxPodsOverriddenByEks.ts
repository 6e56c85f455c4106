import type { Rule } from './rule.js';
import { managedGroup } from './support/nodeExamples.js';

export const maxPodsOverriddenByEks: Rule = {
  id: 'max-pods-overridden-by-eks',
  severity: 'information',
  summary: '`maxPodsPerNode` does nothing in a managed node group with Amazon Linux 2.',
  why: `
eksctl writes \`maxPodsPerNode\` into kubelet's configuration file. With Amazon Linux 2 and no AMI of its own, EKS starts the
kubelet of a managed node group with the flag \`--max-pods\` and a number that EKS counted, and a flag beats the file. Amazon Linux 2023 and Bottlerocket
take the number that is written; an AMI of one's own is started by one's own command.`,
  bad: managedGroup(`
    amiFamily: AmazonLinux2
    instanceType: m5.large
    maxPodsPerNode: 20`),
  good: managedGroup(`
    amiFamily: Bottlerocket
    instanceType: m5.large
    maxPodsPerNode: 20`),
  sources: ['eksctl-io/eksctl#5134', 'eksctl-io/eksctl#5337'],

  *check({ nodeGroups }) {
    for (const { maker, image, customImage, podLimits } of nodeGroups) {
      if (maker !== 'eksctl-managed' || image !== 'AL2' || customImage) continue;
      const limit = podLimits.find(({ field }) => field === 'maxPodsPerNode');
      if (!limit || (limit.value ?? 0) <= 0) continue;
      yield {
        span: limit.text.span,
        message:
          'EKS starts kubelet with a number that it counts by itself, and that flag beats maxPodsPerNode on Amazon Linux 2. Use Amazon Linux 2023, Bottlerocket, or an AMI of your own.',
      };
    }
  },
};
