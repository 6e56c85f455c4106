import type { Cluster } from '../../model/cluster.js';
import { containerOf } from '../../model/effective.js';
import type { Install } from '../../model/facts.js';
import { agentArgument, agentFlag, networkPolicyIsOn } from '../../model/nodeAgent.js';
import { remembered } from '../../model/remembered.js';
import type { Span } from '../../model/span.js';

/** Whether the node agents in sight enforce policies; undefined: they differ, it is not known, or none is in sight. */
export const agentsInSight = remembered(
  ({ installs, settings, nodeGroups }: Cluster): 'on' | 'off' | undefined => {
    // Nodes of EKS Auto Mode have an agent of their own, which no aws-node tells anything.
    const isOther =
      settings.some(({ kind }) => kind === 'unread-install') ||
      nodeGroups.some(({ maker }) => maker === 'auto-mode');
    if (isOther || installs.length === 0) return undefined;
    if (installs.every(networkPolicyIsOn)) return 'on';
    return installs.every(isAgentOff) ? 'off' : undefined;
  },
);

/** It is told so, or there is none. */
const isAgentOff = (install: Install): boolean =>
  containerOf(install, 'aws-eks-nodeagent')
    ? agentFlag(install, 'enable-network-policy') === false
    : install.complete && install.form !== 'kops' && install.form !== 'capa';

/** Calico, Cilium or another engine is in sight, or policies that only Calico reads. */
export const hasOtherEngine = remembered(
  ({ settings, networkPolicies }: Cluster): boolean =>
    settings.some(({ kind }) => kind === 'policy-engine') ||
    networkPolicies.some(({ engine }) => engine === 'calico'),
);

/** Where the agent is told, or where it would be. */
export function agentPlace(install: Install): Span {
  const argument = agentArgument(install, 'enable-network-policy');
  const container = containerOf(install, 'aws-eks-nodeagent');
  return (
    argument?.valueSpan ??
    argument?.span ??
    container?.name.span ??
    install.name?.span ?? { start: install.span.start, end: install.span.start }
  );
}

/** What to do for the agent to be on, and the controller with it. */
export function turnOn(install: Install, isControllerOn: boolean): string {
  const controller = isControllerOn
    ? ''
    : ', and set enable-network-policy-controller to "true" in the ConfigMap amazon-vpc-cni';
  switch (install.form) {
    case 'chart':
      return containerOf(install, 'aws-eks-nodeagent')
        ? 'Set enableNetworkPolicy to "true" in values of the chart, which is for both.'
        : 'Set nodeAgent.enabled to true and enableNetworkPolicy to "true" in values of the chart.';
    case 'addon':
      return 'Set enableNetworkPolicy to "true" in the configuration of the add-on, which is for both.';
    default:
      return containerOf(install, 'aws-eks-nodeagent')
        ? `Give the node agent --enable-network-policy=true${controller}.`
        : `Give aws-node the container aws-eks-nodeagent, with --enable-network-policy=true${controller}.`;
  }
}
