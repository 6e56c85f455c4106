import { closest } from '../domain/readings.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import { before, CURRENT } from '../domain/versions.js';
import { settingNamed } from '../model/effective.js';
import type { ContainerFacts, Install, Setting } from '../model/facts.js';
import { at, type Finding, type Fix, type Rule } from './rule.js';
import { isOfAddon } from './support/addons.js';
import { awsNode } from './support/example.js';
import { removal } from './support/fixes.js';
import { bareSpan, rename, shown } from './support/places.js';

export const unknownVariable: Rule = {
  id: 'unknown-variable',
  severity: 'warning',
  summary: 'The plugin has no variable of this name.',
  why: `
Nothing checks the names of environment variables: a misspelt one is set and never read, and the plugin runs with the
default. Names are case-sensitive, so \`ENABLE_IPV6\` is not \`ENABLE_IPv6\`. Variables of other programs, such as those of
the AWS SDK or of proxies, are not reported.`,
  bad: awsNode({ WARM_ENI_TARGTE: '"2"' }),
  good: awsNode({ WARM_ENI_TARGET: '"2"' }),
  sources: ['aws/amazon-vpc-cni-k8s README.md, CNI Configuration Variables', 'aws/amazon-vpc-cni-k8s#2173'],

  *check({ installs }) {
    for (const install of installs) {
      for (const container of install.containers) {
        for (const setting of container.settings) {
          const finding = judge(install, container, setting);
          if (finding) yield finding;
        }
      }
    }
  },
};

const NAMES = Object.keys(VARIABLES);
/** Nobody else names variables like this. */
const OURS = /^(AWS_VPC_|WARM_|ENI_CONFIG_|MINIMUM_IP)/;

function judge(install: Install, container: ContainerFacts, setting: Setting): Finding | undefined {
  const name = setting.name.value;
  // EKS refuses them: another rule says so.
  if (isVariable(name) || name.includes('=') || isOfAddon(install, setting)) return undefined;
  const unread = `${container.role} never reads ${shown(name)}`;
  const meant = name.length >= 6 ? closest(name.trim(), NAMES) : undefined;
  if (meant) {
    const isSame = meant.toLowerCase() === name.trim().toLowerCase();
    const message = isSame
      ? `${unread}: the variable is spelt ${meant}, and ${name === name.trim() ? 'case' : 'every blank'} counts.`
      : `${unread}: the plugin has no such variable. Did you mean ${meant}?`;
    return at(setting.name, message, ...fixes(install, container, setting, meant));
  }
  // Releases to come may have variables that no table knows yet.
  if (!OURS.test(name) || (install.release && before(CURRENT, install.release))) return undefined;
  return {
    ...at(setting.name, `${unread}: the plugin has no such variable. Check the name.`),
    severity: 'information',
  };
}

function* fixes(
  install: Install,
  { settings }: ContainerFacts,
  setting: Setting,
  meant: string,
): Iterable<Fix> {
  const span = bareSpan(setting.name);
  if (settingNamed(settings, meant)) {
    yield removal(install, setting);
  } else if (span) {
    yield rename(span, meant);
  }
}
