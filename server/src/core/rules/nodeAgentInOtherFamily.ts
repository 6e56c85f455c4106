import { effective, UNKNOWN } from '../model/effective.js';
import { agentArgument, agentFlag, networkPolicyIsOn } from '../model/nodeAgent.js';
import { at, type Rule } from './rule.js';
import { argumentText } from './support/agentArguments.js';
import { awsNode } from './support/example.js';
import { seeAlso } from './support/fixes.js';

const IPV6 = {
  ENABLE_IPv4: '"false"',
  ENABLE_IPv6: '"true"',
  ENABLE_PREFIX_DELEGATION: '"true"',
  WARM_PREFIX_TARGET: '"1"',
  ENABLE_V4_EGRESS: '"false"',
  NETWORK_POLICY_ENFORCING_MODE: 'standard',
};
const init = { ENABLE_IPv6: '"true"' };

export const nodeAgentInOtherFamily: Rule = {
  id: 'node-agent-in-other-family',
  severity: 'warning',
  summary: 'The node agent runs for one IP family and aws-node for the other.',
  why: `
With network policy on, the node agent loads programs for the IP family that its argument \`--enable-ipv6\` names, and looks for
the address of the node in that family. It does not look at \`ENABLE_IPv6\` of aws-node: the two have to agree, or policies
do not act on the traffic of pods.`,
  bad: awsNode(IPV6, { init, agent: ['enable-ipv6=false', 'enable-network-policy=true'] }),
  good: awsNode(IPV6, { init, agent: ['enable-ipv6=true', 'enable-network-policy=true'] }),
  sources: [
    'aws/aws-network-policy-agent pkg/config/controller_config.go and main.go',
    'aws/amazon-vpc-cni-k8s charts/aws-vpc-cni/values.yaml, nodeAgent.enableIpv6',
  ],

  *check({ installs }) {
    for (const install of installs) {
      const agent = agentFlag(install, 'enable-ipv6');
      const plugin = effective(install, 'ENABLE_IPv6');
      if (agent === undefined || plugin === UNKNOWN || agent === plugin || !networkPolicyIsOn(install))
        continue;
      const argument = agentArgument(install, 'enable-ipv6');
      const place = argument ?? agentArgument(install, 'enable-network-policy');
      if (!place) continue;
      const [family, other] = plugin ? ['IPv6', 'IPv4'] : ['IPv4', 'IPv6'];
      const span = argument?.valueSpan;
      const wanted = argumentText(install, 'enable-ipv6', `${plugin}`);
      yield {
        ...at(
          place,
          `aws-node is in ${family} mode, but the node agent loads its programs for ${other}. Write ${wanted}.`,
          ...(span
            ? [
                {
                  kind: 'replace',
                  title: `Write ${wanted}`,
                  span,
                  text: `${plugin}`,
                  safe: false,
                } as const,
              ]
            : []),
        ),
        related: seeAlso(install, 'ENABLE_IPv6', `${family} mode.`),
      };
    }
  },
};
