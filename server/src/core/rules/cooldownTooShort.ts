import { at, type Rule } from './rule.js';
import { switchesIn } from './support/switches.js';
import { rewritten } from './support/written.js';

const configMap = (value: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  branch-eni-cooldown: "${value}"
`;

export const cooldownTooShort: Rule = {
  id: 'cooldown-too-short',
  severity: 'information',
  summary: '`branch-eni-cooldown` is below 30 seconds, and counts as 30.',
  why: `
The VPC resource controller keeps the branch ENI of a pod for a while after the pod is gone, until kube-proxy has forgotten its
address on all nodes. The cool-down is 60 seconds where nobody says otherwise, and never less than 30.`,
  bad: configMap('10'),
  good: configMap('30'),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/provider/branch/cooldown/cooldown.go, GetCoolDownPeriod',
    'aws/amazon-vpc-resource-controller-k8s docs/sgp/sgp_config_options.md',
  ],

  *check(facts) {
    for (const { named } of switchesIn(facts)) {
      const cooldown = named('branch-eni-cooldown');
      if (typeof cooldown?.value !== 'number' || cooldown.value >= LEAST) continue;
      const { text } = cooldown;
      yield at(
        text,
        `${text.value} counts as ${LEAST}: branch ENIs are kept at least so many seconds.`,
        ...rewritten(text, `${LEAST}`, false),
      );
    }
  },
};

const LEAST = 30;
