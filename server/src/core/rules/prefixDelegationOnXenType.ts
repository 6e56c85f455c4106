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

const prefixes = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });

export const prefixDelegationOnXenType: Rule = {
  id: 'prefix-delegation-on-xen-type',
  severity: 'warning',
  summary:
    '`ENABLE_PREFIX_DELEGATION` is on, and nodes are to be of an instance type that cannot delegate prefixes.',
  why: `
Instance types that run on Xen (such as \`m4\`, \`c4\`, \`r4\`, \`t2\`, \`p3\`) cannot have prefixes. ipamd logs a warning and goes
back to secondary addresses, a sixteenth of what prefixes would give. When kubelet was told to run 110 pods, most of them
wait for an address. Looked at are the types that a nodeSelector or a required node affinity of the DaemonSet names, and, as
information, those of node groups, which may be few among others.`,
  bad: onType('m4.large', prefixes),
  good: onType('m5.large', prefixes),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, isConfigValid',
    'aws/amazon-vpc-cni-k8s pkg/awsutils/awsutils.go, IsPrefixDelegationSupported',
    'aws/amazon-vpc-cni-k8s#1935',
    'awsdocs/amazon-eks-user-guide#748',
  ],

  *check(facts, settings) {
    for (const install of facts.installs) {
      // In IPv6 mode aws-node exits, which another rule says.
      if (!isOn(install, 'ENABLE_PREFIX_DELEGATION') || isOn(install, 'ENABLE_IPv6')) continue;
      for (const { value: type, span } of typesOf(install, facts, settings)) {
        if (canDelegatePrefixes(type) !== false) continue;
        yield {
          ...at({ span }, messageOf(type)),
          related: seeAlso(install, 'ENABLE_PREFIX_DELEGATION', 'Prefix delegation is on here.'),
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
    if (!mode?.prefixDelegation || mode.ipv6 || !certain) return;
    const onXen = linuxTypesIn(facts, cluster, settings).filter(
      (type) => canDelegatePrefixes(type) === false,
    );
    for (const type of oncePerPlace(onXen)) {
      const echo = `${nodesOfGroup(type.name, type.part)} run on Xen and cannot have prefixes: they go back to secondary addresses.`;
      yield {
        ...at(type.place, messageOf(type)),
        severity: 'information',
        of: type.part,
        related: decidedBy(
          sight,
          ['ENABLE_PREFIX_DELEGATION', 'Prefix delegation is on here.'],
          facts,
          isFirst ? echo : undefined,
        ),
      };
      isFirst = false;
    }
  },
};

const messageOf = ({ name }: InstanceType): string =>
  `${name} runs on Xen and cannot have prefixes: in IPv4 mode its nodes go back to secondary addresses, a sixteenth of what prefixes give. Choose a Nitro type, or count on fewer pods.`;
