import type { Analysis } from '../analysis.js';
import { parseCidr } from '../domain/cidr.js';
import { subnetForecast } from '../domain/subnetForecast.js';
import { settled } from '../domain/warmPool.js';
import { isZoneName } from '../domain/zone.js';
import { choosing, isZoneLabel } from '../model/choosing.js';
import { type Cluster, inSight } from '../model/cluster.js';
import type { EniConfig, Facts, Install } from '../model/facts.js';
import { installsIn } from '../model/parts.js';
import { startsOf } from '../model/starts.js';
import { nodesOf, runsAwsNode } from '../rules/support/nodes.js';
import type { Settings } from '../settings.js';
import {
  type Capacity,
  capacitiesBy,
  capacitiesOf,
  capacityText,
  countedFromTo,
  priceNote,
  typesText,
} from './capacity.js';
import { type Stop, stopIn } from './stops.js';
import { takersOf } from './takers.js';
import { wholeOf } from './wholeInstall.js';

/** One line above what stands at an offset. */
export interface CodeLens {
  /** In the file. */
  readonly offset: number;
  readonly title: string;
  /** What its price is, or why no figure holds; absent: there is nothing to say. */
  readonly note?: string;
  /** The instance types that it is about. */
  readonly types: readonly string[];
}

/** What aws-nodes, node groups and ENIConfigs come to, in a line each. Where that is not known, there is none. */
export function codeLenses(
  { documents, cluster }: Analysis,
  settings: Settings,
  types: readonly string[],
): readonly CodeLens[] {
  // Another plugin hands out addresses by rules of its own.
  if (!settings.codeLens || cluster.otherCnis.length > 0) return [];
  const starts = startsOf(documents);
  return documents.flatMap(({ facts }, i) =>
    [
      ...[...new Set(installsIn(facts))].flatMap((install) => installLens(install, cluster, settings, types)),
      ...nodeLenses(facts, cluster, settings),
      ...facts.eniConfigs.flatMap((config) => eniConfigLens(config, cluster, settings, types)),
    ]
      .map((lens) => ({ ...lens, offset: lens.offset + (starts[i] as number) }))
      .sort((a, b) => a.offset - b.offset),
  );
}

function installLens(
  install: Install,
  cluster: Cluster,
  settings: Settings,
  types: readonly string[],
): CodeLens[] {
  if (!install.containers.some(({ role }) => role === 'aws-node')) return [];
  const whole = wholeOf(install, cluster);
  const found = capacitiesBy(whole, types, cluster, settings);
  const stop = stopIn([whole]);
  if (!found) return [];
  return [
    stop
      ? stoppedLens(install.span.start, found, stop)
      : lens(install.span.start, [capacityText(found)], found, settings),
  ];
}

function nodeLenses(facts: Facts, cluster: Cluster, settings: Settings): CodeLens[] {
  const own = new Set(facts.nodeGroups);
  return nodesOf(facts, cluster, settings).flatMap((nodes) => {
    if (!own.has(nodes.group) || !runsAwsNode(nodes, cluster)) return [];
    const found = capacitiesOf(nodes, cluster, settings);
    if (!found) return [];
    const stop = nodes.windows ? undefined : stopIn(cluster.installs);
    if (stop) return [stoppedLens(nodes.group.span.start, found, stop)];
    const isAssumed = !inSight(cluster).certain && !nodes.windows;
    const parts = [capacityText(found), ...(isAssumed ? ['with the defaults of aws-node'] : [])];
    return [lens(nodes.group.span.start, parts, found, settings)];
  });
}

/** Who takes it, how many pods that makes, and how many nodes its subnet has room for. */
function eniConfigLens(
  { name, subnet, span }: EniConfig,
  cluster: Cluster,
  settings: Settings,
  types: readonly string[],
): CodeLens[] {
  const { install } = inSight(cluster);
  const takers = name?.value === undefined ? undefined : takersOf(name.value, cluster, settings);
  if (!install || !takers || name?.value === undefined) return [];
  const taking = takers.map(({ nodes }) => capacitiesOf(nodes, cluster, settings));
  const found =
    takers.length > 0
      ? taking.flatMap((each) => each ?? [])
      : capacitiesBy(install, types, cluster, settings);
  if (!found || found.length === 0 || taking.includes(undefined)) return [];
  const stop = stopIn([install]);
  if (stop) return [stoppedLens(span.start, found, stop)];
  const who = whoTakes(
    name.value,
    takers.map(({ nodes: { group } }) => group.name?.value),
    cluster,
  );
  const room = roomText(subnet?.value, found, cluster, settings);
  return who || room ? [lens(span.start, [who, capacityText(found), room], found, settings)] : [];
}

/** '' where that is not known. */
function whoTakes(name: string, groups: readonly (string | undefined)[], cluster: Cluster): string {
  const label = choosing(cluster).keys?.label;
  const zone = label !== undefined && isZoneLabel(label) && isZoneName(name) ? `nodes in ${name}` : '';
  const named = groups.flatMap((group) => group ?? []);
  if (groups.length === 0 || named.length < groups.length || named.length > MOST_NAMES)
    return groups.length > 0 ? `taken by ${countedFromTo([groups.length], 'node group')}` : zone;
  return `taken by ${named.join(', ')}`;
}

const MOST_NAMES = 3;

/** Nodes until the subnet is full, where its block is written next to its id. */
function roomText(
  id: string | undefined,
  found: readonly Capacity[],
  { settings: said }: Cluster,
  { podsPerNode }: Settings,
): string {
  const blocks = new Set(
    said.flatMap((each) => (each.kind === 'subnet' && each.id === id ? (each.cidr ?? []) : [])),
  );
  const [block, ...others] = blocks;
  const cidr = block === undefined || others.length > 0 ? undefined : parseCidr(block);
  if (!cidr) return '';
  const rooms = found.flatMap(({ pool }) => {
    const held = pool && settled(pool.node, pool.targets, Math.min(podsPerNode ?? pool.pods, pool.pods));
    return (held && subnetForecast(cidr, held, { customNetworking: true })?.nodes) ?? [];
  });
  return rooms.length === found.length ? `${countedFromTo(rooms, 'node')} until ${block} is full` : '';
}

function lens(
  offset: number,
  parts: readonly string[],
  found: readonly Capacity[],
  settings: Settings,
): CodeLens {
  const note = priceNote(found, settings);
  return {
    offset,
    title: parts.filter((part) => part !== '').join(' · '),
    ...(note !== undefined && { note }),
    types: typesOf(found),
  };
}

/** No figure holds. */
const stoppedLens = (offset: number, found: readonly Capacity[], { short, why }: Stop): CodeLens => ({
  offset,
  title: `${typesText(found)}: ${short}`,
  note: why,
  types: typesOf(found),
});

const typesOf = (found: readonly Capacity[]): readonly string[] =>
  [...new Set(found.map(({ type }) => type.name))].slice(0, MOST_TYPES);

/** The explorer draws a few at a time. */
const MOST_TYPES = 12;
