import { addressCount, type Cidr, hasHostBits, network, parseCidr, print } from '../domain/cidr.js';
import { type SubnetForecast, subnetForecast } from '../domain/subnetForecast.js';
import { type Held, poolNode, settled } from '../domain/warmPool.js';
import { withCommas } from '../domain/withCommas.js';
import { type Cluster, inSight } from '../model/cluster.js';
import type { CidrField, Facts } from '../model/facts.js';
import { poolTargets } from '../model/poolTargets.js';
import { type Settings, typeNamed } from '../settings.js';
import { densityOf } from './density.js';
import type { IsWanted, LocalHint } from './nodes.js';
import { toldInSight } from './takenPods.js';
import { code } from './words.js';

/** Roles whose size tells something: a list of who may reach the API does not. */
const SIZED: readonly CidrField['role'][] = [
  'vpc',
  'vpc-secondary',
  'subnet',
  'service',
  'pods',
  'remote-nodes',
  'remote-pods',
];

/** Addresses at the CIDRs of networks, and the nodes that fit into subnets where nodes live. */
export function cidrHints(
  { cidrs }: Facts,
  cluster: Cluster,
  settings: Settings,
  types: readonly string[],
  isWanted: IsWanted,
): LocalHint[] {
  const wanted = cidrs.filter(({ text }) => isWanted(text.span.end));
  const forNodes = settings.inlayHints.nodes && wanted.some((field) => field.forNodes);
  const full = forNodes ? fullNodes(cluster, settings, types) : [];
  return wanted.flatMap((field): LocalHint[] => {
    const cidr = blockOf(field);
    if (!cidr || !SIZED.includes(field.role)) return [];
    const room = field.forNodes && roomText(rooms(cidr, full));
    const size = settings.inlayHints.addresses && cidr.family === 4 && sizeText(cidr, field);
    const label = [size, room].filter(Boolean).join(' · ');
    if (label === '') return [];
    return [
      {
        offset: field.text.span.end,
        label,
        tooltip: () => cidrMarkdown(field, cluster, settings, types) ?? label,
      },
    ];
  });
}

const blockOf = ({ text }: CidrField): Cidr | undefined =>
  text.value === undefined ? undefined : parseCidr(text.value);

/** AWS keeps five addresses of a subnet. */
const RESERVED = 5n;

function sizeText(cidr: Cidr, { role }: CidrField): string {
  const all = addressCount(cidr);
  const usable = role === 'subnet' && cidr.family === 4 && all > RESERVED ? all - RESERVED : all;
  return `${withCommas(usable)} ${usable === 1n ? 'address' : 'addresses'}`;
}

interface Room {
  readonly type: string;
  readonly pods: number;
  readonly forecast: SubnetForecast;
}

/** A node that runs all its pods. */
interface Full {
  readonly type: string;
  readonly pods: number;
  readonly held: Held;
}

/** What full nodes hold, for each type that is known. */
function fullNodes(cluster: Cluster, settings: Settings, types: readonly string[]): readonly Full[] {
  const { mode, install } = inSight(cluster);
  // With custom networking pods live in the subnets of ENIConfigs; in IPv6 mode nodes hold a prefix of their own.
  if (!mode || mode.customNetworking || mode.ipv6 || cluster.otherCnis.length > 0) return [];
  const targets = install ? poolTargets(install) : DEFAULT_TARGETS;
  if (!targets) return [];
  const told = toldInSight(cluster, settings);
  return types.slice(0, MOST_TYPES).flatMap((name): Full[] => {
    const type = typeNamed(name, settings);
    const limit = told(name) ?? densityOf(name, mode, settings)?.maxPods;
    const node = type && limit !== undefined ? poolNode(type, mode, limit) : undefined;
    if (!node || limit === undefined) return [];
    // aws-node and kube-proxy take none.
    const held = settled(node, targets, settings.podsPerNode ?? Math.max(0, limit - 2));
    const hosts = settings.podsPerNode === undefined ? 2 : 0;
    return held ? [{ type: name, pods: held.assigned + hosts, held }] : [];
  });
}

const MOST_TYPES = 20;

/** How many of them fit into a block. */
const rooms = (cidr: Cidr, full: readonly Full[]): readonly Room[] =>
  full.flatMap(({ type, pods, held }) => {
    const forecast = subnetForecast(cidr, held, { customNetworking: false });
    return forecast ? [{ type, pods, forecast }] : [];
  });

const DEFAULT_TARGETS = { warmEni: 1, warmIp: 0, minimumIp: 0, warmPrefix: 0 };

/** `room for 249 nodes`, `room for 12–62 nodes`. */
function roomText(found: readonly Room[]): string | undefined {
  if (found.length === 0) return undefined;
  const counts = found.map(({ forecast }) => forecast.nodes);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const range = least === most ? withCommas(least) : `${withCommas(least)}–${withCommas(most)}`;
  return `room for ${range} ${most === 1 ? 'node' : 'nodes'}`;
}

/** What the block is, and what fits into it. */
export function cidrMarkdown(
  field: CidrField,
  cluster: Cluster,
  settings: Settings,
  types: readonly string[],
): string | undefined {
  const cidr = blockOf(field);
  if (!cidr) return undefined;
  const found = field.forNodes ? rooms(cidr, fullNodes(cluster, settings, types)) : [];
  return [
    `**${field.field}** · ${ROLES[field.role]}`,
    `${code(print(cidr))}: ${withCommas(addressCount(cidr))} addresses${
      field.role === 'subnet' && cidr.family === 4 ? ', of which AWS keeps 5' : ''
    }.${hasHostBits(cidr) ? ` The network is ${code(print(network(cidr)))}.` : ''}`,
    found.length > 0 &&
      [
        '| type | pods | a node holds | nodes |',
        '| :-- | :-: | :-: | :-: |',
        ...found.slice(0, 8).map(roomRow),
      ].join('\n'),
    found.length > 8 && `… and ${found.length - 8} more types.`,
    found.length > 0 &&
      `At best: with nothing else in the subnet, every node full${
        inSight(cluster).certain ? '' : ', and the defaults of aws-node, since none is in sight'
      }.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

const roomRow = ({ type, pods, forecast }: Room): string =>
  `| \`${type}\` | ${pods} | ${
    forecast.prefixesPerNode === undefined
      ? `${forecast.addressesPerNode} addresses`
      : `${forecast.prefixesPerNode} × /28 + ${forecast.addressesPerNode}`
  } | ${withCommas(forecast.nodes)} |`;

const ROLES: Readonly<Record<CidrField['role'], string>> = {
  vpc: 'block of the VPC',
  'vpc-secondary': 'further block of the VPC',
  subnet: 'subnet',
  service: 'ClusterIPs of Services: never routed, so it must not overlap the VPC',
  unmasqueraded: 'destinations whose traffic is not translated',
  pods: 'pods, outside of the VPC',
  'remote-nodes': 'nodes on premises',
  'remote-pods': 'pods on premises',
  access: 'who may connect',
  policy: 'whom a policy is about',
  'policy-except': 'left out of the block above',
  attachment: 'addresses of a network beside that of the VPC',
  route: 'destinations that are reached by a network beside that of the VPC',
};
