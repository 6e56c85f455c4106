import { effective, isOff, isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

export const earlyDemuxOffForNothing: Rule = {
  id: 'early-demux-off-for-nothing',
  severity: 'information',
  summary: '`DISABLE_TCP_EARLY_DEMUX` is on, and no pod needs it.',
  why: `
Only probes of pods on branch ENIs in strict mode need TCP early demux to be off. Elsewhere turning it off brings nothing
and makes TCP connections that end on the node a little slower.`,
  bad: awsNode({ ENABLE_POD_ENI: '"false"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } }),
  good: awsNode({ ENABLE_POD_ENI: '"false"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"false"' } }),
  sources: ['aws/amazon-vpc-cni-k8s README.md, DISABLE_TCP_EARLY_DEMUX'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'DISABLE_TCP_EARLY_DEMUX')) continue;
      const place = placeOf(install, 'DISABLE_TCP_EARLY_DEMUX');
      const without = isOff(install, 'ENABLE_POD_ENI');
      const standard =
        isOn(install, 'ENABLE_POD_ENI') &&
        effective(install, 'POD_SECURITY_GROUP_ENFORCING_MODE') === 'standard';
      if (!place || (!without && !standard)) continue;
      const why = without ? 'ENABLE_POD_ENI is off' : 'the mode is standard';
      yield {
        ...at(
          place,
          `Only probes of pods on branch ENIs in strict mode need this, and ${why}: TCP on the node just gets a little slower.`,
          setTo(install, 'DISABLE_TCP_EARLY_DEMUX', 'false'),
        ),
        related: seeAlso(
          install,
          without ? 'ENABLE_POD_ENI' : 'POD_SECURITY_GROUP_ENFORCING_MODE',
          without ? 'No pod has a branch ENI.' : 'Probes need no help in this mode.',
        ),
      };
    }
  },
};
