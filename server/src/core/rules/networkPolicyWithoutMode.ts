import { atLeast } from '../domain/versions.js';
import { containerOf, settingOf, textOf } from '../model/effective.js';
import { agentArgument, networkPolicyIsOn } from '../model/nodeAgent.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { setTo } from './support/fixes.js';

const agent = ['enable-network-policy=true'];

export const networkPolicyWithoutMode: Rule = {
  id: 'network-policy-without-mode',
  severity: 'error',
  summary: 'Network policy is on, and `NETWORK_POLICY_ENFORCING_MODE` is missing or `none`.',
  why: `
When it starts with \`--enable-network-policy=true\`, the node agent asks ipamd for the mode. ipamd passes on what
\`NETWORK_POLICY_ENFORCING_MODE\` of aws-node says, and the agent exits unless that is \`standard\` or \`strict\`. The README
calls \`standard\` the default, but only upstream's manifest sets it: an absent variable is none at all. Before 1.20.0 it
meant \`standard\`.`,
  bad: awsNode({}, { agent }),
  good: awsNode({ NETWORK_POLICY_ENFORCING_MODE: 'standard' }, { agent }),
  sources: [
    'aws/aws-network-policy-agent main.go, getNetworkPolicyConfigsFromIpamd',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, NETWORK_POLICY_ENFORCING_MODE',
    'aws/amazon-vpc-cni-k8s#3254',
  ],

  *check({ installs }) {
    for (const install of installs) {
      const argument = agentArgument(install, 'enable-network-policy');
      if (!argument || !networkPolicyIsOn(install) || !atLeast(install.release, '1.20.0')) continue;
      // Older agents do not ask.
      if (!atLeast(containerOf(install, 'aws-eks-nodeagent')?.version, '1.2.0')) continue;
      const mode = textOf(install, 'NETWORK_POLICY_ENFORCING_MODE');
      const isNone = typeof mode === 'string' && mode.toLowerCase() === 'none';
      if (mode !== undefined && !isNone) continue;
      const place = settingOf(install, 'NETWORK_POLICY_ENFORCING_MODE')?.value ?? argument;
      yield {
        ...at(
          place,
          isNone
            ? 'Network policy is on, and the node agent exits unless this is standard or strict.'
            : 'The node agent exits, as NETWORK_POLICY_ENFORCING_MODE of aws-node is missing. Set it to "standard".',
          setTo(install, 'NETWORK_POLICY_ENFORCING_MODE', 'standard', { safe: !isNone }),
        ),
        related: isNone ? [{ span: argument.span, message: 'Network policy is on here.' }] : [],
      };
    }
  },
};
