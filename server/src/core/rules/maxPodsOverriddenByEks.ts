import type { Rule } from './rule.js';
import { managedGroup } from './support/nodeExamples.js';

export const maxPodsOverriddenByEks: Rule = {
  id: 'max-pods-overridden-by-eks',
  severity: 'information',
  summary:
    '`maxPodsPerNode`, or `--max-pods` in a script, does nothing in a managed node group with Amazon Linux 2.',
  why: `
eksctl writes \`maxPodsPerNode\` into kubelet's configuration file. With Amazon Linux 2 and no AMI of its own, EKS starts the
kubelet of a managed node group with the flag \`--max-pods\` and a number that EKS counted, and a flag beats the file. Nor does
\`--max-pods\` in \`KUBELET_EXTRA_ARGS\` reach it, as long as the script leaves \`USE_MAX_PODS\` on: the number of EKS comes last. Amazon Linux 2023 and Bottlerocket
take the number that is written; an AMI of one's own is started by one's own command.`,
  bad: managedGroup(`
    amiFamily: AmazonLinux2
    instanceType: m5.large
    maxPodsPerNode: 20`),
  good: managedGroup(`
    amiFamily: Bottlerocket
    instanceType: m5.large
    maxPodsPerNode: 20`),
  sources: [
    'eksctl-io/eksctl#5134',
    'eksctl-io/eksctl#5337',
    'terraform-aws-modules/terraform-aws-eks#2183',
    'terraform-aws-modules/terraform-aws-eks#1770',
  ],

  *check({ nodeGroups }) {
    for (const { maker, image, customImage, ownCount, podLimits } of nodeGroups) {
      if (maker !== 'eksctl-managed' || image !== 'AL2' || customImage || ownCount === 'off') continue;
      for (const { field, text, value = 0 } of podLimits) {
        const message = MESSAGES.get(field);
        if (!message || value <= 0) continue;
        yield {
          span: text.span,
          message: `${message} on Amazon Linux 2. Use Amazon Linux 2023, Bottlerocket, or an AMI of your own.`,
          // Whoever writes a script for it needs the number.
          ...(field === '--max-pods' && { severity: 'warning' }),
        };
      }
    }
  },
};

const MESSAGES: ReadonlyMap<string, string> = new Map([
  [
    'maxPodsPerNode',
    'EKS starts kubelet with a number that it counts by itself, and that flag beats maxPodsPerNode',
  ],
  ['--max-pods', 'EKS starts kubelet with a number that it counts by itself, behind all that a script sets,'],
]);
