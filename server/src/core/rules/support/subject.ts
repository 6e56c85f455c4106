import type { Cluster } from '../../model/cluster.js';
import type { Install, NodeGroup } from '../../model/facts.js';
import { partAt } from '../../model/parts.js';
import type { Span } from '../../model/span.js';
import { shown } from './places.js';
import { nameOfWorkload } from './policies.js';

/** The fact at a place, for links that lead there: `ENIConfig us-west-2a`. Undefined: nothing that has a name. */
export function subjectOf(of: object, span: Span, cluster: Cluster): string | undefined {
  const among = <T extends object>(list: readonly T[]): T | undefined => list.find((each) => each === of);
  const group = among(cluster.nodeGroups);
  if (group) return `Nodes${ofGroup(group)}`;
  const mark = among(cluster.nodeMarks);
  if (mark) return `The ${mark.form} ${mark.key} of nodes${ofGroup(mark.group)}`;
  const config = among(cluster.eniConfigs);
  if (config) return `ENIConfig${config.name?.value === undefined ? '' : ` ${config.name.value}`}`;
  const policy = among(cluster.policies);
  if (policy) return `SecurityGroupPolicy${quoted(policy.name?.value)}`;
  const network = among(cluster.networkPolicies);
  if (network) return `${network.kind}${quoted(network.name?.value)}`;
  const workload = among(cluster.workloads);
  if (workload) return workload.name ? nameOfWorkload(workload) : workload.kind;
  const map = among(cluster.configMaps);
  if (map) return `ConfigMap${map.name?.value === undefined ? '' : ` ${map.name.value}`}`;
  switch (among(cluster.settings)?.kind) {
    case 'network-policy-controller':
      return 'The network policy controller';
    case 'windows-ipam':
      return 'enable-windows-ipam';
  }
  return 'containers' in of ? settingOf(of as Install, span) : undefined;
}

const ofGroup = (group: NodeGroup | undefined): string => (group?.name ? ` of ${group.name.value}` : '');

const quoted = (name: string | undefined): string => (name === undefined ? '' : ` ${shown(name)}`);

/** `ENABLE_POD_ENI of aws-node`, or that alone. */
function settingOf(install: Install, span: Span): string {
  const part = partAt(install, span);
  const name = part && 'name' in part ? (part.name as string | { readonly value: string } | undefined) : '';
  const written = typeof name === 'object' ? name.value : name;
  return written && written !== 'aws-node' ? `${written} of aws-node` : 'aws-node';
}
