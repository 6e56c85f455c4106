import { PREFIX_TARGETS, passesAsTarget } from '../domain/prefixCheck.js';
import { effective, isOn, settingOf, textOf, UNKNOWN } from '../model/effective.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { seeAlso } from './support/fixes.js';
import { inTurn, poolsOf, proposal } from './support/pools.js';

export const prefixTargetReadAsZero: Rule = {
  id: 'prefix-target-read-as-zero',
  severity: 'warning',
  summary: 'A target for prefix delegation passes the start-up check and then counts as zero.',
  why: `
The start program compares the targets as texts with \`"0"\`, and lets \`"00"\` and \`"none"\` pass. ipamd then reads numbers
and gets 0 from both. With every target at 0 it attaches a prefix when no address is left, finds it free, and gives it back:
again and again whenever the prefixes are exactly full. Write a whole number above zero.`,
  bad: awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"00"' }),
  good: awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni/main.go, validateEnvVars',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, getWarmPrefixTarget',
    'aws/amazon-vpc-cni-k8s#1515',
  ],

  *checkInCluster(facts, cluster, settings) {
    for (const install of facts.installs) {
      if (!isOn(install, 'ENABLE_PREFIX_DELEGATION') || !managesPool(install)) continue;
      if (PREFIX_TARGETS.some((name) => effective(install, name) !== 0)) continue;
      const [pool] = poolsOf(install, facts, cluster, settings);
      const turns = pool && inTurn(pool);
      for (const name of PREFIX_TARGETS) {
        const setting = settingOf(install, name);
        const text = textOf(install, name);
        if (!setting || text === undefined || text === UNKNOWN) continue;
        if (!passesAsTarget(text, install.release)) continue;
        const digits = /^\s*0*([1-9]\d*)\s*$/.exec(text)?.[1] ?? '1';
        yield {
          ...at(
            setting.value,
            `${JSON.stringify(text)} passes the start-up check but counts as 0, so aws-node attaches a prefix and frees it again in turn${turns ? ` (${turns})` : ''}. Write a whole number above 0.`,
            { kind: 'value', title: `Write "${digits}"`, setting, text: digits, safe: false },
            ...(pool ? proposal(install, pool, settings) : []),
          ),
          related: seeAlso(install, 'ENABLE_PREFIX_DELEGATION', 'Prefix delegation is on here.'),
        };
      }
    }
  },
};
