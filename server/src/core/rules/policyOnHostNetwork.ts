import type { SecurityGroupPolicy, Workload } from '../model/facts.js';
import { choosingFrom } from '../model/lists.js';
import { remembered } from '../model/remembered.js';
import { selectedBy } from '../model/selecting.js';
import { MOST_LINKS, type Rule } from './rule.js';
import { listed, nameOfPolicy, nameOfWorkload, placeOfPolicy, placeOfWorkload } from './support/policies.js';
import { policy, workload } from './support/policyExamples.js';

export const policyOnHostNetwork: Rule = {
  id: 'policy-on-host-network',
  severity: 'information',
  summary: 'A SecurityGroupPolicy selects pods with the network of the node.',
  why: `
A pod with \`hostNetwork: true\` has no interface of its own. The VPC resource controller leaves it alone: its traffic has the
security groups of the node, whatever a policy says. Not reported of a policy that selects every pod of its namespace.`,
  bad: policy() + workload('      hostNetwork: true\n'),
  good: policy() + workload(),
  sources: ['aws/amazon-vpc-resource-controller-k8s webhooks/core/pod_webhook.go, WhichPod'],
  echoes: true,
  echoesAt: ['workloads'],

  *checkInCluster({ policies }, { workloads, serviceAccounts }) {
    if (policies.length === 0) return;
    const scope = { workloads: onHostNetwork(workloads), serviceAccounts };
    if (scope.workloads.length === 0) return;
    for (const found of policies) {
      if (selectsAll(found)) continue;
      const onHost = selectedBy(found, scope).workloads;
      if (onHost.length === 0) continue;
      yield {
        span: placeOfPolicy(found),
        of: found,
        message: `Pods of ${listed(onHost.map(nameOfWorkload))} have the network of the node (hostNetwork): they keep the security groups of the node, and this policy changes nothing for them.`,
        related: onHost.slice(0, MOST_LINKS).map((each) => related(each, found)),
      };
    }
  },
};

/** Mostly none, of thousands. */
const onHostNetwork = remembered((workloads: readonly Workload[]) => hostsAmong(workloads));

const hostsAmong = choosingFrom<Workload, void>(
  remembered((workloads: readonly Workload[]) => workloads.filter(({ hostNetwork }) => hostNetwork)),
);

/** It has no condition that could be meant for these pods. */
const selectsAll = ({ podSelector, serviceAccountSelector }: SecurityGroupPolicy): boolean =>
  [podSelector, serviceAccountSelector].every((selector) => (selector?.conditions ?? 0) === 0);

const related = (selected: Workload, by: SecurityGroupPolicy) => ({
  span: placeOfWorkload(selected),
  of: selected,
  message: 'Selected here, with hostNetwork.',
  echo: `SecurityGroupPolicy ${nameOfPolicy(by)} selects these pods, and with hostNetwork they keep the security groups of the node.`,
});
