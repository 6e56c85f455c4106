import { settled } from '../domain/warmPool.js';
import { effective, UNKNOWN } from '../model/effective.js';
import type { NodePool } from '../model/nodePool.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule, type Settings } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso } from './support/fixes.js';
import { addresses, pods, poolsOf, proposal } from './support/pools.js';

export const warmIpAboveMinimum: Rule = {
  id: 'warm-ip-above-minimum',
  severity: 'warning',
  summary: '`WARM_IP_TARGET` is above `MINIMUM_IP_TARGET`, which then has no effect.',
  why: `
\`WARM_IP_TARGET\` counts free addresses, \`MINIMUM_IP_TARGET\` all of them. A node that keeps 20 free never has fewer than 20,
so a minimum of 5 is never the larger demand. A large warm target meant as a floor costs twice: with 20 pods the node
holds 40 addresses. For a floor, set the minimum to the pods you expect and the warm target to a few.`,
  bad: awsNode({ WARM_IP_TARGET: '"20"', MINIMUM_IP_TARGET: '"5"' }),
  good: awsNode({ WARM_IP_TARGET: '"5"', MINIMUM_IP_TARGET: '"20"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, datastoreTargetState',
    'aws/amazon-vpc-cni-k8s#853',
    'giantswarm/k8scloudconfig#650',
  ],

  *checkInCluster(facts, cluster, settings) {
    for (const install of facts.installs) {
      const warm = effective(install, 'WARM_IP_TARGET');
      const minimum = effective(install, 'MINIMUM_IP_TARGET');
      if (warm === UNKNOWN || minimum === UNKNOWN || minimum < 1 || warm <= minimum) continue;
      const place = placeOf(install, 'WARM_IP_TARGET');
      if (!place || !managesPool(install)) continue;
      const [pool] = poolsOf(install, facts, cluster, settings);
      yield {
        ...at(
          place,
          `With ${warm} addresses always free, a minimum of ${minimum} has no effect.${pool ? costs(pool, settings) : ''} For a floor, raise MINIMUM_IP_TARGET to the pods you expect and keep this small.`,
          ...(pool ? proposal(install, pool, settings) : []),
        ),
        related: seeAlso(install, 'MINIMUM_IP_TARGET', 'Never the larger demand.'),
      };
    }
  },
};

/** What a node of the type holds idle, and with the pods to expect. */
function costs({ type, node, targets, pods: most }: NodePool, { podsPerNode }: Settings): string {
  const usual = Math.min(podsPerNode ?? Math.floor(most / 2), most);
  const [idle, busy] = [0, usual].map((count) => settled(node, targets, count)?.addresses);
  return idle === undefined || busy === undefined
    ? ''
    : ` On ${type} an idle node holds ${addresses(idle)}, one with ${pods(usual)} ${busy}.`;
}
