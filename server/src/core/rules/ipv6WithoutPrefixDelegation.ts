import { isOff, isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const IPV6 = { ENABLE_IPv4: '"false"', ENABLE_IPv6: '"true"', WARM_PREFIX_TARGET: '"1"' };
const init = { ENABLE_IPv6: '"true"' };

export const ipv6WithoutPrefixDelegation: Rule = {
  id: 'ipv6-without-prefix-delegation',
  severity: 'error',
  summary: '`ENABLE_IPv6` is on and `ENABLE_PREFIX_DELEGATION` is not.',
  why: `
In IPv6 mode pods get their addresses from one /80 prefix on the primary ENI, and single IPv6 addresses are not
supported. Without prefix delegation ipamd refuses the configuration and aws-node exits.`,
  bad: awsNode({ ...IPV6, ENABLE_PREFIX_DELEGATION: '"false"' }, { init }),
  good: awsNode({ ...IPV6, ENABLE_PREFIX_DELEGATION: '"true"' }, { init }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, isConfigValid',
    'aws/amazon-vpc-cni-k8s#1587',
    'aws/amazon-vpc-cni-k8s#1900',
  ],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_IPv6') || !isOff(install, 'ENABLE_PREFIX_DELEGATION')) continue;
      const place = placeOf(install, 'ENABLE_IPv6');
      if (!place) continue;
      yield {
        ...at(
          place,
          'IPv6 mode needs prefix delegation: without it aws-node exits. Set ENABLE_PREFIX_DELEGATION to "true".',
          // With IPv4 off there is no doubt that IPv6 is meant.
          setTo(install, 'ENABLE_PREFIX_DELEGATION', 'true', { safe: isOff(install, 'ENABLE_IPv4') }),
        ),
        related: seeAlso(install, 'ENABLE_PREFIX_DELEGATION', 'Prefix delegation is off here.'),
      };
    }
  },
};
