import { VARIABLES } from '../domain/variables.js';
import { effective, isOff, isRead, UNKNOWN } from '../model/effective.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';
import { poolsOf, proposal } from './support/pools.js';

export const warmIpWithoutMinimum: Rule = {
  id: 'warm-ip-without-minimum',
  severity: 'warning',
  summary: '`WARM_IP_TARGET` is set and `MINIMUM_IP_TARGET` is not.',
  why: `
\`WARM_IP_TARGET\` keeps that many addresses free, so nearly every pod that starts or stops makes ipamd ask EC2 for
an address or give one back. In a busy cluster EC2 throttles these calls, and pods wait. \`MINIMUM_IP_TARGET\`, set to the
pods a node usually runs, takes that many addresses in the first calls and holds them.

With prefix delegation a call brings 16 addresses at a time, and this rule says nothing.`,
  bad: awsNode({ WARM_IP_TARGET: '"5"' }),
  good: awsNode({ WARM_IP_TARGET: '"5"', MINIMUM_IP_TARGET: '"20"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s README.md, WARM_IP_TARGET and MINIMUM_IP_TARGET',
    'aws/amazon-vpc-cni-k8s#810',
    'aws/amazon-vpc-cni-k8s#853',
    'aws/amazon-vpc-cni-k8s#2056',
  ],

  *checkInCluster(facts, cluster, settings) {
    for (const install of facts.installs) {
      const warm = effective(install, 'WARM_IP_TARGET');
      if (warm === UNKNOWN || warm < 1 || effective(install, 'MINIMUM_IP_TARGET') !== 0) continue;
      if (!isOff(install, 'ENABLE_PREFIX_DELEGATION') || !managesPool(install)) continue;
      const place = placeOf(install, 'WARM_IP_TARGET');
      if (!place || !isRead(VARIABLES.MINIMUM_IP_TARGET, install.release)) continue;
      const [pool] = poolsOf(install, facts, cluster, settings);
      const better = pool ? proposal(install, pool, settings) : [];
      yield {
        ...at(
          place,
          'Nearly every pod that starts or stops costs a call to EC2. Set MINIMUM_IP_TARGET to the pods a node usually runs.',
          ...(better.length > 0 ? better : [setTo(install, 'MINIMUM_IP_TARGET', `${Math.max(20, warm)}`)]),
        ),
        related: seeAlso(install, 'MINIMUM_IP_TARGET', 'There is no minimum here.'),
      };
    }
  },
};
