import { effective, isOff, isOn } from '../model/effective.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';
import { inTurn, poolsOf, proposal } from './support/pools.js';

export const noWarmAddresses: Rule = {
  id: 'no-warm-addresses',
  severity: 'warning',
  summary: 'Every warm target is zero, so no address is kept ready.',
  why: `
With \`WARM_ENI_TARGET\` at 0 and no IP target, ipamd attaches an ENI only when not one address is free, and pods wait while
it does. When pods fill the ENIs exactly, the new one counts as too many: it is freed and attached again in turn, each
time with calls to EC2. With custom networking a node without pods is already in that state.`,
  bad: awsNode({ WARM_ENI_TARGET: '"0"' }),
  good: awsNode({ WARM_ENI_TARGET: '"1"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, isDatastorePoolTooLow',
    'aws/amazon-vpc-cni-k8s#1451',
    'aws/amazon-vpc-cni-k8s#2482',
  ],

  *checkInCluster(facts, cluster, settings) {
    for (const install of facts.installs) {
      if (effective(install, 'WARM_ENI_TARGET') !== 0 || effective(install, 'WARM_IP_TARGET') !== 0) continue;
      if (effective(install, 'MINIMUM_IP_TARGET') !== 0) continue;
      if (!isOff(install, 'ENABLE_PREFIX_DELEGATION') || !managesPool(install)) continue;
      const place = placeOf(install, 'WARM_ENI_TARGET');
      if (!place) continue;
      const [pool] = poolsOf(install, facts, cluster, settings);
      const what = isOn(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG')
        ? 'With custom networking even an idle node attaches an ENI and frees it again, for ever.'
        : 'No address is kept free: an ENI is attached only when none is left, and pods wait for it.';
      const turns = pool && inTurn(pool);
      yield {
        ...at(
          place,
          `${what}${turns ? ` It is attached and freed in turn ${turns}.` : ''} Set this to "1", or set WARM_IP_TARGET and MINIMUM_IP_TARGET.`,
          setTo(install, 'WARM_ENI_TARGET', '1'),
          ...(pool ? proposal(install, pool, settings) : []),
        ),
        related: [
          ...seeAlso(install, 'WARM_IP_TARGET', 'Zero is the same as not set.'),
          ...seeAlso(install, 'MINIMUM_IP_TARGET', 'Zero is the same as not set.'),
        ],
      };
    }
  },
};
