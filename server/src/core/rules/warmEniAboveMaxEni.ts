import { settled } from '../domain/warmPool.js';
import type { NodePool } from '../model/nodePool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso } from './support/fixes.js';
import { addresses, outOfReach, poolsOf, proposal } from './support/pools.js';

export const warmEniAboveMaxEni: Rule = {
  id: 'warm-eni-above-max-eni',
  severity: 'information',
  summary: '`WARM_ENI_TARGET` asks for more ENIs than `MAX_ENI` allows.',
  why: `
\`WARM_ENI_TARGET\` counts ENIs worth of free addresses. When \`MAX_ENI\` leaves no more ENIs for pods than that, the target
is out of reach as soon as one pod runs: the node always holds every address it can have, as with any larger
number.`,
  bad: awsNode({ WARM_ENI_TARGET: '"4"', MAX_ENI: '"3"' }),
  good: awsNode({ WARM_ENI_TARGET: '"1"', MAX_ENI: '"3"' }),
  sources: ['aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, isDatastorePoolTooLow and hasRoomForEni'],

  *checkInCluster(facts, cluster, settings) {
    for (const install of facts.installs) {
      const usable = outOfReach(install);
      const place = placeOf(install, 'WARM_ENI_TARGET');
      if (usable === undefined || !place) continue;
      const [pool] = poolsOf(install, facts, cluster, settings);
      yield {
        ...at(
          place,
          `With at most ${usable} ENI${usable === 1 ? '' : 's'} for pods this is out of reach: ${pool ? holdsOn(pool) : HOLDS_ALL}. Use a smaller number to save addresses.`,
          ...(pool ? proposal(install, pool, settings) : []),
        ),
        related: seeAlso(install, 'MAX_ENI', 'Limits the ENIs of a node.'),
      };
    }
  },
};

const HOLDS_ALL = 'every node holds all the addresses it can have';

function holdsOn({ type, node, targets }: NodePool): string {
  const idle = settled(node, targets, 0);
  return idle ? `a node of type ${type} holds ${addresses(idle.addresses)} even when idle` : HOLDS_ALL;
}
