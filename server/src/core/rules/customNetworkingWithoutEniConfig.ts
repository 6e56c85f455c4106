import { choosing, DEFAULT_KEY, hasChoosingMarks } from '../model/choosing.js';
import type { Cluster } from '../model/cluster.js';
import { at, type Rule } from './rule.js';
import { eniConfigs } from './support/eniConfigs.js';
import { awsNode } from './support/example.js';
import { placeOf } from './support/fixes.js';
import { managedGroup } from './support/nodeExamples.js';
import { makesNodes } from './support/nodes.js';

const group = managedGroup('\n    instanceType: m5.large');
const byZone = awsNode({
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
});

export const customNetworkingWithoutEniConfig: Rule = {
  id: 'custom-networking-without-eni-config',
  severity: 'information',
  summary: 'Custom networking is on, and no ENIConfig is in sight.',
  why: `
With custom networking aws-node makes ENIs for pods only in the subnet of an ENIConfig. Until there is one for a node, its pods
get no address: current releases exit, and the node stays NotReady. ENIConfigs have to be there before the nodes are.

ENIConfigs are often made by another tool, which knows the subnets. So this is said only where the definition of the cluster,
its node groups and manifests of what runs in it are all in sight, and ENIConfigs are not.`,
  bad: group + byZone,
  good: group + byZone + eniConfigs('eu-west-1a'),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go, MyENIConfig',
    'Amazon EKS user guide, "Customize the secondary network interface in Amazon EKS nodes"',
  ],

  *checkInCluster(facts, cluster) {
    const { isOn, keys } = choosing(cluster);
    if (!isOn || !keys || cluster.eniConfigs.length > 0 || !isWholeInSight(cluster)) return;
    // That they all look for the one called default, another rule says.
    if (keys.label === DEFAULT_KEY && keys.annotation === DEFAULT_KEY && !hasChoosingMarks(cluster)) return;
    for (const install of facts.installs) {
      const place = placeOf(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG');
      if (!place || !cluster.installs.includes(install)) continue;
      yield {
        ...at(
          place,
          'Custom networking is on, and no ENIConfig is in sight: a node stays NotReady until there is one for it. Where another tool makes them, let it do so before there are nodes.',
        ),
        of: install,
      };
    }
  },
};

/** The definition of the cluster, what makes its nodes, and what runs there: ENIConfigs would be near them. */
const isWholeInSight = (cluster: Cluster): boolean =>
  cluster.anywhere.complete === true &&
  cluster.settings.some(({ kind }) => kind === 'cluster') &&
  cluster.nodeGroups.some(makesNodes) &&
  (cluster.installs.some(({ form }) => form === 'manifest') ||
    cluster.workloads.length + cluster.policies.length + cluster.networkPolicies.length > 0);
