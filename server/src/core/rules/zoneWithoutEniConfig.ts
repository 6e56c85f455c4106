import { isZoneName, regionOf } from '../domain/zone.js';
import { choiceOf, choosing, isZoneLabel } from '../model/choosing.js';
import type { EniConfig } from '../model/facts.js';
import { remembered } from '../model/remembered.js';
import { at, type Rule } from './rule.js';
import { eniConfigs, eniConfigsByName } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';
import { linksToConfigs, linkTo } from './support/links.js';
import { isIn, nodesOf } from './support/nodes.js';

const byZone = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
});

const group = `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: us-west-2
managedNodeGroups:
  - name: general
    instanceType: m5.large
    availabilityZones: [us-west-2a, us-west-2b]
---`;

export const zoneWithoutEniConfig: Rule = {
  id: 'zone-without-eni-config',
  severity: 'warning',
  summary: 'Nodes can be in a zone that has no ENIConfig.',
  why: `
With custom networking and \`ENI_CONFIG_LABEL_DEF\` set to \`topology.kubernetes.io/zone\`, a node takes the ENIConfig named
after its zone. Where there is none aws-node cannot make ENIs for pods: current releases exit with "Failed to attach any ENIs
for custom networking", and the node stays NotReady. The ENIConfig called \`default\` does not step in, since every node has
the label. Add one for each zone that node groups name, before there are nodes in it.

Compared are the zones of node groups and the ENIConfigs in sight, as soon as one of these is of the same region.`,
  bad: group + byZone + eniConfigs('us-west-2a'),
  good: group + byZone + eniConfigs('us-west-2a', 'us-west-2b'),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, GetNodeSpecificENIConfigName',
    'aws/amazon-vpc-cni-k8s#884',
    'aws/amazon-vpc-cni-k8s#2683',
  ],
  echoes: 'elsewhere',
  echoesAt: ['eniConfigs'],

  *checkInCluster(facts, cluster, settings) {
    if (facts.nodeGroups.length === 0) return;
    const { isOn, keys, install } = choosing(cluster);
    const configs = eniConfigsByName(cluster);
    if (!isOn || !keys || !install || !isZoneLabel(keys.label) || !configs) return;
    const regions = regionsOf(configs);
    const told = new Set<number>();
    for (const nodes of nodesOf(facts, cluster, settings)) {
      const choice = nodes.windows ? undefined : choiceOf(nodes.parts, cluster, keys);
      if (choice?.by !== 'zone' || !isIn(choice.part, facts)) continue;
      for (const zone of choice.zones) {
        const { value, span } = zone;
        // Those of another region are of another cluster.
        if (!isZoneName(value) || configs.has(value) || !regions.has(regionOf(value)) || told.has(span.start))
          continue;
        told.add(span.start);
        const near = [...configs.values()].filter(
          ({ name }) => regionOf(name?.value ?? '') === regionOf(value),
        );
        const who = nodes.group.name ? `Nodes of ${nodes.group.name.value}` : 'Nodes';
        yield {
          ...at(
            zone,
            `No ENIConfig in sight is called ${value}: nodes there stay NotReady, since aws-node has no subnet for their pods. Add one, named after the zone.`,
          ),
          of: choice.part,
          related: [
            ...linkTo(install, 'ENI_CONFIG_LABEL_DEF', 'Nodes take the ENIConfig that this label names.'),
            ...linksToConfigs(near, `${who} can be in ${value}, for which no ENIConfig is in sight.`),
          ],
        };
      }
    }
  },
};

const regionsOf = remembered(
  (configs: ReadonlyMap<string, EniConfig>): ReadonlySet<string> =>
    new Set([...configs.keys()].filter(isZoneName).map(regionOf)),
);
