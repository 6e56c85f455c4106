import { VARIABLES } from '../domain/variables.js';
import { isOn, isRead, settingOf, textOf, UNKNOWN } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { seeAlso } from './support/fixes.js';
import { shown } from './support/places.js';

const init = { DISABLE_TCP_EARLY_DEMUX: '"true"' };

export const unknownSecurityGroupMode: Rule = {
  id: 'unknown-security-group-mode',
  severity: 'error',
  summary:
    '`POD_SECURITY_GROUP_ENFORCING_MODE` is neither `strict` nor `standard`, and `ENABLE_POD_ENI` is on.',
  why: `
With security groups for pods the start program knows the words \`strict\` and \`standard\`, in lower case, and exits at
any other, an empty one included. With \`ENABLE_POD_ENI\` off it does not look.`,
  bad: awsNode({ ENABLE_POD_ENI: '"true"', POD_SECURITY_GROUP_ENFORCING_MODE: 'Strict' }, { init }),
  good: awsNode({ ENABLE_POD_ENI: '"true"', POD_SECURITY_GROUP_ENFORCING_MODE: 'strict' }, { init }),
  sources: ['aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni/main.go, validateEnvVars'],

  *check({ installs }) {
    for (const install of installs) {
      const setting = settingOf(install, 'POD_SECURITY_GROUP_ENFORCING_MODE');
      const mode = textOf(install, 'POD_SECURITY_GROUP_ENFORCING_MODE');
      if (!setting || mode === undefined || mode === UNKNOWN || MODES.includes(mode)) continue;
      if (!isOn(install, 'ENABLE_POD_ENI')) continue;
      if (!isRead(VARIABLES.POD_SECURITY_GROUP_ENFORCING_MODE, install.release)) continue;
      const meant = MODES.find((m) => m === mode.trim().toLowerCase());
      const what = mode === '' ? 'An empty text' : shown(mode);
      yield {
        ...at(
          setting.value,
          `${what} is no mode, and ENABLE_POD_ENI is on: aws-node exits. Write ${(meant ? [meant] : MODES).map(shown).join(' or ')}.`,
          ...(meant ? [meant] : MODES).map((text) => ({
            kind: 'value' as const,
            title: `Write "${text}"`,
            setting,
            text,
            safe: meant !== undefined,
          })),
        ),
        related: seeAlso(install, 'ENABLE_POD_ENI', 'Security groups for pods are on here.'),
      };
    }
  },
};

const MODES: readonly string[] = VARIABLES.POD_SECURITY_GROUP_ENFORCING_MODE.values ?? [];
