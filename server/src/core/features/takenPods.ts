import type { InstanceType } from '../domain/instances.js';
import type { Density } from '../domain/maxPods.js';
import { type Cluster, inSight } from '../model/cluster.js';
import { type Facts, NO_FACTS, type NodeGroup, type PodLimit } from '../model/facts.js';
import { remembered } from '../model/remembered.js';
import { capacityOf, type Nodes, nodesOf, type Told, toldTo } from '../rules/support/nodes.js';
import type { Settings } from '../settings.js';

/** The nodes of a document, by what is written about them there. */
export interface NodesHere {
  /** The group that makes nodes of the type that stands at an offset. */
  readonly groupAt: (start: number) => NodeGroup | undefined;
  /** Its nodes, of that type. */
  readonly nodesAt: (start: number) => NodesOfType | undefined;
  /** All nodes that are told this number. */
  readonly toldBy: (limit: PodLimit) => readonly Nodes[];
}

export interface NodesOfType {
  readonly nodes: Nodes;
  readonly type: InstanceType;
}

export function nodesHere(facts: Facts, cluster: Cluster, settings: Settings): NodesHere {
  const own = new Set(facts.nodeGroups);
  const groups = new Map<number, NodeGroup>();
  const places = new Map<number, NodesOfType>();
  const limits = new Map<PodLimit, Nodes[]>();
  for (const group of facts.nodeGroups)
    for (const { span } of group.types) if (!groups.has(span.start)) groups.set(span.start, group);
  for (const nodes of nodesOf(facts, cluster, settings)) {
    // What stands in other documents has offsets of its own.
    if (own.has(nodes.group))
      for (const type of nodes.types) places.set(type.place.span.start, { nodes, type });
    for (const limit of nodes.limits) {
      const told = limits.get(limit);
      if (told) told.push(nodes);
      else limits.set(limit, [nodes]);
    }
  }
  return {
    groupAt: (start) => groups.get(start),
    nodesAt: (start) => places.get(start),
    toldBy: (limit) => limits.get(limit) ?? [],
  };
}

/** What nodes really take: what kubelet is told, as far as the ENIs carry it. */
export interface Taken {
  readonly pods: number;
  readonly told: Told;
  /** Undefined in IPv6 mode, where ENIs limit nothing. */
  readonly carried: Density | undefined;
}

/** Undefined: what kubelet is told is not known, or what the ENIs carry. */
export function takenOn(
  { nodes, type }: NodesOfType,
  cluster: Cluster,
  settings: Settings,
): Taken | undefined {
  const { mode } = inSight(cluster);
  const told = mode && toldTo(nodes, type, mode, cluster, settings);
  const carried = mode && !mode.ipv6 ? capacityOf(nodes, type, mode, settings) : undefined;
  if (!told || !(carried || mode?.ipv6)) return undefined;
  return { pods: Math.min(told.pods, carried?.raw ?? told.pods), told, carried };
}

/** Pods that kubelet is told of on nodes in sight, by type; undefined where that is not known, or differs. */
export const toldInSight = (cluster: Cluster, settings: Settings): ((type: string) => number | undefined) =>
  toldIn(cluster)(settings);

const toldIn = remembered((cluster: Cluster) =>
  remembered((settings: Settings): ((type: string) => number | undefined) => {
    const { mode } = inSight(cluster);
    if (!mode || cluster.nodeGroups.length === 0) return () => undefined;
    const found = new Map<string, number | undefined>();
    for (const nodes of nodesOf({ ...NO_FACTS, nodeGroups: cluster.nodeGroups }, cluster, settings)) {
      for (const type of nodes.types) {
        const told = toldTo(nodes, type, mode, cluster, settings)?.pods;
        const isSame = !found.has(type.name) || found.get(type.name) === told;
        found.set(type.name, isSame ? told : undefined);
      }
    }
    return (type) => found.get(type);
  }),
);
