import { type Cluster, isUnread } from '../../model/cluster.js';
import { containerOf } from '../../model/effective.js';
import type { ClusterSetting, Install, NetworkPolicy, NodeGroup } from '../../model/facts.js';
import { chosenIn } from '../../model/following.js';
import { choosingFrom } from '../../model/lists.js';
import { agentArgument, agentFlag, networkPolicyIsOn } from '../../model/nodeAgent.js';
import { remembered } from '../../model/remembered.js';
import type { Span } from '../../model/span.js';

/** Whether the node agents in sight enforce policies; undefined: they differ, it is not known, or none is in sight. */
export const agentsInSight = remembered((cluster: Cluster): 'on' | 'off' | undefined => {
  const { installs, nodeGroups } = cluster;
  // Nodes of EKS Auto Mode have an agent of their own, which no aws-node tells anything.
  if (isUnread(cluster) || ofAutoMode(nodeGroups).length > 0 || installs.length === 0) return undefined;
  if (installs.every(networkPolicyIsOn)) return 'on';
  return installs.every(isAgentOff) ? 'off' : undefined;
});

const ofAutoMode = choosingFrom<NodeGroup, void>(chosenIn(({ maker }: NodeGroup) => maker === 'auto-mode'));

/** It is told so, or there is none. */
const isAgentOff = (install: Install): boolean =>
  containerOf(install, 'aws-eks-nodeagent')
    ? agentFlag(install, 'enable-network-policy') === false
    : install.complete && install.form !== 'kops' && install.form !== 'capa';

/** Calico, Cilium or another engine is in sight, or policies that only Calico reads. */
export const hasOtherEngine = ({ settings, networkPolicies }: Cluster): boolean =>
  engines(settings).length > 0 || ofCalico(networkPolicies).length > 0;

const engines = choosingFrom<ClusterSetting, void>(
  chosenIn(({ kind }: ClusterSetting) => kind === 'policy-engine'),
);
const ofCalico = choosingFrom<NetworkPolicy, void>(
  chosenIn(({ engine }: NetworkPolicy) => engine === 'calico'),
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
