import { VARIABLES } from '../domain/variables.js';
import { isOn, isRead, settingOf } from '../model/effective.js';
import { agentArgument, networkPolicyIsOn } from '../model/nodeAgent.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, setTo } from './support/fixes.js';

const IPV6 = {
  ENABLE_IPv4: '"false"',
  ENABLE_IPv6: '"true"',
  ENABLE_PREFIX_DELEGATION: '"true"',
  WARM_PREFIX_TARGET: '"1"',
  NETWORK_POLICY_ENFORCING_MODE: 'standard',
};
const rest = { init: { ENABLE_IPv6: '"true"' }, agent: ['enable-ipv6=true', 'enable-network-policy=true'] };

export const ipv4EgressNotFiltered: Rule = {
  id: 'ipv4-egress-not-filtered',
  severity: 'information',
  summary: 'In this IPv6 cluster the IPv4 traffic of pods escapes network policies.',
  why: `
In IPv6 mode each pod also has an IPv4 interface for what it sends to IPv4 addresses, unless \`ENABLE_V4_EGRESS\` is
\`"false"\`. The node agent acts on the main interface only, so policies for egress do not stop IPv4. Where pods need no IPv4
outside the cluster, turn it off; otherwise filter it at the NAT gateway or in the VPC.`,
  bad: awsNode(IPV6, rest),
  good: awsNode({ ...IPV6, ENABLE_V4_EGRESS: '"false"' }, rest),
  sources: ['aws/amazon-vpc-cni-k8s README.md, ENABLE_V4_EGRESS'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_IPv6') || !isOn(install, 'ENABLE_V4_EGRESS')) continue;
      if (!networkPolicyIsOn(install) || !isRead(VARIABLES.ENABLE_V4_EGRESS, install.release)) continue;
      const written = settingOf(install, 'ENABLE_V4_EGRESS');
      const place = placeOf(install, written ? 'ENABLE_V4_EGRESS' : 'ENABLE_IPv6');
      const argument = agentArgument(install, 'enable-network-policy');
      if (!place || !argument) continue;
      yield {
        ...at(
          place,
          'Network policies do not act on the IPv4 interface that pods have for outbound traffic. Set ENABLE_V4_EGRESS to "false" if they need no IPv4.',
          setTo(install, 'ENABLE_V4_EGRESS', 'false'),
        ),
        related: [{ span: argument.span, message: 'Network policy is on here.' }],
      };
    }
  },
};
