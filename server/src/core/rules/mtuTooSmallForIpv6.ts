import { atLeast } from '../domain/versions.js';
import { effective, isOn, settingOf, UNKNOWN } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { seeAlso } from './support/fixes.js';

const IPV6 = {
  ENABLE_IPv4: '"false"',
  ENABLE_IPv6: '"true"',
  ENABLE_PREFIX_DELEGATION: '"true"',
  WARM_PREFIX_TARGET: '"1"',
};
const init = { ENABLE_IPv6: '"true"' };

/** The smallest MTU that IPv6 works with. */
const LEAST = 1280;

export const mtuTooSmallForIpv6: Rule = {
  id: 'mtu-too-small-for-ipv6',
  severity: 'error',
  summary: 'An MTU is below 1280, which IPv6 needs.',
  why: `
IPv6 needs an MTU of at least 1280. In IPv6 mode the start program therefore wants \`AWS_VPC_ENI_MTU\` and \`POD_MTU\` to be
from 1280 to 9001, and exits otherwise; in IPv4 mode 576 is the least.`,
  bad: awsNode({ ...IPV6, AWS_VPC_ENI_MTU: '"1200"' }, { init }),
  good: awsNode({ ...IPV6, AWS_VPC_ENI_MTU: '"1280"' }, { init }),
  sources: ['aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni/main.go, validateMTU', 'RFC 8200, section 5'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_IPv6') || !atLeast(install.release, '1.16.4')) continue;
      for (const name of ['AWS_VPC_ENI_MTU', 'POD_MTU'] as const) {
        const mtu = effective(install, name);
        const setting = settingOf(install, name);
        if (!setting || mtu === UNKNOWN || mtu === undefined || mtu >= LEAST) continue;
        yield {
          ...at(
            setting.value,
            `IPv6 needs an MTU of at least ${LEAST}: in IPv6 mode aws-node exits. Set it to ${LEAST} or more.`,
            {
              kind: 'value',
              title: `Set ${name} to "${LEAST}"`,
              setting,
              text: `${LEAST}`,
              safe: false,
            },
          ),
          related: seeAlso(install, 'ENABLE_IPv6', 'IPv6 mode is on here.'),
        };
      }
    }
  },
};
