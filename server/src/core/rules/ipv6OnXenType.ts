import type { InstanceType } from '../domain/instances.js';
import { canDelegatePrefixes } from '../domain/maxPods.js';
import { inSight } from '../model/cluster.js';
import { isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { decidedBy, nodesOfGroup } from './support/deciding.js';
import { awsNode } from './support/example.js';
import { seeAlso } from './support/fixes.js';
import { onType, typesOf } from './support/instanceTypes.js';
import { linuxTypesIn, oncePerPlace } from './support/nodes.js';

const ipv6 = awsNode(
  {
    ENABLE_IPv4: '"false"',
    ENABLE_IPv6: '"true"',
    ENABLE_PREFIX_DELEGATION: '"true"',
    WARM_PREFIX_TARGET: '"1"',
  },
  { init: { ENABLE_IPv6: '"true"' } },
);

export const ipv6OnXenType: Rule = {
  id: 'ipv6-on-xen-type',
  severity: 'error',
  summary: 'IPv6 mode is on, and nodes are to be of an instance type that cannot delegate prefixes.',
  why: `
In IPv6 mode pods get their addresses from a prefix on the primary ENI. Instance types that run on Xen (such as \`m4\`, \`c4\`,
\`r4\`, \`t2\`, \`p3\`) cannot have prefixes: ipamd refuses the configuration there, aws-node is restarted for ever, and the node
stays NotReady. Looked at are the types that a nodeSelector or a required node affinity of the DaemonSet names, and those of
node groups.`,
  bad: onType('m4.large', ipv6),
  good: onType('m5.large', ipv6),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, isConfigValid',
    'aws/amazon-vpc-cni-k8s pkg/awsutils/awsutils.go, IsPrefixDelegationSupported',
    'aws/amazon-vpc-cni-k8s#1929',
    'aws/amazon-vpc-cni-k8s#1935',
  ],

  *check(facts, settings) {
    for (const install of facts.installs) {
      if (!isOn(install, 'ENABLE_IPv6')) continue;
      for (const { value: type, span } of typesOf(install, facts, settings)) {
        if (canDelegatePrefixes(type) !== false) continue;
        yield {
          ...at({ span }, messageOf(type)),
          related: seeAlso(install, 'ENABLE_IPv6', 'IPv6 mode is on here.'),
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
    if (!mode?.ipv6 || !certain) return;
    const onXen = linuxTypesIn(facts, cluster, settings).filter(
      (type) => canDelegatePrefixes(type) === false,
    );
    for (const type of oncePerPlace(onXen)) {
      const echo = `IPv6 mode needs prefixes, which ${nodesOfGroup(type.name, type.part)} cannot have because they run on Xen: aws-node exits there.`;
      const decided = ['ENABLE_IPv6', 'IPv6 mode is on here.'] as const;
      yield {
        ...at(type.place, messageOf(type)),
        of: type.part,
        related: decidedBy(sight, decided, facts, isFirst ? echo : undefined),
      };
      isFirst = false;
    }
  },
};

const messageOf = ({ name }: InstanceType): string =>
  `IPv6 mode needs prefixes, which ${name} cannot have because it runs on Xen: aws-node exits there. Choose a Nitro type.`;
