import type { Cluster } from '../model/cluster.js';
import type { SecurityGroupPolicy, Workload } from '../model/facts.js';
import { isUsable } from '../model/labelSelector.js';
import { isSkipped, selectedBy, wholeWorkloadsOf } from '../model/selecting.js';
import { accountsMeantByName } from './accountSelectedByName.js';
import type { Related, Rule } from './rule.js';
import { shown } from './support/places.js';
import { nameOfWorkload } from './support/policies.js';
import { policy, workload } from './support/policyExamples.js';

export const policySelectsNothing: Rule = {
  id: 'policy-selects-nothing',
  severity: 'information',
  summary: 'A SecurityGroupPolicy selects none of the workloads of its namespace that the workspace has.',
  why: `
A policy acts on pods of its own namespace whose labels match. A selector that matches none is taken without a word, and pods
keep the groups of the node. \`podSelector\` looks at the labels of pods, as in \`spec.template.metadata.labels\` of a Deployment, and
not at those of the Deployment; \`serviceAccountSelector\` looks at the labels of the ServiceAccount. Said where the workspace has
workloads of the namespace, and none of them could match as it is written; those that come from elsewhere, such as charts, are
not seen.`,
  bad: policy() + workload('', { labels: 'app: store' }),
  good: policy() + workload(),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/utils/helper.go, filterPodSecurityGroups',
    'aws/amazon-vpc-resource-controller-k8s#230',
  ],

  *checkInCluster({ policies }, cluster) {
    for (const found of policies) {
      const selector = [found.podSelector, found.serviceAccountSelector].find(
        (each) => each?.absent === false,
      );
      const namespace = found.namespace?.value;
      if (!selector || !namespace || !selectsNothing(found, cluster)) continue;
      const near = wholeWorkloadsOf(cluster.workloads, namespace);
      const all = near.length > 0 ? near : wholeWorkloadsOf(cluster.anywhere.workloads, namespace);
      if (all.length === 0) continue;
      yield {
        span: selector.key,
        message: `As it is written, nothing in this workspace is selected: no workload of namespace ${shown(namespace)} has pods like that. Selectors look at the labels of pods and of service accounts.`,
        related: likely(found, near),
      };
    }
  },
};

/** Nothing that could be selected is in sight, nor anywhere else that was read. */
function selectsNothing(policy: SecurityGroupPolicy, cluster: Cluster): boolean {
  // A kustomization may add labels.
  if (!cluster.anywhere.complete || cluster.anywhere.workloadsUnread || cluster.kustomizations.length > 0)
    return false;
  // What other rules say of the policy explains it.
  if (!policy.complete || isSkipped(policy)) return false;
  const selectors = [policy.podSelector, policy.serviceAccountSelector].flatMap((selector) => selector ?? []);
  if (!selectors.every(isUsable) || accountsMeantByName(policy, cluster).length > 0) return false;
  return [cluster, cluster.anywhere].every((scope) => {
    const { workloads, perhaps } = selectedBy(policy, scope);
    return workloads.length + perhaps.length === 0;
  });
}

/** Workloads that have one of the labels with another value: one of them may be meant. */
function likely({ podSelector }: SecurityGroupPolicy, workloads: readonly Workload[]): Related[] {
  const keys = new Set(podSelector?.labels.map(({ key }) => key.value));
  return workloads
    .flatMap((each): Related[] => {
      const label = each.labels.find(({ key }) => keys.has(key.value));
      const value = label?.value.value;
      if (!label || value === undefined) return [];
      const message = `Pods of ${nameOfWorkload(each)} have ${label.key.value}=${value}.`;
      return [{ span: label.value.span, of: each, message }];
    })
    .slice(0, 3);
}
