import type { Cluster } from '../model/cluster.js';
import type { Facts, SecurityGroupPolicy, Workload } from '../model/facts.js';
import { isSkipped, policiesOf, type Scope, selectedBy } from '../model/selecting.js';
import { contains, type Span } from '../model/span.js';
import { code } from './words.js';

export interface Selected {
  readonly span: Span;
  readonly markdown: string;
}

/** On a policy's name and selectors: what it selects. On a workload's name: which groups its pods get. */
export function selectionAt(facts: Facts, offset: number, cluster: Cluster): Selected | undefined {
  for (const policy of facts.policies) {
    const { name, podSelector, serviceAccountSelector } = policy;
    const span = [name?.span, podSelector?.key, serviceAccountSelector?.key].find(
      (each) => each && contains(each, offset),
    );
    if (span) return { span, markdown: selection(policy, cluster) };
  }
  // Without policies nobody asks.
  if (cluster.policies.length === 0) return undefined;
  const workload = facts.workloads.find(({ name }) => name && contains(name.span, offset));
  return workload?.name && { span: workload.name.span, markdown: groups(workload, cluster) };
}

function selection(policy: SecurityGroupPolicy, cluster: Cluster): string {
  if (isSkipped(policy)) return 'The controller skips this policy: it selects no pod.';
  const { workloads, perhaps } = selectedBy(policy, cluster);
  const others = elsewhere(policy, cluster);
  return [
    workloads.length > 0 ? `Selects pods of\n\n${list(workloads)}` : 'Selects nothing in sight for sure.',
    perhaps.length > 0 &&
      `Known only in the cluster, by a template, a namespace or a ServiceAccount that is not written here:\n\n${list(perhaps)}`,
    others > 0 && `Elsewhere in the workspace: ${others} more.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** How many that are not in sight: they may be of another cluster. */
const elsewhere = (policy: SecurityGroupPolicy, cluster: Cluster): number => {
  // Not by identity: the index may have an older reading of a file that is being edited.
  const inSight = new Set(cluster.workloads.map(keyOf));
  return selectedBy(policy, cluster.anywhere).workloads.filter((each) => !inSight.has(keyOf(each))).length;
};

const keyOf = ({ kind, name, namespace }: Workload): string =>
  JSON.stringify([kind, namespace?.value, name?.value]);

const MOST = 10;

function list(workloads: readonly Workload[]): string {
  const shown = workloads.slice(0, MOST).map(line);
  if (workloads.length > MOST) shown.push(`- and ${workloads.length - MOST} others`);
  return shown.join('\n');
}

const line = ({ kind, name, hostNetwork }: Workload): string =>
  `- ${kind} ${name ? code(name.value) : ''}${hostNetwork ? ', which has the network of the node: it keeps the groups of that' : ''}`;

function groups(workload: Workload, cluster: Cluster): string {
  if (workload.hostNetwork)
    return 'With the network of the node, its pods have the security groups of the node.';
  const policies = policiesOf(workload, cluster);
  const perhaps = cluster.policies.filter((policy) => maySelect(policy, workload, cluster));
  const ids = new Set(
    policies
      .flatMap((policy) => policy.securityGroups?.groupIds?.items ?? [])
      .flatMap(({ value }) => value ?? []),
  );
  return [
    policies.length > 0
      ? `Security groups of its pods, by ${policies.map(named).join(', ')}:\n\n${[...ids].map((id) => `- ${code(id)}`).join('\n')}`
      : 'No SecurityGroupPolicy in sight is known to select its pods.',
    perhaps.length > 0 && `Known only in the cluster: whether ${perhaps.map(named).join(', ')} selects them.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

const maySelect = (policy: SecurityGroupPolicy, workload: Workload, scope: Scope): boolean =>
  selectedBy(policy, scope).perhaps.includes(workload);

const named = ({ name }: SecurityGroupPolicy): string => code(name?.value ?? 'a policy without a name');
