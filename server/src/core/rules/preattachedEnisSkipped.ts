import { isOff, isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, seeAlso, setTo } from './support/fixes.js';

const UNPROVISIONED = { DISABLE_NETWORK_RESOURCE_PROVISIONING: '"true"' };

export const preattachedEnisSkipped: Rule = {
  id: 'preattached-enis-skipped',
  severity: 'warning',
  summary: 'aws-node attaches no ENI itself, and leaves those of others alone.',
  why: `
With \`DISABLE_NETWORK_RESOURCE_PROVISIONING\` pods use ENIs that something else has attached. With \`MANAGE_UNTAGGED_ENI\` set to
\`"false"\` ipamd passes over ENIs without the tag of the plugin, and these are just that: pods get addresses from the
primary ENI only, unless the others carry the tag \`node.k8s.amazonaws.com/instance_id\` of their node.`,
  bad: awsNode({ ...UNPROVISIONED, MANAGE_UNTAGGED_ENI: '"false"' }),
  good: awsNode({ ...UNPROVISIONED, MANAGE_UNTAGGED_ENI: '"true"' }),
  sources: ['aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, setUnmanagedENIs'],

  *check({ installs }) {
    for (const install of installs) {
      if (!isOn(install, 'DISABLE_NETWORK_RESOURCE_PROVISIONING')) continue;
      if (!isOff(install, 'MANAGE_UNTAGGED_ENI') || isOn(install, 'ENABLE_IMDS_ONLY_MODE')) continue;
      const place = placeOf(install, 'MANAGE_UNTAGGED_ENI');
      if (!place) continue;
      yield {
        ...at(
          place,
          'ENIs attached beforehand are passed over unless they carry the tag of the plugin, and aws-node attaches none itself. Set this to "true".',
          setTo(install, 'MANAGE_UNTAGGED_ENI', 'true'),
        ),
        related: seeAlso(install, 'DISABLE_NETWORK_RESOURCE_PROVISIONING', 'No ENI is attached.'),
      };
    }
  },
};
