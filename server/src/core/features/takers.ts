import { type Choice, choiceOf, choosing } from '../model/choosing.js';
import type { Cluster } from '../model/cluster.js';
import { NO_FACTS } from '../model/facts.js';
import { type Nodes, nodesOf } from '../rules/support/nodes.js';
import type { Settings } from '../settings.js';

/** Nodes that take an ENIConfig. */
export interface Taker {
  readonly nodes: Nodes;
  /** How many of the nodes do. */
  readonly extent: 'all' | 'some';
}

/** The node groups in sight that are known to take the ENIConfig of a name; undefined: how nodes choose is not known. */
export function takersOf(name: string, cluster: Cluster, settings: Settings): readonly Taker[] | undefined {
  const { isOn, keys } = choosing(cluster);
  if (!isOn || !keys) return undefined;
  return nodesOf({ ...NO_FACTS, nodeGroups: cluster.nodeGroups }, cluster, settings).flatMap(
    (nodes): Taker[] => {
      const choice = nodes.windows ? undefined : choiceOf(nodes.parts, cluster, keys);
      const extent = choice && extentOf(choice, name);
      return extent ? [{ nodes, extent }] : [];
    },
  );
}

/** Undefined: none for sure. */
function extentOf(choice: Choice, name: string): Taker['extent'] | undefined {
  const values = choice.by === 'zone' ? choice.zones : choice.marks.map(({ value }) => value);
  if (!values.some(({ value }) => value === name)) return undefined;
  const isOnly = values.every(({ value }) => value === name);
  return isOnly && (choice.by !== 'zone' || choice.part.zonesComplete) ? 'all' : 'some';
}
