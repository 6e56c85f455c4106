import { isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const EGRESS = { ENABLE_V6_EGRESS: '"true"' };

export const ipv6OffInPods: Rule = {
  id: 'ipv6-off-in-pods',
  severity: 'warning',
  summary: '`DISABLE_POD_V6` is on, and pods are to use IPv6.',
  why: `
\`DISABLE_POD_V6\` switches IPv6 off inside each new pod. In IPv6 mode (\`ENABLE_IPv6\`) that is the only address family a pod
has; with \`ENABLE_V6_EGRESS\` the IPv6 interface that the plugin adds is of no use.`,
  bad: awsNode({ ...EGRESS, DISABLE_POD_V6: '"true"' }, { init: EGRESS }),
  good: awsNode({ ...EGRESS, DISABLE_POD_V6: '"false"' }, { init: EGRESS }),
  sources: ['aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni/main.go, generateJSON'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'DISABLE_POD_V6')) continue;
      const by = (['ENABLE_IPv6', 'ENABLE_V6_EGRESS'] as const).find((name) => isOn(install, name));
      const place = placeOf(install, 'DISABLE_POD_V6');
      if (!by || !place) continue;
      const why =
        by === 'ENABLE_IPv6'
          ? 'In IPv6 mode this takes the only address family away from pods.'
          : 'ENABLE_V6_EGRESS gives pods an IPv6 interface, and this switches IPv6 off inside them.';
      yield {
        ...at(place, `${why} Turn one of the two off.`, setTo(install, 'DISABLE_POD_V6', 'false')),
        related: seeAlso(install, by, 'Pods are to use IPv6.'),
      };
    }
  },
};
