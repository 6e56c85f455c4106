import type { CidrField, NodeGroup, PodLimit } from '../model/facts.js';
import { at, entry, items, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { hasDirective, located } from './fields.js';
import { cidrField, podLimit } from './nodeFields.js';
import { ofGroup, toldMarks } from './nodeMarks.js';
import { argumentLimit } from './scripts.js';

/** What one node is told by nodeadm, the start-up program of AL2023. User data may hold several; they are merged. */
export const nodeadm: Carrier = {
  id: 'nodeadm',
  title: 'NodeConfig',
  mark: /node\.eks\.aws\/v\d/,
  matches: (object) => isNodeConfig(object),
  read(object, { templated, source }) {
    const spec = at(object, 'spec');
    const name = located(at(object, 'metadata', 'name'));
    // Hybrid nodes are machines of the user's own, without ENIs.
    if (entry(spec, 'hybrid')) return {};
    const group: NodeGroup = {
      span: object.span,
      maker: 'nodeadm',
      ...(name && { name }),
      types: [],
      typesComplete: false,
      os: 'linux',
      image: 'AL2023',
      customImage: false,
      podLimits: nodeadmLimits(at(spec, 'kubelet'), source),
      uses: [],
      // Without the cluster it is a part, to which EKS or Karpenter adds the rest.
      complete: !templated && !hasDirective(object, spec) && entry(spec, 'cluster') !== undefined,
    };
    const marks = items(at(spec, 'kubelet', 'flags')).flatMap((flag) => toldMarks(flag, source));
    return { cidrs: serviceCidrs(object), nodeGroups: [group], nodeMarks: ofGroup(marks, group) };
  },
};

export const isNodeConfig = (object: Node): boolean =>
  text(at(object, 'kind')) === 'NodeConfig' &&
  text(at(object, 'apiVersion'))?.startsWith('node.eks.aws/') === true;

/** `spec.kubelet` of a NodeConfig, in the order in which kubelet prefers what it says. */
export function nodeadmLimits(kubelet: Node | undefined, source: string): PodLimit[] {
  // Of two flags of one name the last counts.
  const flags = items(at(kubelet, 'flags')).flatMap((flag) => argumentLimit(flag, source) ?? []);
  return [
    flags.at(-1),
    podLimit(at(kubelet, 'config', 'maxPods'), 'maxPods'),
    podLimit(at(kubelet, 'maxPodsExpression'), 'maxPodsExpression', 'expression'),
  ].flatMap((limit) => limit ?? []);
}

/** `spec.cluster.cidr`, which holds the ClusterIPs of Services. */
export function serviceCidrs(nodeConfig: Node): CidrField[] {
  const field = cidrField(at(nodeConfig, 'spec', 'cluster', 'cidr'), {
    role: 'service',
    field: 'spec.cluster.cidr',
    reader: 'nodeadm',
    admission: false,
    forNodes: false,
  });
  return field ? [field] : [];
}
