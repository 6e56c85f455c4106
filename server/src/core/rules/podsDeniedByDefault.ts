import { effective } from '../model/effective.js';
import { agentArgument, networkPolicyIsOn } from '../model/nodeAgent.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, setTo } from './support/fixes.js';

const agent = ['enable-network-policy=true'];

export const podsDeniedByDefault: Rule = {
  id: 'pods-denied-by-default',
  severity: 'information',
  summary: 'Network policies are in strict mode: a pod without one can talk to nobody.',
  why: `
In strict mode a new pod may neither send nor receive until a policy allows it, and that goes for add-ons in \`kube-system\` such
as CoreDNS too; only pods in the host's network are exempt. Roll policies out to all namespaces first. In standard
mode a pod without a policy is free.`,
  bad: awsNode({ NETWORK_POLICY_ENFORCING_MODE: 'strict' }, { agent }),
  good: awsNode({ NETWORK_POLICY_ENFORCING_MODE: 'standard' }, { agent }),
  sources: [
    'aws/amazon-vpc-cni-k8s README.md, NETWORK_POLICY_ENFORCING_MODE',
    'aws/aws-network-policy-agent#288',
    'aws/aws-network-policy-agent#635',
  ],

  *check({ installs }) {
    for (const install of installs) {
      if (effective(install, 'NETWORK_POLICY_ENFORCING_MODE') !== 'strict') continue;
      const place = placeOf(install, 'NETWORK_POLICY_ENFORCING_MODE');
      const argument = agentArgument(install, 'enable-network-policy');
      if (!place || !argument || !networkPolicyIsOn(install)) continue;
      yield {
        ...at(
          place,
          'In strict mode a pod without a network policy can talk to nobody. Add-ons in kube-system need policies too.',
          setTo(install, 'NETWORK_POLICY_ENFORCING_MODE', 'standard'),
        ),
        related: [{ span: argument.span, message: 'Network policy is on here.' }],
      };
    }
  },
};
