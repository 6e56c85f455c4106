import { type Cluster, inSight } from '../../model/cluster.js';
import type { Facts, NodeGroup } from '../../model/facts.js';
import type { Span } from '../../model/span.js';
import type { Settings } from '../../settings.js';
import { isIn, isManaged, type Nodes, nodesOf, recommendedOn, toldTo } from './nodes.js';

/** Nodes that take far fewer pods than prefix delegation, which is surely on, gives addresses for. */
export interface Unused {
  readonly nodes: Nodes;
  /** The object that could say how many. */
  readonly part: NodeGroup;
  /** Where it is named, in the document at hand. */
  readonly place: Span;
  /** The type where the difference is greatest. */
  readonly type: string;
  readonly told: number;
  readonly formula: string;
  readonly recommended: number;
}

/** Only where nobody writes a number: a low one that is written is meant. Each object once. */
export function unusedPods(facts: Facts, cluster: Cluster, settings: Settings): readonly Unused[] {
  const { mode, certain } = inSight(cluster);
  if (!mode?.prefixDelegation || !certain) return [];
  const worst = new Map<NodeGroup, Unused>();
  for (const nodes of nodesOf(facts, cluster, settings)) {
    const part = nodes.parts.find(({ maker }) => TELLING.includes(maker)) ?? nodes.group;
    // EKS counts prefixes by itself.
    if (nodes.windows || isManaged(nodes) || !isIn(part, facts)) continue;
    for (const type of nodes.types) {
      const told = toldTo(nodes, type, mode, cluster, settings);
      const recommended = recommendedOn(nodes, type, mode, settings)?.maxPods;
      if (!told?.formula || recommended === undefined || told.pods >= recommended * FAR) continue;
      const before = worst.get(part);
      if (before && before.recommended - before.told >= recommended - told.pods) continue;
      const place = part.name ?? (isIn(type, facts) ? type.place : part);
      worst.set(part, {
        nodes,
        part,
        place: place.span,
        type: type.name,
        told: told.pods,
        formula: told.formula,
        recommended,
      });
    }
  }
  return [...worst.values()];
}

/** Objects that say how many pods, for others that make the nodes. */
const TELLING: readonly NodeGroup['maker'][] = ['karpenter-class', 'capa-config'];

/** A few pods more or less are no mistake. */
const FAR = 3 / 4;
