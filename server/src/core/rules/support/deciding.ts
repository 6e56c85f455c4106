import type { NetworkingMode } from '../../domain/maxPods.js';
import type { VariableName } from '../../domain/variables.js';
import type { InSight } from '../../model/cluster.js';
import type { Facts, NodeGroup } from '../../model/facts.js';
import type { Related } from '../rule.js';
import { linkTo } from './links.js';

/**
 * Leads from nodes to the setting of the aws-node that decides how many addresses they have. `echo`: what to say there; not
 * where the nodes stand in the very same document.
 */
export function decidedBy(
  { install, certain }: InSight,
  [name, message]: readonly [VariableName, string],
  facts: Facts,
  echo?: string,
): Related[] {
  if (!install || !certain) return [];
  return linkTo(install, name, message, facts.installs.includes(install) ? undefined : echo);
}

/** What keeps addresses few. */
export function scarceBy(mode: NetworkingMode): readonly [VariableName, string] {
  if (!mode.prefixDelegation) return ['ENABLE_PREFIX_DELEGATION', 'Prefix delegation is off here.'];
  return enisTakenBy(mode) ?? ['ENABLE_PREFIX_DELEGATION', 'Prefix delegation is on here.'];
}

/** What keeps ENIs from serving pods. */
export function enisTakenBy(mode: NetworkingMode): readonly [VariableName, string] | undefined {
  if (mode.customNetworking) return ['AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', 'Custom networking is on here.'];
  if (mode.podEni) return ['ENABLE_POD_ENI', 'Security groups for pods are on here.'];
  return mode.maxEni === undefined ? undefined : ['MAX_ENI', 'The ENIs of a node are limited here.'];
}

/** `m5.large nodes of general`. */
export const nodesOfGroup = (type: string, { name }: Pick<NodeGroup, 'name'>): string =>
  `${type} nodes${name ? ` of ${name.value}` : ''}`;
