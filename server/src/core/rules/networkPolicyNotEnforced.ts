import type { NetworkPolicy } from '../model/facts.js';
import { MOST_LINKS, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { agentPlace, agentsInSight, hasOtherEngine, turnOn } from './support/policyAgents.js';

const policy = (argument: string): string => `${awsNode(
  { NETWORK_POLICY_ENFORCING_MODE: 'standard' },
  { agent: [`enable-network-policy=${argument}`] },
)}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
spec:
  podSelector: {}
`;

export const networkPolicyNotEnforced: Rule = {
  id: 'network-policy-not-enforced',
  severity: 'information',
  summary: 'A network policy is in sight of an aws-node that does not enforce it.',
  why: `
The API server accepts network policies whether or not anybody enforces them. With the plugin that is up to the node agent, which
is off in upstream's manifest, in the chart and in the add-on: all traffic then flows as if the policy were not there.

It is information, since an engine such as Calico may have been installed from elsewhere. Nothing is said where one is in sight, nor
of EKS Auto Mode.`,
  bad: policy('false'),
  good: policy('true'),
  sources: [
    'aws/aws-network-policy-agent README.md, enable-network-policy',
    'Kubernetes documentation, "Network Policies", Prerequisites',
  ],
  echoes: true,
  echoesAt: ['installs'],

  *checkInCluster({ networkPolicies }, cluster) {
    const [install] = cluster.installs;
    if (
      networkPolicies.length === 0 ||
      !install ||
      agentsInSight(cluster) !== 'off' ||
      hasOtherEngine(cluster)
    )
      return;
    // Half of it is on: another rule's.
    const isHalf = cluster.settings.some(
      (setting) => setting.kind === 'network-policy-controller' && setting.value !== false,
    );
    if (isHalf) return;
    const first = cluster.networkPolicies.find(isOurs);
    for (const policy of networkPolicies.filter(isOurs)) {
      // Told at the other ends once, however many policies there are.
      const isFirst = policy === first;
      yield {
        span: policy.name?.span ?? { start: policy.span.start, end: policy.span.start },
        of: policy,
        message: `Nothing in sight enforces this policy: the node agent of aws-node is off. ${turnOn(install, false)}`,
        related: (isFirst ? cluster.installs : cluster.installs.slice(0, MOST_LINKS)).map((other) => ({
          span: agentPlace(other),
          message: 'The node agent is off.',
          of: other,
          ...(isFirst && { echo: 'Network policies are in sight, and the node agent is off.' }),
        })),
      };
    }
  },
};

const isOurs = ({ engine }: NetworkPolicy): boolean => engine !== 'calico';
