import { capacityOf } from '../domain/proposedTargets.js';
import { effective, UNKNOWN } from '../model/effective.js';
import type { Install } from '../model/facts.js';
import type { NodePool } from '../model/nodePool.js';
import { managesPool } from '../model/pool.js';
import { at, type Fix, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, setTo } from './support/fixes.js';
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
      // MAX_ENI leaves no ENI for pods, of which another rule speaks.
      if (capacityOf(largest.node) === 0) continue;
      yield at(
        place,
        `${subject(largest, pools)} holds ${capacityOf(largest.node)} pod addresses at most, so the minimum is never reached. Set it to what a node needs.`,
        ...(differ(pools)
          ? forAll(install, pools, settings.podsPerNode)
          : proposal(install, largest, settings)),
      );
    }
  },
};

const differ = (pools: readonly NodePool[]): boolean =>
  new Set(pools.map(({ node }) => capacityOf(node))).size > 1;

function subject({ type }: NodePool, pools: readonly NodePool[]): string {
  if (differ(pools)) return `Even ${type}, which holds the most of these types,`;
  const names = [...new Set(pools.map((pool) => pool.type))];
  return names.length > 3
    ? `Each of the ${names.length} types in sight`
    : `A node of type ${names.join(' or ')}`;
}

/** A minimum that even the smallest nodes hold without all of their addresses. */
function forAll(install: Install, pools: readonly NodePool[], expected = Number.POSITIVE_INFINITY): Fix[] {
  // All have the targets of the one aws-node. Without a warm one, the pods above the minimum would get no address.
  const warm = pools[0]?.targets.warmIp ?? 0;
  const room = pools.map(({ node }) => capacityOf(node) - Math.max(warm, node.prefixes ? 16 : 1));
  const minimum = Math.min(...room, expected);
  return warm < 1 || minimum < warm ? [] : [setTo(install, 'MINIMUM_IP_TARGET', `${minimum}`)];
}
