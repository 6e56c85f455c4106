import { VARIABLES } from '../domain/variables.js';
import { effective, isOn, textOf, UNKNOWN } from '../model/effective.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso } from './support/fixes.js';

export const warmPrefixBesideIpTargets: Rule = {
  id: 'warm-prefix-beside-ip-targets',
  severity: 'information',
  summary: '`WARM_PREFIX_TARGET` stands beside IP targets, which decide how the pool grows.',
  why: `
With \`WARM_IP_TARGET\` or \`MINIMUM_IP_TARGET\` above zero ipamd works out the prefixes it needs from addresses, and asks for
no free prefix on top. \`WARM_PREFIX_TARGET\` only holds back the release of ENIs then. Keep one of the two ways. The
\`"1"\` of upstream's manifest is not reported.`,
  bad: awsNode({
    ENABLE_PREFIX_DELEGATION: '"true"',
    WARM_PREFIX_TARGET: '"3"',
    WARM_IP_TARGET: '"5"',
    MINIMUM_IP_TARGET: '"20"',
  }),
  good: awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"3"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, getPrefixesNeeded',
    'aws/amazon-vpc-cni-k8s README.md, WARM_PREFIX_TARGET',
  ],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_PREFIX_DELEGATION') || !managesPool(install)) continue;
      const target = effective(install, 'WARM_PREFIX_TARGET');
      if (target === UNKNOWN || target < 1) continue;
      if (textOf(install, 'WARM_PREFIX_TARGET') === VARIABLES.WARM_PREFIX_TARGET.manifest) continue;
      const by = (['WARM_IP_TARGET', 'MINIMUM_IP_TARGET'] as const).find((name) => {
        const value = effective(install, name);
        return value !== UNKNOWN && value > 0;
      });
      const place = placeOf(install, 'WARM_PREFIX_TARGET');
      if (!by || !place) continue;
      yield {
        ...at(
          place,
          `${by} decides how the pool grows; this only delays the release of ENIs. Keep one of the two.`,
        ),
        related: seeAlso(install, by, `${by} is set here.`),
      };
    }
  },
};
