import { choosing } from '../model/choosing.js';
import { at, type Rule } from './rule.js';
import { eniConfigs, eniConfigsByName } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';
import { linkTo } from './support/links.js';
import { shown } from './support/places.js';

const byZone = (on: string): string =>
  awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: on, ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone' });

export const eniConfigWithoutCustomNetworking: Rule = {
  id: 'eni-config-without-custom-networking',
  severity: 'information',
  summary: 'There are ENIConfigs, and custom networking is off.',
  why: `
ENIConfigs by themselves change nothing: aws-node looks at them where \`AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG\` is \`true\`, and then
only when it makes ENIs. Turn it on, and replace the nodes: those that run keep the ENIs that they have. If it is turned on
by a command, such as \`kubectl set env\`, write it into the manifest as well, or the next \`kubectl apply\` turns it off.

It is said once in a file, at its first ENIConfig, and at the aws-node.`,
  bad: awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"false"' }) + eniConfigs('us-west-2a'),
  good: byZone('"true"') + eniConfigs('us-west-2a'),
  sources: [
    'aws/amazon-vpc-cni-k8s README, AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG',
    'Amazon EKS user guide, "Customize the secondary network interface in Amazon EKS nodes"',
  ],
  echoes: 'elsewhere',
  echoesAt: ['installs'],

  *checkInCluster(facts, cluster) {
    if (facts.eniConfigs.length === 0) return;
    const { isOn, install } = choosing(cluster);
    if (isOn !== false || !install) return;
    const [first] = cluster.eniConfigs;
    if (!first?.name?.value || !cluster.anywhere.complete) return;
    // Those of the file come first, so this is the first of each.
    if (!facts.eniConfigs.includes(first)) return;
    const others = (eniConfigsByName(cluster)?.size ?? 1) - 1;
    const [configs, them] = others > 0 ? [`and ${others} more are`, 'them'] : ['is', 'it'];
    yield {
      ...at(
        first.name,
        'Custom networking is off in the aws-node in sight, so no node takes an ENIConfig. Set AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG to true, and replace the nodes.',
      ),
      of: first,
      related: linkTo(
        install,
        'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG',
        'Custom networking is off here.',
        `Custom networking is off, but the ENIConfig ${shown(first.name.value)} ${configs} in sight: no node takes ${them}.`,
      ),
    };
  },
};
