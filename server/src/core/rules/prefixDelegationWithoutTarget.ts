import { checksTargets, PREFIX_TARGETS, passesAsTarget } from '../domain/prefixCheck.js';
import { isOn, settingOf, textOf, UNKNOWN } from '../model/effective.js';
import type { Install, Setting } from '../model/facts.js';
import { at, type Finding, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { seeAlso, setTo } from './support/fixes.js';

export const prefixDelegationWithoutTarget: Rule = {
  id: 'prefix-delegation-without-target',
  severity: 'error',
  summary: 'Prefix delegation is on and no warm target is above zero.',
  why: `
With prefix delegation the start program wants \`WARM_PREFIX_TARGET\`, \`WARM_IP_TARGET\` or \`MINIMUM_IP_TARGET\` to be above
zero, and exits otherwise. An absent \`WARM_PREFIX_TARGET\` counts as \`"0"\`; only upstream's manifest sets it to \`"1"\`. The
check is made in IPv6 mode too, where the targets are not used afterwards.

It compares texts, not numbers: \`"+1"\` and \`" 1"\` come before \`"0"\`, so they count as zero. Write plain digits.`,
  bad: awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"0"' }),
  good: awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }),
  sources: ['aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni/main.go, validateEnvVars', 'aws/amazon-vpc-cni-k8s#1515'],

  *check({ installs }) {
    for (const install of installs) {
      const text = textOf(install, 'ENABLE_PREFIX_DELEGATION');
      if (!isOn(install, 'ENABLE_PREFIX_DELEGATION') || typeof text !== 'string') continue;
      if (!checksTargets(text, install.release)) continue;
      const targets = PREFIX_TARGETS.map((name) => textOf(install, name));
      if (targets.some((target) => target === UNKNOWN || passesAsTarget(target, install.release))) continue;
      yield misread(install) ?? missing(install);
    }
  },
};

/** A number above zero to a reader, and zero to the check. */
function misread(install: Install): Finding | undefined {
  for (const name of PREFIX_TARGETS) {
    const setting = settingOf(install, name);
    const digits = setting && plainDigits(setting);
    if (!digits) continue;
    return at(
      setting.value,
      `The start-up check compares texts, and this one is not above "0": with prefix delegation aws-node exits. Write "${digits}".`,
      { kind: 'value', title: `Write "${digits}"`, setting, text: digits, safe: true },
    );
  }
  return undefined;
}

function plainDigits({ value: { value } }: Setting): string | undefined {
  const digits = 'text' in value ? /^\s*\+?0*(\d+)\s*$/.exec(value.text)?.[1] : undefined;
  return digits === '0' ? undefined : digits;
}

function missing(install: Install): Finding {
  const prefixes = settingOf(install, 'ENABLE_PREFIX_DELEGATION')?.value ?? install;
  const isIpv6 = isOn(install, 'ENABLE_IPv6');
  const target = settingOf(install, 'WARM_PREFIX_TARGET')?.value;
  return {
    ...at(
      target ?? prefixes,
      `Prefix delegation needs a warm target above "0"${isIpv6 ? ', in IPv6 mode too' : ''}: without one aws-node exits. Set WARM_PREFIX_TARGET to "1".`,
      // In IPv6 mode the number means nothing.
      setTo(install, 'WARM_PREFIX_TARGET', '1', { safe: isIpv6 }),
    ),
    related: target
      ? seeAlso(install, 'ENABLE_PREFIX_DELEGATION', 'Prefix delegation is on here.')
      : PREFIX_TARGETS.flatMap((name) => seeAlso(install, name, `${name} is not above "0".`)),
  };
}
