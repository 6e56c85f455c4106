import type { Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { faultFinding, faultyTexts } from './support/faults.js';

export const fatalValue: Rule = {
  id: 'fatal-value',
  severity: 'error',
  summary: 'The container exits when it starts, because of this value.',
  why: `
Most values that the plugin cannot read are passed over. A few are checked when the container starts, and a wrong one ends
it: the pod is restarted for ever, the node stays NotReady and no pod on it gets an address. Among them are the MTUs
(\`AWS_VPC_ENI_MTU\`, \`POD_MTU\`), \`AWS_VPC_K8S_CNI_VETHPREFIX\`, \`AWS_VPC_K8S_PLUGIN_LOG_FILE\`, \`IP_COOLDOWN_PERIOD\` and
\`NETWORK_POLICY_ENFORCING_MODE\`. A quote or a backslash in a text that is copied into the conflist has the same effect.`,
  bad: awsNode({ AWS_VPC_ENI_MTU: '"9100"' }),
  good: awsNode({ AWS_VPC_ENI_MTU: '"9001"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni/main.go, validateEnvVars',
    'aws/amazon-vpc-cni-k8s#1248',
    'aws/amazon-vpc-cni-k8s#1475',
    'aws/amazon-vpc-cni-k8s#665',
  ],

  *check(facts) {
    for (const faulty of faultyTexts(facts, 'exits')) yield faultFinding(faulty);
  },
};
