import { checksTargets, PREFIX_TARGETS, passesAsTarget } from '../domain/prefixCheck.js';
import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES, type VariableName } from '../domain/variables.js';
import { containerOf, isOff, isRead, roleOf, settingOf, textOf, UNKNOWN } from '../model/effective.js';
import type { Install, Setting } from '../model/facts.js';
import { agentArgument } from '../model/nodeAgent.js';
import { isReadAllTheSame, overrideOf } from '../model/overrides.js';
import { at, type Finding, type Related, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { removal, seeAlso, setTo } from './support/fixes.js';

export const unreadSetting: Rule = {
  id: 'unread-setting',
  severity: 'information',
  summary: 'Another setting keeps this one from being read.',
  why: `
Many variables count in one mode only, or give way to another: \`WARM_ENI_TARGET\` to IP targets, warm targets to IPv6 mode,
\`ENI_CONFIG_LABEL_DEF\` to custom networking being off. Nothing breaks; the value misleads readers, and may show that
the setting it belongs to was forgotten. A value that only repeats the default is not reported.`,
  bad: awsNode({ WARM_ENI_TARGET: '"2"', WARM_IP_TARGET: '"5"', MINIMUM_IP_TARGET: '"20"' }),
  good: awsNode({ WARM_IP_TARGET: '"5"', MINIMUM_IP_TARGET: '"20"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s README.md',
    'aws/amazon-vpc-cni-k8s#609',
    'aws/amazon-vpc-cni-k8s#520',
    'aws/amazon-vpc-cni-k8s#1077',
  ],

  *check({ installs }) {
    for (const install of installs) {
      for (const [name, setting] of plainSettings(install)) {
        const override = overrideOf(install, name);
        if (!override || satisfiesCheckAlone(install, name) || isMisread(install, override.by)) continue;
        const finding: Finding = {
          ...at(
            setting.value,
            `${isReadAllTheSame(override) ? 'Without effect' : 'Never read'}: ${override.because}. ${isLabel(name) ? 'Turn it on, or remove this.' : 'Remove it.'}`,
            ...(isLabel(name) ? [setTo(install, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', 'true')] : []),
            removal(install, setting),
          ),
          tag: 'unnecessary',
          related: source(install, override.by),
        };
        // Set for custom networking, and custom networking forgotten.
        yield isLabel(name) ? { ...finding, severity: 'warning' } : finding;
      }
    }
  },
};

/** A switch that does not do what it says: once it is mended this may well be read. */
function isMisread(install: Install, by: VariableName | '--enable-network-policy'): boolean {
  if (by === '--enable-network-policy') return false;
  const text = textOf(install, by);
  const row: Variable = VARIABLES[by];
  return typeof text === 'string' && row.read(text, install.release).faults.length > 0;
}

const isLabel = (name: VariableName): boolean => name === 'ENI_CONFIG_LABEL_DEF';

/** Settings that say something: read by this release, known, and neither the default nor upstream's manifest. */
function plainSettings(install: Install): [VariableName, Setting][] {
  const names = new Set(install.containers.flatMap(({ settings }) => settings.map((s) => s.name.value)));
  return [...names].filter(isVariable).flatMap((name): [VariableName, Setting][] => {
    const row: Variable = VARIABLES[name];
    const setting = settingOf(install, name);
    if (!setting || !containerOf(install, roleOf(name)) || !isRead(row, install.release)) return [];
    const text = textOf(install, name);
    if (text === undefined || text === UNKNOWN || text === '' || text === row.manifest) return [];
    const { value } = row.read(text, install.release);
    return value === row.read(undefined, install.release).value ? [] : [[name, setting]];
  });
}

/** Without this text aws-node would exit: the check looks at targets that nothing reads afterwards. */
function satisfiesCheckAlone(install: Install, name: VariableName): boolean {
  if (!PREFIX_TARGETS.some((target) => target === name)) return false;
  const prefixes = textOf(install, 'ENABLE_PREFIX_DELEGATION');
  if (isOff(install, 'ENABLE_PREFIX_DELEGATION') || prefixes === undefined) return false;
  if (prefixes !== UNKNOWN && !checksTargets(prefixes, install.release)) return false;
  return !PREFIX_TARGETS.some((target) => {
    const text = target === name ? undefined : textOf(install, target);
    return text !== UNKNOWN && passesAsTarget(text, install.release);
  });
}

function source(install: Install, by: VariableName | '--enable-network-policy'): Related[] {
  if (by !== '--enable-network-policy') return seeAlso(install, by, `${by} is set here.`);
  const argument = agentArgument(install, 'enable-network-policy');
  return argument ? [{ span: argument.span, message: 'Network policies are off here.' }] : [];
}
