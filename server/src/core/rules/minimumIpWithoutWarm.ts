import { capacityOf } from '../domain/proposedTargets.js';
import { settled } from '../domain/warmPool.js';
import { effective, isOn, UNKNOWN } from '../model/effective.js';
import type { NodePool } from '../model/nodePool.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';
import { addresses, allPoolsOf, pods, poolsOf, proposal } from './support/pools.js';

export const minimumIpWithoutWarm: Rule = {
  id: 'minimum-ip-without-warm',
  severity: 'warning',
  summary: '`MINIMUM_IP_TARGET` is set and `WARM_IP_TARGET` is not.',
  why: `
As soon as one of the two is above zero, \`WARM_ENI_TARGET\` and \`WARM_PREFIX_TARGET\` no longer make the pool grow. With the
minimum alone nothing does once the minimum is reached: the pool stays at that many addresses, and every pod beyond
them waits for an address that never comes. With prefix delegation the minimum is rounded up to whole prefixes of 16.

A \`WARM_IP_TARGET\` of 1 or more keeps the pool ahead of the pods. Leave it at zero only where the kubelet's max pods keeps
nodes below the minimum.`,
  bad: awsNode({ MINIMUM_IP_TARGET: '"20"' }),
  good: awsNode({ MINIMUM_IP_TARGET: '"20"', WARM_IP_TARGET: '"5"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, datastoreTargetState',
    'aws/amazon-vpc-cni-k8s#1270',
    'aws/amazon-vpc-cni-k8s#2739',
    'aws/amazon-vpc-cni-k8s#3685',
  ],

  *checkInCluster(facts, cluster, settings) {
    for (const install of facts.installs) {
      const minimum = effective(install, 'MINIMUM_IP_TARGET');
      if (minimum === UNKNOWN || minimum < 1 || effective(install, 'WARM_IP_TARGET') !== 0) continue;
      const place = placeOf(install, 'MINIMUM_IP_TARGET');
      if (!place || !managesPool(install)) continue;
      const prefixes = isOn(install, 'ENABLE_PREFIX_DELEGATION');
      const size = addresses(prefixes ? Math.ceil(minimum / 16) * 16 : minimum);
      const others = prefixes ? 'WARM_PREFIX_TARGET' : 'WARM_ENI_TARGET';
      const all = allPoolsOf(install, facts, cluster, settings);
      // It is as much as the nodes can have: there are no further pods.
      if (all.length > 0 && all.every(({ node }) => minimum >= capacityOf(node))) continue;
      const starved = mostStarved(poolsOf(install, facts, cluster, settings));
      const what = starved
        ? `On ${starved.pool.type} the pool stops at ${addresses(starved.held)} and ${starved.waiting} of ${pods(starved.pool.pods)} get none`
        : `The pool stops at ${size} and further pods get none`;
      yield {
        ...at(
          place,
          `${what}, since this switches ${others} off. Set WARM_IP_TARGET to 1 or more.`,
          setTo(install, 'WARM_IP_TARGET', '5'),
          ...(starved ? proposal(install, starved.pool, settings) : []),
        ),
        related: [
          ...seeAlso(install, 'WARM_IP_TARGET', 'No address is kept warm here.'),
          ...seeAlso(install, others, 'Does not make the pool grow beside MINIMUM_IP_TARGET.'),
        ],
      };
    }
  },
};

/** The pool in which most pods wait when the node is full. */
function mostStarved(
  pools: readonly NodePool[],
): { readonly pool: NodePool; readonly held: number; readonly waiting: number } | undefined {
  return pools
    .flatMap((pool) => {
      const full = settled(pool.node, pool.targets, pool.pods);
      return full && full.waiting > 0 ? [{ pool, held: full.addresses, waiting: full.waiting }] : [];
    })
    .sort((a, b) => b.waiting - a.waiting)[0];
}
