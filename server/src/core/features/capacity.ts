import { type InstanceType, PRICE_DATE } from '../domain/instances.js';
import { settled } from '../domain/warmPool.js';
import { withCommas } from '../domain/withCommas.js';
import { usdPerPodMonth, workloadPods } from '../domain/workloads.js';
import type { Cluster } from '../model/cluster.js';
import { type Install, NO_FACTS } from '../model/facts.js';
import { networkingMode } from '../model/networkingMode.js';
import type { NodePool } from '../model/nodePool.js';
import { remembered } from '../model/remembered.js';
import { kindsOf, type Nodes, nodesOf } from '../rules/support/nodes.js';
import { type Settings, typeNamed } from '../settings.js';
import { densityOf } from './density.js';
import { withDaemonSets } from './nodes.js';
import { poolOn } from './pool.js';
import { type Taken, takenOn } from './takenPods.js';

/** What nodes of one type come to. */
export interface Capacity {
  readonly type: InstanceType;
  /** Those that they take. */
  readonly pods: number;
  /** USD per pod and month; absent: no price is known. */
  readonly usd?: number;
  /** Absent: not known, or there is none. */
  readonly pool?: NodePool;
}

/** Of nodes that are made alike, one for each of their types. Undefined: not known of one of them. */
export function capacitiesOf(
  nodes: Nodes,
  cluster: Cluster,
  settings: Settings,
): readonly Capacity[] | undefined {
  const named = new Set(nodes.parts.flatMap(({ types }) => types.map(({ value }) => value)));
  const types = kindsOf(nodes);
  // Several may hand out addresses alike, and hold more or fewer of them.
  const [only, ...others] = cluster.installs;
  if (types.length < named.size) return undefined;
  const found = types.flatMap(
    (type) => capacityOn(nodes, type, others.length === 0 ? only : undefined, cluster, settings) ?? [],
  );
  return found.length > 0 && found.length === types.length ? found : undefined;
}

function capacityOn(
  nodes: Nodes,
  type: InstanceType,
  install: Install | undefined,
  cluster: Cluster,
  settings: Settings,
): Capacity | undefined {
  const taken = takenBy(nodes, type.name, cluster, settings);
  if (!taken) return undefined;
  return nodes.windows
    ? { type, pods: taken.pods }
    : capacity(type, taken.pods, install, taken.told.pods, cluster, settings);
}

/** What an aws-node makes of types: on the nodes in sight that are of them, and otherwise with the number that Amazon recommends. */
export function capacitiesBy(
  install: Install,
  types: readonly string[],
  cluster: Cluster,
  settings: Settings,
): readonly Capacity[] | undefined {
  const mode = networkingMode(install);
  if (!mode) return undefined;
  const inSight = takenByType(cluster)(settings);
  const found = types.map((name): readonly Capacity[] | undefined => {
    const type = typeNamed(name, settings);
    // A misspelt one is no type of nodes.
    if (!type) return [];
    const here = inSight.get(name);
    if (here)
      return here.map(({ pods, told }) => capacity(type, pods, install, told.pods, cluster, settings));
    const density = densityOf(name, mode, settings);
    return density && [capacity(type, density.maxPods, install, undefined, cluster, settings)];
  });
  const known = found.flatMap((each) => each ?? []);
  return known.length > 0 && !found.includes(undefined) ? known : undefined;
}

/** Of the nodes in sight on which aws-node may run, by the names of their types, what they take: those that take the same once. */
const takenByType = remembered((cluster: Cluster) =>
  remembered((settings: Settings): ReadonlyMap<string, readonly Taken[]> => {
    const found = new Map<string, Taken[]>();
    for (const nodes of nodesOf({ ...NO_FACTS, nodeGroups: cluster.nodeGroups }, cluster, settings)) {
      if (nodes.windows) continue;
      for (const { name } of kindsOf(nodes)) {
        const taken = takenBy(nodes, name, cluster, settings);
        if (!taken) continue;
        const others = found.get(name) ?? [];
        found.set(name, others);
        const isSame = ({ pods, told }: Taken) => pods === taken.pods && told.pods === taken.told.pods;
        if (!others.some(isSame)) others.push(taken);
      }
    }
    return found;
  }),
);

/** Only the type's figures count: where it is written does not. */
function takenBy(nodes: Nodes, name: string, cluster: Cluster, settings: Settings): Taken | undefined {
  const place = nodes.types.find((one) => one.name === name);
  return place && takenOn({ nodes, type: place }, cluster, settings);
}

function capacity(
  type: InstanceType,
  pods: number,
  install: Install | undefined,
  told: number | undefined,
  cluster: Cluster,
  settings: Settings,
): Capacity {
  const daemonSetPods = withDaemonSets(settings, cluster).daemonSetPods ?? 0;
  const usd = usdPerPodMonth(type, workloadPods(pods, daemonSetPods));
  const pool = install && poolOn(install, settings, type.name, told);
  return { type, pods, ...(usd !== undefined && { usd }), ...(pool && { pool }) };
}

/** `m5.large: 29 pods · holds 18 addresses idle, 27 full · $2.60 per pod and month`; from the least to the most over several. */
export function capacityText(found: readonly Capacity[]): string {
  const usd = found.flatMap((each) => each.usd ?? []);
  return [
    `${typesText(found)}: ${countedFromTo(
      found.map(({ pods }) => pods),
      'pod',
    )}`,
    poolText(
      found.flatMap(({ pool }) => pool ?? []),
      found.length,
    ),
    usd.length === found.length && `$${range(usd, (value) => value.toFixed(2))} per pod and month`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** `m5.large`, `2 types`. */
export function typesText(found: readonly Capacity[]): string {
  const [name = '', ...others] = new Set(found.map(({ type }) => type.name));
  return others.length === 0 ? name : `${others.length + 1} types`;
}

/** What the price in such a text is. */
export const priceNote = (
  found: readonly Capacity[],
  { instanceTypes: own }: Settings,
): string | undefined => {
  if (!found.every(({ usd }) => usd !== undefined)) return undefined;
  const isOwn = ({ type }: Capacity) =>
    Object.hasOwn(own, type.name) && own[type.name]?.usdPerHour !== undefined;
  return found.some(isOwn) ? 'Prices by the settings.' : `Prices on demand in us-east-1, of ${PRICE_DATE}.`;
};

/** '' where one of so many is not known. */
function poolText(pools: readonly NodePool[], wanted: number): string {
  const held = pools.flatMap(({ node, targets, pods }) => {
    const [idle, full] = [settled(node, targets, 0), settled(node, targets, pods)];
    return idle && full ? [{ idle, full }] : [];
  });
  if (held.length < wanted) return '';
  const waiting = held.map(({ full }) => full.waiting);
  const lack = waiting.some((count) => count > 0) ? `, ${countedFromTo(waiting, 'pod')} without` : '';
  const idle = countedFromTo(
    held.map((each) => each.idle.addresses),
    'address',
    'addresses',
  );
  return `holds ${idle} idle, ${range(held.map(({ full }) => full.addresses))} full${lack}`;
}

/** `29 pods`, `11–29 pods`. */
export const countedFromTo = (counts: readonly number[], one: string, many = `${one}s`): string =>
  `${range(counts)} ${counts.every((count) => count === 1) ? one : many}`;

function range(values: readonly number[], text: (value: number) => string = withCommas): string {
  const least = text(values.reduce((a, b) => Math.min(a, b)));
  const most = text(values.reduce((a, b) => Math.max(a, b)));
  return least === most ? least : `${least}–${most}`;
}
