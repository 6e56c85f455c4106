import { isZoneName } from '../domain/zone.js';
import { choosing, isZoneLabel } from '../model/choosing.js';
import type { Cluster } from '../model/cluster.js';
import type { ClusterSetting } from '../model/facts.js';
import { remembered } from '../model/remembered.js';
import { at, type Rule } from './rule.js';
import { mayBeRenamed } from './support/eniConfigs.js';
import { shown } from './support/places.js';

const cluster = `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: dev
  region: us-west-2
vpc:
  id: vpc-0123456789abcdef0
  subnets:
    private:
      us-west-2a: { id: subnet-0a1b2c3d4e5f60718 }
      us-west-2b: { id: subnet-0f9e8d7c6b5a49382 }
---`;

const eniConfig = (subnet: string): string => `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: ${subnet}
  securityGroups:
    - sg-0123456789abcdef0
`;

export const subnetInOtherZone: Rule = {
  id: 'subnet-in-other-zone',
  severity: 'warning',
  summary: 'The ENIConfig of a zone has a subnet that is in another.',
  why: `
A node takes the ENIConfig of its zone, and EC2 attaches only ENIs that are in the zone of the node. With a subnet of another
zone there are no ENIs for pods, and the node stays NotReady. The zones of subnets are those that an eksctl ClusterConfig, a
cluster of kOps or one of Cluster API in sight writes down.`,
  bad: cluster + eniConfig('subnet-0f9e8d7c6b5a49382'),
  good: cluster + eniConfig('subnet-0a1b2c3d4e5f60718'),
  sources: [
    'aws/amazon-vpc-cni-k8s README, custom networking',
    'Amazon EC2 API reference, AttachNetworkInterface',
  ],
  echoes: 'elsewhere',
  echoesAt: ['clusterSettings'],

  *checkInCluster(facts, cluster) {
    const { keys } = choosing(cluster);
    // Where another label chooses, the name may be any.
    if (cluster.installs.length > 0 && !(keys && isZoneLabel(keys.label))) return;
    if (mayBeRenamed(cluster)) return;
    for (const config of facts.eniConfigs) {
      const { name, subnet } = config;
      const place = placesOf(cluster).get(subnet?.value ?? '');
      if (
        !subnet ||
        !place ||
        name?.value === undefined ||
        !isZoneName(name.value) ||
        !isZoneName(place.zone)
      )
        continue;
      if (place.zone === name.value) continue;
      yield {
        ...at(
          subnet,
          `This subnet is in ${place.zone}, and EC2 attaches only ENIs of a node's own zone: nodes in ${name.value} get no ENIs for pods. Name a subnet of ${name.value}.`,
        ),
        of: config,
        related: [
          {
            span: place.span,
            message: `The subnet, in ${place.zone}.`,
            of: place,
            echo: `The ENIConfig ${shown(name.value)} has this subnet, which is in ${place.zone}: nodes in ${name.value} get no ENIs for pods.`,
          },
        ],
      };
    }
  },
};

type Subnet = Extract<ClusterSetting, { readonly kind: 'subnet' }>;

/** By their ids; none that is said to be in two zones. */
const placesOf = remembered(({ settings }: Cluster): ReadonlyMap<string, Subnet> => {
  const places = new Map<string, Subnet>();
  const unsure = new Set<string>();
  for (const setting of settings) {
    if (setting.kind !== 'subnet') continue;
    const before = places.get(setting.id);
    if (before && before.zone !== setting.zone) unsure.add(setting.id);
    else if (!before) places.set(setting.id, setting);
  }
  for (const id of unsure) places.delete(id);
  return places;
});
