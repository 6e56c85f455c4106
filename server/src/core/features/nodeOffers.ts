import type { InstanceType } from '../domain/instances.js';
import { maxPods, type NetworkingMode } from '../domain/maxPods.js';
import { type Cluster, inSight, windowsMode } from '../model/cluster.js';
import { NO_FACTS, type NodeGroup, type PodLimit } from '../model/facts.js';
import type { Slot } from '../model/slots.js';
import { capacityOf, type Nodes, nodesOf, recommendedOn, runsAwsNode } from '../rules/support/nodes.js';
import { pods as inPods } from '../rules/support/pools.js';
import { type Settings, typesKnown, withUnmanagedEnis } from '../settings.js';
import type { Draft } from './complete.js';
import { sizeOf } from './density.js';

/** All instance types, with the pods of a node and its size. */
export function typeOffers(group: NodeGroup | undefined, cluster: Cluster, settings: Settings): Draft[] {
  const mode = modeOf(group, cluster, settings);
  return typesKnown(settings).map((type) => {
    const pods = mode && maxPods(type, mode, { ceiling: settings.maxPodsCeiling })?.maxPods;
    const detail = [pods === undefined ? '' : inPods(pods), sizeOf(type)].filter(Boolean).join(' · ');
    return { label: type.name, kind: 'instance-type', text: type.name, ...(detail && { detail }) };
  });
}

/** Undefined where ENIs do not limit the pods, or how they do is not known. */
function modeOf(
  group: NodeGroup | undefined,
  cluster: Cluster,
  settings: Settings,
): NetworkingMode | undefined {
  if (cluster.otherCnis.length > 0 || group?.maker === 'auto-mode') return undefined;
  const isWindows = group?.os === 'windows' || group?.image === 'Windows';
  const mode = isWindows ? windowsMode(cluster) : inSight(cluster).mode;
  return mode && withUnmanagedEnis(mode, settings);
}

/** Numbers of pods that suit all types of a group: what is recommended, and what the ENIs carry. */
export function limitOffers(
  { group, limit }: Extract<Slot, { kind: 'pod-limit' }>,
  cluster: Cluster,
  settings: Settings,
): Draft[] {
  const { mode } = inSight(cluster);
  if (!takesNumber(limit) || !mode || cluster.otherCnis.length > 0) return [];
  const nodes = nodesOf({ ...NO_FACTS, nodeGroups: [group] }, cluster, settings);
  if (!nodes.every((each) => runsAwsNode(each, cluster))) return [];
  const figure = (count: typeof capacityOf) =>
    least(nodes, (each, type) => count(each, type, mode, settings)?.maxPods);
  const recommended = figure(recommendedOn);
  // Addresses do not run out in IPv6 mode.
  const carried = mode.ipv6 ? undefined : figure(capacityOf);
  const offers = [
    recommended && { ...recommended, what: recommended.pods === carried?.pods ? BOTH : RECOMMENDED },
    carried && carried.pods !== recommended?.pods && { ...carried, what: CARRIED },
  ];
  return offers.flatMap((offer): Draft[] => {
    if (!offer) return [];
    const { pods, type, of, what } = offer;
    const on = of > 1 ? `${type}, the least of ${of} types` : type;
    return [{ label: `${pods}`, kind: 'value', text: `${pods}`, detail: `${what} on ${on}` }];
  });
}

/** Karpenter takes an expression in the same field: a single word is the beginning of either. */
const takesNumber = ({ form, field, text }: PodLimit): boolean =>
  form === 'number' || (field === 'maxPods' && /^\w+$/.test(text.value ?? ''));

const RECOMMENDED = 'recommended';
const CARRIED = 'what the ENIs carry';
const BOTH = `recommended, and ${CARRIED}`;

interface Least {
  readonly pods: number;
  readonly type: string;
  /** Types that were looked at. */
  readonly of: number;
}

/** Undefined: there is no type, or one whose pods are not known. */
function least(
  nodes: readonly Nodes[],
  count: (nodes: Nodes, type: InstanceType) => number | undefined,
): Least | undefined {
  const found = new Map<string, number>();
  for (const each of nodes) {
    // One of them has no figures.
    if (each.types.length < each.parts.reduce((sum, { types }) => sum + types.length, 0)) return undefined;
    for (const type of each.types) {
      const pods = count(each, type);
      if (pods === undefined) return undefined;
      found.set(type.name, Math.min(pods, found.get(type.name) ?? pods));
    }
  }
  const [first] = [...found].sort(([, a], [, b]) => a - b);
  return first && { type: first[0], pods: first[1], of: found.size };
}
