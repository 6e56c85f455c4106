import { isOn } from '../model/effective.js';
import { agentArgument, networkPolicyIsOn } from '../model/nodeAgent.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, setTo } from './support/fixes.js';

const MODE = { NETWORK_POLICY_ENFORCING_MODE: 'standard' };
const agent = ['enable-network-policy=true'];

export const bandwidthPluginWithNetworkPolicy: Rule = {
  id: 'bandwidth-plugin-with-network-policy',
  severity: 'warning',
  summary: 'The bandwidth plugin and network policy are both on.',
  why: `
Both hang their programs on the traffic control hooks of a pod's interface, and there is room for one: with the bandwidth
plugin in place network policies are not enforced. Use one of the two.`,
  bad: awsNode({ ...MODE, ENABLE_BANDWIDTH_PLUGIN: '"true"' }, { agent }),
  good: awsNode({ ...MODE, ENABLE_BANDWIDTH_PLUGIN: '"false"' }, { agent }),
  sources: ['aws/amazon-vpc-cni-k8s#2572', 'aws/aws-network-policy-agent#68'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_BANDWIDTH_PLUGIN') || !networkPolicyIsOn(install)) continue;
      const place = placeOf(install, 'ENABLE_BANDWIDTH_PLUGIN');
      const argument = agentArgument(install, 'enable-network-policy');
      if (!place || !argument) continue;
      yield {
        ...at(
          place,
          'With the bandwidth plugin network policies are not enforced, since both need the same hooks. Turn one of the two off.',
          setTo(install, 'ENABLE_BANDWIDTH_PLUGIN', 'false'),
        ),
        related: [{ span: argument.span, message: 'Network policy is on here.' }],
      };
    }
  },
};
