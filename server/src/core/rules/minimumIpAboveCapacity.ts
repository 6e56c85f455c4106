import { instanceType } from '../domain/instances.js';
import { maxPods } from '../domain/maxPods.js';
import { effective, UNKNOWN } from '../model/effective.js';
import type { Install } from '../model/facts.js';
import { networkingMode } from '../model/networkingMode.js';
import { managesPool } from '../model/pool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf } from './support/fixes.js';
import { onType, typeNamesOf } from './support/instanceTypes.js';

export const minimumIpAboveCapacity: Rule = {
  id: 'minimum-ip-above-capacity',
  severity: 'warning',
  summary: '`MINIMUM_IP_TARGET` is more than a node of this instance type can hold.',
  why: `
A node has as many pod addresses as its ENIs carry. A minimum above that is never reached: ipamd takes every address the
node can have and goes on asking for more. Nodes may be of any type, so only the type selected in the settings is looked
at, or those that the DaemonSet itself is restricted to.`,
  bad: onType('m5.large', awsNode({ MINIMUM_IP_TARGET: '"50"', WARM_IP_TARGET: '"5"' })),
  good: onType('m5.large', awsNode({ MINIMUM_IP_TARGET: '"20"', WARM_IP_TARGET: '"5"' })),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, datastoreTargetState',
    'aws/amazon-vpc-cni-k8s misc/eni-max-pods.txt',
  ],

  *check(facts, settings) {
    for (const install of facts.installs) {
      const types = settings.instanceType
        ? [settings.instanceType]
        : [...new Set(typeNamesOf(install, facts).map(({ value }) => value))];
      const minimum = effective(install, 'MINIMUM_IP_TARGET');
      const place = placeOf(install, 'MINIMUM_IP_TARGET');
      if (minimum === UNKNOWN || !place || !managesPool(install)) continue;
      const most = mostAddresses(install, types);
      if (most === undefined || minimum <= most) continue;
      yield at(
        place,
        `A node of type ${types.join(' or ')} holds ${most} pod addresses at most, so the minimum is never reached. Set it to what a node needs.`,
      );
    }
  },
};

/** What the largest of the types holds; undefined: that is not known. */
function mostAddresses(install: Install, types: readonly string[]): number | undefined {
  const mode = networkingMode(install);
  if (!mode || types.length === 0) return undefined;
  const counts = types.map((name) => {
    const type = instanceType(name);
    // Two of the pods use the address of the node.
    return (type && maxPods(type, mode, { ceiling: false })?.raw) ?? Number.NaN;
  });
  const most = Math.max(...counts) - 2;
  return Number.isNaN(most) ? undefined : most;
}
