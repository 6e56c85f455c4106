import type { Analysis } from '../analysis.js';
import { type Cidr, network, parseCidr, print } from '../domain/cidr.js';
import type { InstanceType } from '../domain/instances.js';
import { subnetForecast } from '../domain/subnetForecast.js';
import { type Held, settled } from '../domain/warmPool.js';
import { type Cluster, NO_CLUSTER } from '../model/cluster.js';
import type { NodePool } from '../model/nodePool.js';
import { startsOf } from '../model/starts.js';
import type { SubnetRow } from './exploration.js';
import type { Picture } from './explorationPicture.js';
import { MOST_SUBNETS } from './explorationQuery.js';

/** What one node takes of the subnets of its pods. */
export interface Share {
  readonly held: Pick<Held, 'enis' | 'addresses' | 'prefixes'>;
  readonly customNetworking: boolean;
}

/** Of a node with so many pods; undefined: not known. */
export function shareOf(
  { mode }: Picture,
  type: InstanceType | undefined,
  pool: NodePool | undefined,
  pods: number,
): Share | undefined {
  if (pool) {
    const held = settled(pool.node, pool.targets, pods);
    return held && { held, customNetworking: pool.mode.customNetworking };
  }
  // Pods have IPv6 addresses: of an IPv4 block go only the primary addresses of ENIs.
  return mode?.ipv6 && type
    ? {
        held: { enis: 1 + Number(mode.podEni && type.trunking === true), addresses: 0 },
        customNetworking: false,
      }
    : undefined;
}

interface Subnet {
  readonly text: string;
  readonly name?: string;
  /** The text is an id. */
  readonly isId?: true;
}

/** Subnets of nodes that a file names, each once. */
const subnetsIn = ({ documents, text }: Analysis): readonly Subnet[] => {
  const found = new Map<string, Subnet>();
  for (const [i, { facts }] of documents.entries())
    for (const { text: cidr, forNodes, field, role } of facts.cidrs) {
      if (!forNodes || role !== 'subnet' || cidr.value === undefined || found.has(cidr.value)) continue;
      const line = text.slice(0, (startsOf(documents)[i] as number) + cidr.span.start).split('\n').length;
      found.set(cidr.value, { text: cidr.value, name: `${field}, line ${line}` });
    }
  return [...found.values()].slice(0, MOST_SUBNETS);
};

/** Subnets of ENIConfigs, each once: by its block where that is written beside its id, else by the id. */
const subnetsOfEniConfigs = ({ eniConfigs, settings }: Cluster): readonly Subnet[] => {
  const found = new Map<string, Subnet>();
  for (const { subnet, name } of eniConfigs) {
    const id = subnet?.value;
    if (id === undefined || found.has(id)) continue;
    const blocks = new Set(
      settings.flatMap((one) => (one.kind === 'subnet' && one.id === id ? (one.cidr ?? []) : [])),
    );
    const [block] = blocks;
    const of = name?.value === undefined ? 'an ENIConfig' : `ENIConfig ${name.value}`;
    found.set(
      id,
      block === undefined || blocks.size > 1 ? { text: id, name: of, isId: true } : { text: block, name: of },
    );
  }
  return [...found.values()].slice(0, MOST_SUBNETS);
};

/** Subnets that files near this one name, each once: those whose block is written beside the id. */
const subnetsBeside = ({ settings }: Cluster): readonly Subnet[] => {
  const blocks = new Map<string, Subnet>();
  for (const one of settings) {
    if (one.kind !== 'subnet' || one.cidr === undefined || blocks.has(one.cidr)) continue;
    blocks.set(one.cidr, { text: one.cidr, name: `${one.id}, ${one.zone}` });
  }
  return [...blocks.values()].slice(0, MOST_SUBNETS);
};

/** Those that the file names, else those that files near it name. */
function subnetsInSight(analysis: Analysis): readonly Subnet[] {
  const own = subnetsIn(analysis);
  return own.length > 0 ? own : subnetsBeside(analysis.cluster);
}

/** How many nodes fit into those asked for, else into those in sight: with custom networking those of ENIConfigs. */
export function subnetRows(
  analysis: Analysis | undefined,
  asked: readonly string[],
  { mode }: Picture,
  share: Share | undefined,
): readonly SubnetRow[] {
  const isCustom = asked.length === 0 && mode?.customNetworking === true;
  const ofPods = isCustom ? subnetsOfEniConfigs(analysis?.cluster ?? NO_CLUSTER) : [];
  const inSight = ofPods.length > 0 || !analysis ? ofPods : subnetsInSight(analysis);
  const subnets = asked.length > 0 ? asked.map((text): Subnet => ({ text })) : inSight;
  return subnets.map(({ text, name, isId }): SubnetRow => {
    const block = parseCidr(text);
    const row = { cidr: block ? print(network(block)) : text, ...(name !== undefined && { name }) };
    if (isId) return { ...row, unknown: 'Its block is not in sight.' };
    if (!block) return { ...row, unknown: 'This is no block of addresses, such as 10.0.0.0/24.' };
    if (isCustom && ofPods.length === 0) return { ...row, unknown: OF_NODES };
    const forecast = share && block.family === 4 ? subnetForecast(block, share.held, share) : undefined;
    return forecast
      ? { ...row, nodes: forecast.nodes, formula: forecast.formula }
      : { ...row, unknown: whyUnknown(block, share, mode?.ipv6 === true) };
  });
}

const OF_NODES =
  'With custom networking pods are in the subnets of ENIConfigs, none of which is in sight: their blocks can be entered here.';

function whyUnknown({ family, prefixLength }: Cidr, share: Share | undefined, ipv6: boolean): string {
  if (family === 6)
    return ipv6
      ? 'Each node takes one of the 65536 /80 blocks of a /64 subnet: addresses never run out.'
      : 'Without ENABLE_IPv6 pods take no IPv6 addresses.';
  if (prefixLength < 16 || prefixLength > 28)
    return 'AWS has no such subnet: IPv4 blocks are from /16 to /28.';
  return share ? 'A node takes nothing of it.' : 'What a node holds is not known.';
}
