import type { NodeGroup, PodLimit } from '../model/facts.js';
import type { Rule } from './rule.js';
import { managedGroup } from './support/nodeExamples.js';

export const maxPodsRefusedByEksctl: Rule = {
  id: 'max-pods-refused-by-eksctl',
  severity: 'error',
  summary: 'eksctl refuses `maxPodsPerNode` in this place.',
  why: `
eksctl passes \`maxPodsPerNode\` on in the user data that it writes. For a managed node group with an AMI of its own it writes
none, and refuses the field: the number belongs into \`overrideBootstrapCommand\`. On Bottlerocket it refuses
\`settings.kubernetes.max-pods\` beside the field, which says the same. Releases 0.189 to 0.194 refuse the field for managed
groups on Amazon Linux 2023 as well; that is only a hint.`,
  bad: managedGroup(`
    ami: ami-0123456789abcdef0
    amiFamily: AmazonLinux2
    instanceType: m5.large
    maxPodsPerNode: 20
    overrideBootstrapCommand: |
      #!/bin/bash
      /etc/eks/bootstrap.sh dev`),
  good: managedGroup(`
    ami: ami-0123456789abcdef0
    amiFamily: AmazonLinux2
    instanceType: m5.large
    overrideBootstrapCommand: |
      #!/bin/bash
      /etc/eks/bootstrap.sh dev --use-max-pods false --kubelet-extra-args '--max-pods=20'`),
  sources: [
    'eksctl-io/eksctl pkg/apis/eksctl.io/v1alpha5/validation.go',
    'eksctl-io/eksctl#7928',
    'eksctl-io/eksctl#8037',
  ],

  *check({ nodeGroups }) {
    for (const group of nodeGroups) {
      if (group.maker !== 'eksctl' && group.maker !== 'eksctl-managed') continue;
      const limit = group.podLimits.find(
        ({ field, value }) => field === 'maxPodsPerNode' && (value ?? 0) > 0,
      );
      const refused = limit && refusal(group);
      if (limit && refused) yield { span: limit.text.span, ...refused };
    }
  },
};

function refusal({
  maker,
  image,
  customImage,
  podLimits,
}: NodeGroup): { readonly message: string; readonly severity?: 'hint' } | undefined {
  if (podLimits.some(isOfBottlerocket))
    return {
      message:
        'eksctl refuses maxPodsPerNode beside max-pods of the settings of Bottlerocket, which says the same. Keep one of them.',
    };
  if (maker !== 'eksctl-managed') return undefined;
  if (customImage)
    return {
      message:
        'eksctl refuses maxPodsPerNode in a managed node group with an AMI of its own. Pass the number on to kubelet in overrideBootstrapCommand.',
    };
  return image === 'AL2023'
    ? {
        severity: 'hint',
        message:
          'Releases 0.189 to 0.194 of eksctl refuse maxPodsPerNode in a managed node group with Amazon Linux 2023. Use a newer one.',
      }
    : undefined;
}

const isOfBottlerocket = ({ field }: PodLimit): boolean =>
  field.endsWith('max-pods') && !field.startsWith('--');
