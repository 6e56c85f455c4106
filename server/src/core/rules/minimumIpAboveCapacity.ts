import { capacityOf } from '../domain/proposedTargets.js';
import { effective, UNKNOWN } from '../model/effective.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf } from './support/fixes.js';
import { onType } from './support/instanceTypes.js';
import { allPoolsOf, proposal } from './support/pools.js';

export const minimumIpAboveCapacity: Rule = {
  id: 'minimum-ip-above-capacity',
  severity: 'warning',
  summary: '`MINIMUM_IP_TARGET` is more than a node of this instance type can hold.',
  why: `
A node has as many pod addresses as its ENIs carry. A minimum above that is never reached: ipamd takes every address the
node can have and goes on asking for more. Nodes may be of any type, so only the type selected in the settings is looked
at, else those that the DaemonSet itself is restricted to, else those of node groups in sight.`,
  bad: onType('m5.large', awsNode({ MINIMUM_IP_TARGET: '"50"', WARM_IP_TARGET: '"5"' })),
  good: onType('m5.large', awsNode({ MINIMUM_IP_TARGET: '"20"', WARM_IP_TARGET: '"5"' })),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, datastoreTargetState',
    'aws/amazon-vpc-cni-k8s misc/eni-max-pods.txt',
  ],

  *checkInCluster(facts, cluster, settings) {
    for (const install of facts.installs) {
      const minimum = effective(install, 'MINIMUM_IP_TARGET');
      const place = placeOf(install, 'MINIMUM_IP_TARGET');
      if (minimum === UNKNOWN || minimum < 1 || !place || !managesPool(install)) continue;
      const pools = allPoolsOf(install, facts, cluster, settings);
      const [largest] = [...pools].sort((a, b) => capacityOf(b.node) - capacityOf(a.node));
      if (!largest || minimum <= capacityOf(largest.node)) continue;
      const names = [...new Set(pools.map(({ type }) => type))];
      const types = names.length > 3 ? `${largest.type} (the largest in sight)` : names.join(' or ');
      yield at(
        place,
        `A node of type ${types} holds ${capacityOf(largest.node)} pod addresses at most, so the minimum is never reached. Set it to what a node needs.`,
        ...proposal(install, largest, settings),
      );
    }
  },
};
