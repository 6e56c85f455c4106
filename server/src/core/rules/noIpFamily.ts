import { before } from '../domain/versions.js';
import { containerOf, isOff, settingOf } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, setTo } from './support/fixes.js';

export const noIpFamily: Rule = {
  id: 'no-ip-family',
  severity: 'error',
  summary: 'Neither `ENABLE_IPv4` nor `ENABLE_IPv6` is on.',
  why: `
Since 1.10.0 one of the two has to be on, or ipamd refuses the configuration and aws-node exits. \`ENABLE_IPv4\` has no
default of its own, whatever the README says: absent, empty or unreadable, it is off. Upstream's manifest sets it to
\`"true"\`; a manifest written by hand or carried over from an older release has to set it too.`,
  bad: awsNode({ ENABLE_IPv4: '"false"' }),
  good: awsNode({ ENABLE_IPv4: '"true"' }),
  sources: ['aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, isConfigValid and isIPv4Enabled'],

  *check({ installs }) {
    for (const install of installs) {
      if (!install.complete || !isOff(install, 'ENABLE_IPv4') || !isOff(install, 'ENABLE_IPv6')) continue;
      const place = placeOf(install, 'ENABLE_IPv4');
      if (!place) continue;
      const isMissing = !settingOf(install, 'ENABLE_IPv4');
      const isPlain = isMissing && !settingOf(install, 'ENABLE_IPv6');
      // Before 1.10.0 there was nothing to choose. Without a release of its own it may be that of the init container.
      const release = install.release ?? containerOf(install, 'aws-vpc-cni-init')?.version;
      if (isPlain && before(release, '1.10.0')) continue;
      const finding = at(
        place,
        isMissing
          ? 'ENABLE_IPv4 is missing, which since 1.10.0 means false: without an IP family aws-node exits. Set it to "true".'
          : 'No IP family is on, so aws-node exits. Set ENABLE_IPv4 to "true".',
        setTo(install, 'ENABLE_IPv4', 'true', { safe: isPlain && release !== undefined }),
      );
      yield isPlain && release === undefined ? { ...finding, severity: 'warning' } : finding;
    }
  },
};
