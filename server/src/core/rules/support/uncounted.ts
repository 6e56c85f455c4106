import { type Cluster, inSight } from '../../model/cluster.js';
import type { Facts } from '../../model/facts.js';
import type { Settings } from '../../settings.js';
import { capacityOf, isIn, isManaged, type Nodes, type NodeType, nodesOf, toldTo } from './nodes.js';

/** Nodes whose maker counts ENIs for kubelet that serve no pods. */
export interface Uncounted {
  readonly nodes: Nodes;
  /** The type where the difference is greatest, and where it is written. */
  readonly type: NodeType;
  readonly told: number;
  readonly formula: string;
  /** Pods that get an address, those with branch ENIs of their own left out. */
  readonly addresses: number;
  /** One of the ENIs is the trunk. */
  readonly trunk: boolean;
  /** The addresses of branch ENIs make up for it, if there are pods for them. */
  readonly enough: boolean;
}

/** Only where the mode is sure, and nobody writes a number. For each of the makers its worst type in the document. */
export function uncounted(facts: Facts, cluster: Cluster, settings: Settings): readonly Uncounted[] {
  const { mode, certain } = inSight(cluster);
  const takesEnis = mode?.customNetworking || mode?.podEni || mode?.maxEni !== undefined;
  if (!mode || !certain || mode.ipv6 || !(takesEnis || settings.unmanagedEnis > 0)) return [];
  return nodesOf(facts, cluster, settings).flatMap((nodes): Uncounted[] => {
    // EKS counts with the mode in mind, and no field of a managed group puts it right where it does not.
    if (nodes.windows || isManaged(nodes)) return [];
    const found = nodes.types.flatMap((type): Uncounted[] => {
      const told = toldTo(nodes, type, mode, cluster, settings);
      const capacity = capacityOf(nodes, type, mode, settings);
      if (!told?.formula || !capacity || told.pods <= capacity.raw || !isIn(type, facts)) return [];
      // Nobody is advised to run that many.
      if (capacity.ceiling !== undefined && capacity.raw >= capacity.ceiling) return [];
      const branchPods = capacity.branchPods ?? 0;
      return [
        {
          nodes,
          type,
          told: told.pods,
          formula: told.formula,
          addresses: capacity.raw,
          trunk: branchPods > 0,
          enough: told.pods <= capacity.raw + branchPods,
        },
      ];
    });
    return found.sort((a, b) => b.told - b.addresses - (a.told - a.addresses)).slice(0, 1);
  });
}
