import { effective, isOn, UNKNOWN } from '../model/effective.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const CUSTOM = {
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
  ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
};

export const maxEniTooLow: Rule = {
  id: 'max-eni-too-low',
  severity: 'warning',
  summary: '`MAX_ENI` leaves no ENI for pods, or none for the trunk.',
  why: `
\`MAX_ENI\` counts the primary ENI too. With custom networking that one serves no pods, so a \`MAX_ENI\` of 1 leaves none: the
pool stays empty and the node does not get ready. Security groups for pods need one more for the trunk: without room for
it no branch ENI is ever attached, and pods that ask for one stay pending.`,
  bad: awsNode({ ...CUSTOM, MAX_ENI: '"1"' }),
  good: awsNode({ ...CUSTOM, MAX_ENI: '"2"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, hasRoomForEni and getMaxENI',
    'aws/amazon-vpc-cni-k8s#251',
  ],

  *check({ installs }) {
    for (const install of installs) {
      const max = effective(install, 'MAX_ENI');
      const place = placeOf(install, 'MAX_ENI');
      if (max === UNKNOWN || max === undefined || !place || !managesPool(install)) continue;
      const custom = isOn(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG');
      const trunk = isOn(install, 'ENABLE_POD_ENI');
      const enough = 1 + Number(custom) + Number(trunk);
      if (max >= enough) continue;
      const why = custom
        ? `With custom networking the primary ENI serves no pods${trunk ? ' and the trunk takes another' : ''}, so no ENI is left for them.`
        : 'The only ENI is the primary one, so there is no room for the trunk and no pod gets a branch ENI.';
      yield {
        ...at(place, `${why} Set this to ${enough} or more.`, setTo(install, 'MAX_ENI', `${enough}`)),
        related: [
          ...(custom
            ? seeAlso(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', 'Takes the primary ENI from pods.')
            : []),
          ...(trunk ? seeAlso(install, 'ENABLE_POD_ENI', 'Takes an ENI for the trunk.') : []),
        ],
      };
    }
  },
};
