import type { Cluster } from '../model/cluster.js';
import type { SecurityGroupPolicy, Workload } from '../model/facts.js';
import { remembered, unlessChanged } from '../model/remembered.js';
import { policiesOf, sameNamespace, selectedBy } from '../model/selecting.js';
import type { Related, Rule } from './rule.js';
import { listed, nameOfPolicy, nameOfWorkload, placeOfWorkload } from './support/policies.js';
import { groupIds, policy, workload } from './support/policyExamples.js';
import { LIMIT, QUOTA } from './tooManyGroups.js';

export const tooManyGroupsTogether: Rule = {
  id: 'too-many-groups-together',
  severity: 'warning',
  summary:
    'Policies that match one pod have more security groups together than a network interface can have.',
  why: `
All SecurityGroupPolicies that match a pod are united, none replaces another. The quota "Security groups per network interface",
5 unless it was raised and 16 at most, counts their groups together, each once: with more, EC2 refuses to make the branch ENI, and
the pod does not start. Counted are the ids of policies that are known to match the pods of a workload in sight.`,
  bad:
    policy(undefined, { name: 'shop', groups: groupIds(3) }) +
    policy('podSelector: {}', { name: 'all', groups: groupIds(3, 4) }) +
    workload(),
  good:
    policy(undefined, { name: 'shop', groups: groupIds(3) }) +
    policy('podSelector: {}', { name: 'all', groups: groupIds(2, 4) }) +
    workload(),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/utils/helper.go, filterPodSecurityGroups',
    'aws/amazon-vpc-resource-controller-k8s#230',
    'aws/amazon-vpc-resource-controller-k8s#284',
    'Amazon VPC user guide, "Amazon VPC quotas"',
  ],
  echoes: true,
  echoesAt: ['workloads'],

  *checkInCluster({ policies }, cluster) {
    if (policies.length === 0 || cluster.policies.length < 2) return;
    for (const policy of policies) {
      const ids = policy.securityGroups?.groupIds;
      const union = ids && worstOf(policy, cluster);
      if (!union) continue;
      const { workload: selected, policies: united, count } = union;
      const others = united.filter((other) => other !== policy);
      const why =
        count > LIMIT
          ? `a network interface can have ${LIMIT} at most`
          : `the quota "Security groups per network interface" is ${QUOTA} unless it was raised`;
      yield {
        span: ids.key,
        of: policy,
        message: `Together with ${listed(others.map(nameOfPolicy))} this gives pods of ${nameOfWorkload(selected)} ${count} security groups, and ${why}: EC2 refuses the interface, and they do not start. Policies that match one pod add up.`,
        related: [
          ...others.slice(0, MOST_SHOWN).flatMap(groupsOf),
          {
            span: placeOfWorkload(selected),
            of: selected,
            message: 'Selected by all of them.',
            // All of the policies tell of it, and one of them here.
            ...(united[0] === policy && {
              echo: `SecurityGroupPolicies ${listed(united.map(nameOfPolicy))} give these pods ${count} security groups together, and ${why}: they do not start.`,
            }),
          },
        ],
      };
    }
  },
};

/** Each of them points to the others. */
const MOST_SHOWN = 20;

interface Union {
  readonly workload: Workload;
  readonly policies: readonly [SecurityGroupPolicy, ...SecurityGroupPolicy[]];
  readonly count: number;
}

/** Of the workloads that a policy selects the one that gets most groups, if they are too many and no policy has too many by itself. */
function worstOf(policy: SecurityGroupPolicy, cluster: Cluster): Union | undefined {
  let worst: Union | undefined;
  for (const workload of selectedBy(policy, cluster).workloads) {
    const union = unionIn(cluster)(workload);
    if (union && (!worst || isWorse(union, worst, cluster))) worst = union;
  }
  return worst;
}

/** Of two that are as bad, that of the policy which comes first. */
const isWorse = (one: Union, other: Union, { policies }: Cluster): boolean =>
  one.count > other.count ||
  (one.count === other.count &&
    one.policies[0] !== other.policies[0] &&
    policies.indexOf(one.policies[0]) < policies.indexOf(other.policies[0]));

/** What a workload gets; undefined: not too many. */
const unionIn = remembered((cluster: Cluster) => {
  // Workloads that stand side by side are mostly selected by the same.
  const counted = unlessChanged<number>();
  return remembered((workload: Workload): Union | undefined => {
    if (workload.hostNetwork) return undefined;
    const [first, ...others] = policiesOf(workload, cluster);
    if (!first || others.length === 0) return undefined;
    const policies = [first, ...others] as const;
    const count = counted(policies, () => countOf(policies));
    return count > 0 ? { workload, policies, count } : undefined;
  });
});

/** How many groups they have together; none: not too many, known only in the cluster, or another finding. */
function countOf(policies: readonly SecurityGroupPolicy[]): number {
  const together = new Set<string>();
  for (const policy of policies) for (const id of idsOf(policy)) together.add(id);
  const count = together.size;
  if (count <= QUOTA) return 0;
  const limit = count > LIMIT ? LIMIT : QUOTA;
  if (policies.some((each) => idsOf(each).size > limit)) return 0;
  // Of two texts of one object, such as a base and its patch, only the cluster knows what comes out.
  const named = new Map<string | undefined, SecurityGroupPolicy[]>();
  for (const policy of policies) {
    const others = named.get(policy.name?.value);
    if (others) others.push(policy);
    else named.set(policy.name?.value, [policy]);
  }
  const mayBeOne = [...named].some(([name, same]) =>
    same.some((a) => (name === undefined ? policies : same).some((b) => areOne(a, b))),
  );
  return mayBeOne ? 0 : count;
}

/** Each once. What a template stands for may be one of the others. */
const idsOf = remembered(
  ({ securityGroups }: SecurityGroupPolicy): ReadonlySet<string> =>
    new Set(securityGroups?.groupIds?.items.flatMap(({ value }) => value || [])),
);

const areOne = (a: SecurityGroupPolicy, b: SecurityGroupPolicy): boolean =>
  a !== b &&
  (a.name?.value === undefined || b.name?.value === undefined || a.name.value === b.name.value) &&
  sameNamespace(a.namespace, b.namespace) !== false;

const groupsOf = (policy: SecurityGroupPolicy): Related[] => {
  const ids = policy.securityGroups?.groupIds;
  return ids ? [{ span: ids.key, of: policy, message: `The groups of ${nameOfPolicy(policy)}.` }] : [];
};
