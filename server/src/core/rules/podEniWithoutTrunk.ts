import type { InstanceType } from '../domain/instances.js';
import { type Cluster, inSight } from '../model/cluster.js';
import { isOn } from '../model/effective.js';
import { type Settings, typeNamed } from '../settings.js';
import { at, type Rule } from './rule.js';
import { decidedBy, nodesOfGroup } from './support/deciding.js';
import { awsNode } from './support/example.js';
import { seeAlso } from './support/fixes.js';
import { onType, typesOf } from './support/instanceTypes.js';
import { linuxTypesIn, makesNodes, oncePerPlace } from './support/nodes.js';

const podEni = awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } });

export const podEniWithoutTrunk: Rule = {
  id: 'pod-eni-without-trunk',
  severity: 'warning',
  summary: '`ENABLE_POD_ENI` is on, and nodes are to be of an instance type that has no trunk ENI.',
  why: `
Pods with security groups of their own sit on branch ENIs, and those on a trunk ENI. Types that run on Xen and the \`t3\`,
\`t3a\`, \`t4g\` and \`u-6tb1\` types have none: their nodes offer no \`vpc.amazonaws.com/pod-eni\`, so a pod that a
SecurityGroupPolicy matches stays Pending unless another node takes it. Looked at are the types that a nodeSelector or a
required node affinity of the DaemonSet names, and those of node groups; where nodes in sight may have a trunk, a group without
one is information.`,
  bad: onType('t3.medium', podEni),
  good: onType('m5.large', podEni),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/aws/vpc/limits.go, IsTrunkingCompatible',
    'aws/amazon-vpc-cni-k8s#3094',
    'aws/containers-roadmap#1554',
    'aws-samples/eks-workshop#1060',
  ],

  *check(facts, settings) {
    for (const install of facts.installs) {
      if (!isOn(install, 'ENABLE_POD_ENI')) continue;
      for (const { value: type, span } of typesOf(install, facts, settings)) {
        if (type.trunking !== false) continue;
        yield {
          ...at({ span }, messageOf(type)),
          related: seeAlso(install, 'ENABLE_POD_ENI', 'Security groups for pods are on here.'),
        };
      }
    }
  },

  echoes: 'elsewhere',
  echoesAt: ['installs'],

  *checkInCluster(facts, cluster, settings) {
    const sight = inSight(cluster);
    const { mode, certain } = sight;
    let isFirst = true;
    if (!mode?.podEni || !certain) return;
    const without = linuxTypesIn(facts, cluster, settings).filter(({ trunking }) => trunking === false);
    const others = without.length > 0 && mayHaveTrunk(cluster, settings);
    for (const type of oncePerPlace(without)) {
      const echo = `${nodesOfGroup(type.name, type.part)} have no trunk ENI: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them.`;
      yield {
        ...at(type.place, messageOf(type)),
        ...(others && { severity: 'information' }),
        of: type.part,
        related: decidedBy(
          sight,
          ['ENABLE_POD_ENI', 'Security groups for pods are on here.'],
          facts,
          isFirst ? echo : undefined,
        ),
      };
      isFirst = false;
    }
  },
};

const messageOf = ({ name }: InstanceType): string =>
  `${name} has no trunk ENI, so its nodes have no branch ENIs: pods with a SecurityGroupPolicy stay Pending unless nodes of another type take them. Choose a type with a trunk ENI.`;

/** Some nodes in sight have a trunk, or may have one. */
const mayHaveTrunk = ({ nodeGroups }: Cluster, settings: Settings): boolean =>
  nodeGroups.some(
    (group) =>
      makesNodes(group) &&
      (!group.typesComplete ||
        group.types.some(({ value }) => typeNamed(value, settings)?.trunking !== false)),
  );
