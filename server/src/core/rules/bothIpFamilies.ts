import { isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const IPV6 = { ENABLE_IPv6: '"true"', ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' };
const init = { ENABLE_IPv6: '"true"' };

export const bothIpFamilies: Rule = {
  id: 'both-ip-families',
  severity: 'error',
  summary: '`ENABLE_IPv4` and `ENABLE_IPv6` are both on.',
  why: `
The plugin runs in IPv4 mode or in IPv6 mode; there is no dual stack. With both switches on, ipamd refuses the
configuration and aws-node exits. Upstream's manifest sets \`ENABLE_IPv4\` to \`"true"\`: in an IPv6 cluster it has to be
turned off.`,
  bad: awsNode({ ENABLE_IPv4: '"true"', ...IPV6 }, { init }),
  good: awsNode({ ENABLE_IPv4: '"false"', ...IPV6 }, { init }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, isConfigValid',
    'aws/amazon-vpc-cni-k8s#1587',
    'aws/amazon-vpc-cni-k8s#3615',
  ],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_IPv4') || !isOn(install, 'ENABLE_IPv6')) continue;
      const place = placeOf(install, 'ENABLE_IPv6');
      if (!place) continue;
      yield {
        ...at(
          place,
          'Both IP families are on, and dual stack does not exist: aws-node exits. Turn one of them off.',
          setTo(install, 'ENABLE_IPv4', 'false'),
          setTo(install, 'ENABLE_IPv6', 'false'),
        ),
        related: seeAlso(install, 'ENABLE_IPv4', 'ENABLE_IPv4 is on too.'),
      };
    }
  },
};
