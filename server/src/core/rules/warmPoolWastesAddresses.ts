import { type Waste, wasteOf } from '../domain/proposedTargets.js';
import type { Variable } from '../domain/variable.js';
import { VARIABLES, type VariableName } from '../domain/variables.js';
import { decidingTarget, type NodePool } from '../model/nodePool.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { setTo } from './support/fixes.js';
import { onType } from './support/instanceTypes.js';
import { addresses, outOfReach, pods, poolsOf, proposal } from './support/pools.js';

export const warmPoolWastesAddresses: Rule = {
  id: 'warm-pool-wastes-addresses',
  severity: 'information',
  summary: 'A warm target makes nodes of this instance type hold far more addresses than they use.',
  why: `
What a node holds is missing in its subnet, whether or not a pod uses it. How much a target takes depends on the instance
type: one warm ENI is 9 addresses on \`m5.large\` and 49 on \`m5.24xlarge\`, and it comes on top of the ENI that is in use.

The node is looked at idle, half full and full, or with the pods per node of the settings, and compared with the targets of
upstream's manifest, one warm ENI or one warm prefix. From 32 free addresses (a /27) more than with those this rule speaks
up; \`MINIMUM_IP_TARGET\` counts as needed unless the pods per node are set. Only types that are selected in the settings,
named by the DaemonSet or used by node groups in sight are looked at.

Either lower the target, or count in addresses: \`MINIMUM_IP_TARGET\` for the pods a node usually runs, and a small
\`WARM_IP_TARGET\`.`,
  bad: onType('m5.24xlarge', awsNode({ WARM_ENI_TARGET: '"3"' })),
  good: onType('m5.24xlarge', awsNode({ WARM_ENI_TARGET: '"1"' })),
  sources: [
    'aws/amazon-vpc-cni-k8s docs/eni-and-ip-target.md and docs/prefix-and-ip-target.md',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go, isDatastorePoolTooLow',
    'aws/amazon-vpc-cni-k8s#853',
  ],

  *checkInCluster(facts, cluster, settings) {
    for (const install of facts.installs) {
      // Out of reach, above the minimum, without a minimum: other rules speak of these.
      if (outOfReach(install) !== undefined) continue;
      const worst = poolsOf(install, facts, cluster, settings)
        .filter(({ targets: { warmIp, minimumIp } }) => warmIp <= minimumIp)
        .flatMap((pool) => {
          const waste = wasteOf(pool.node, pool.targets, pool.pods, settings.podsPerNode);
          return waste ? [{ pool, waste }] : [];
        })
        .sort((a, b) => b.waste.held - b.waste.usual - (a.waste.held - a.waste.usual))[0];
      const target = worst && decidingTarget(install, worst.pool, worst.waste.pods);
      if (!worst || !target) continue;
      const { manifest }: Variable = VARIABLES[target.name];
      yield at(
        target.setting.value,
        `${held(worst.pool, worst.waste, manifest)} They are missing in the subnet: ${advice(target.name)}.`,
        ...(manifest ? [setTo(install, target.name, manifest)] : []),
        ...proposal(install, worst.pool, settings, worst.pool.targets.minimumIp || worst.pool.pods),
      );
    }
  },
};

function held(
  { type }: NodePool,
  { pods: count, held: holds, usual }: Waste,
  manifest: string | undefined,
): string {
  const node = count === 0 ? 'an idle node' : `a node with ${pods(count)}`;
  return `On ${type} ${node} holds ${addresses(holds)}, against ${usual} ${manifest ? `with "${manifest}"` : 'by default'}.`;
}

const advice = (name: VariableName): string =>
  name === 'WARM_IP_TARGET' || name === 'MINIMUM_IP_TARGET'
    ? 'keep MINIMUM_IP_TARGET at the pods a node usually runs, and WARM_IP_TARGET small'
    : 'lower this, or set MINIMUM_IP_TARGET to the pods a node usually runs and WARM_IP_TARGET to a few';
