import { isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const IMDS_ONLY = { ENABLE_IMDS_ONLY_MODE: '"true"', ENABLE_SUBNET_DISCOVERY: '"false"' };
const init = { DISABLE_TCP_EARLY_DEMUX: '"true"' };

export const podEniInImdsOnlyMode: Rule = {
  id: 'pod-eni-in-imds-only-mode',
  severity: 'warning',
  summary: '`ENABLE_POD_ENI` and `ENABLE_IMDS_ONLY_MODE` are both on.',
  why: `
ipamd knows the trunk ENI by what EC2 says of it. In IMDS-only mode it does not ask EC2, so the trunk is taken for an
ordinary ENI, and pods that ask for a branch ENI are refused.`,
  bad: awsNode({ ...IMDS_ONLY, ENABLE_POD_ENI: '"true"' }, { init }),
  good: awsNode({ ENABLE_IMDS_ONLY_MODE: '"false"', ENABLE_POD_ENI: '"true"' }, { init }),
  sources: ['aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go and pkg/awsutils/awsutils.go, IMDS-only mode'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'ENABLE_POD_ENI') || !isOn(install, 'ENABLE_IMDS_ONLY_MODE')) continue;
      const place = placeOf(install, 'ENABLE_POD_ENI');
      if (!place) continue;
      yield {
        ...at(
          place,
          'With ENABLE_IMDS_ONLY_MODE the trunk ENI is never recognised, and pods that ask for a branch ENI are refused. Turn one of the two off.',
          setTo(install, 'ENABLE_IMDS_ONLY_MODE', 'false'),
          setTo(install, 'ENABLE_POD_ENI', 'false'),
        ),
        related: seeAlso(install, 'ENABLE_IMDS_ONLY_MODE', 'No calls to EC2.'),
      };
    }
  },
};
