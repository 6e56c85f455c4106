import type { Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { faultFinding, faultyTexts } from './support/faults.js';

export const ignoredValue: Rule = {
  id: 'ignored-value',
  severity: 'warning',
  summary: 'The plugin cannot use this value and runs with its default.',
  why: `
The plugin reads booleans with Go's \`ParseBool\` (\`1 t T TRUE true True\` and \`0 f F FALSE false False\`) and numbers with
\`Atoi\` (plain digits, no blanks, no unit). It compares words of a fixed set, some of them in the exact case. Anything else
leaves a line in a log at most, and the default counts: \`yes\`, \`on\` or a negative target do not do what they say.`,
  bad: awsNode({ AWS_VPC_K8S_CNI_EXTERNALSNAT: '"yes"' }),
  good: awsNode({ AWS_VPC_K8S_CNI_EXTERNALSNAT: '"true"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s utils/utils.go',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go',
    'aws/amazon-vpc-cni-k8s#1524',
  ],

  *check(facts) {
    for (const faulty of faultyTexts(facts, 'default')) yield faultFinding(faulty);
  },
};
