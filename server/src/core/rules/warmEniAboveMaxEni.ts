import { effective, isOff, isOn, UNKNOWN } from '../model/effective.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso } from './support/fixes.js';

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

  *check({ installs }) {
    for (const install of installs) {
      const warm = effective(install, 'WARM_ENI_TARGET');
      const max = effective(install, 'MAX_ENI');
      // One warm ENI is the default, whatever MAX_ENI is.
      if (warm === UNKNOWN || max === UNKNOWN || max === undefined || warm < 2) continue;
      if (!isOff(install, 'ENABLE_PREFIX_DELEGATION') || !managesPool(install)) continue;
      if (effective(install, 'WARM_IP_TARGET') !== 0 || effective(install, 'MINIMUM_IP_TARGET') !== 0)
        continue;
      const usable = max - Number(isOn(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'));
      const place = placeOf(install, 'WARM_ENI_TARGET');
      if (warm < usable || usable < 1 || !place) continue;
      yield {
        ...at(
          place,
          `With at most ${usable} ENI${usable === 1 ? '' : 's'} for pods this is out of reach: every node holds all the addresses it can have. Use a smaller number to save addresses.`,
        ),
        related: seeAlso(install, 'MAX_ENI', 'Limits the ENIs of a node.'),
      };
    }
  },
};
