import { atLeast } from '../domain/versions.js';
import { isOn, settingOf } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const IMDS_ONLY = { ENABLE_IMDS_ONLY_MODE: '"true"' };

export const subnetDiscoveryInImdsOnlyMode: Rule = {
  id: 'subnet-discovery-in-imds-only-mode',
  severity: 'warning',
  summary: '`ENABLE_IMDS_ONLY_MODE` is on, and subnet discovery still asks EC2.',
  why: `
IMDS-only mode is for nodes that cannot reach the EC2 API. Since 1.22.0 ipamd asks EC2 for the tags of the subnet of each ENI
as long as subnet discovery is on, which it is by default. On such a node each ENI costs about a minute of retries, and its
addresses may be missing afterwards. Set \`ENABLE_SUBNET_DISCOVERY\` to \`"false"\`.`,
  bad: awsNode({ ...IMDS_ONLY, ENABLE_SUBNET_DISCOVERY: '"true"' }),
  good: awsNode({ ...IMDS_ONLY, ENABLE_SUBNET_DISCOVERY: '"false"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, ENABLE_SUBNET_DISCOVERY',
    'aws/amazon-vpc-cni-k8s README.md, ENABLE_IMDS_ONLY_MODE',
  ],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_IMDS_ONLY_MODE') || !isOn(install, 'ENABLE_SUBNET_DISCOVERY')) continue;
      const written = settingOf(install, 'ENABLE_SUBNET_DISCOVERY');
      const place = placeOf(install, written ? 'ENABLE_SUBNET_DISCOVERY' : 'ENABLE_IMDS_ONLY_MODE');
      if (!place || !atLeast(install.release, '1.22.0')) continue;
      yield {
        ...at(
          place,
          `${written ? 'Subnet discovery' : 'Subnet discovery, on by default,'} asks EC2 about each ENI, which a node in IMDS-only mode may not reach. Set ENABLE_SUBNET_DISCOVERY to "false".`,
          setTo(install, 'ENABLE_SUBNET_DISCOVERY', 'false'),
        ),
        related: written ? seeAlso(install, 'ENABLE_IMDS_ONLY_MODE', 'No calls to EC2 are wanted.') : [],
      };
    }
  },
};
