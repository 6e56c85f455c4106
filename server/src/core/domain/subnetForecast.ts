import { addressCount, type Cidr } from './cidr.js';
import type { Held } from './warmPool.js';

/** How many nodes of one kind a subnet takes. */
export interface SubnetForecast {
  readonly nodes: number;
  /** Single addresses that one node takes: the primary address of each ENI and, without prefixes, those of pods. */
  readonly addressesPerNode: number;
  /** Prefixes of 16 addresses that one node takes; absent without prefix delegation. */
  readonly prefixesPerNode?: number;
  /** Addresses of the subnet that can be had. */
  readonly addresses: number;
  /** Whole /28 blocks of the subnet, from which alone prefixes can be cut; absent without prefix delegation. */
  readonly blocks?: number;
  /** Addresses that AWS keeps: the first four and the last one. */
  readonly reserved: 5;
  /** The sum with its figures, as text. */
  readonly formula: string;
}

const RESERVED = 5;
const BLOCK = 16;

/**
 * Nodes that fit into a subnet when each holds so much, and nothing else is in it. Undefined: AWS has no such subnet
 * (they are IPv4 blocks from /16 to /28), or the node takes nothing from it.
 *
 * With custom networking the primary ENI of a node is in another subnet; all other ENIs are in this one.
 *
 * A prefix is a whole /28 block at a multiple of 16, so the first block, which begins with four reserved addresses, and
 * the last, which ends with one, hold single addresses only. This is the best case: single addresses are taken to come out
 * of broken blocks as long as there are any, while EC2 takes them from anywhere. Branch ENIs of pods come on top.
 *
 * Source: Amazon VPC user guide, "Subnet CIDR blocks"; EKS best practices, "Prefix mode for Linux".
 */
export function subnetForecast(
  cidr: Cidr,
  held: Pick<Held, 'enis' | 'addresses' | 'prefixes'>,
  { customNetworking }: { readonly customNetworking: boolean },
): SubnetForecast | undefined {
  if (cidr.family !== 4 || cidr.prefixLength < 16 || cidr.prefixLength > 28) return undefined;
  const size = Number(addressCount(cidr));
  const enis = held.enis - Number(customNetworking);
  const share = held.prefixes === undefined ? enis + held.addresses : enis;
  const prefixes = held.prefixes ?? 0;
  if (share + prefixes < 1) return undefined;
  const common = { addressesPerNode: share, addresses: size - RESERVED, reserved: RESERVED } as const;
  if (held.prefixes === undefined) {
    const nodes = Math.floor((size - RESERVED) / share);
    const formula = `⌊(${size} − ${RESERVED}) ÷ (${enis} + ${held.addresses})⌋ = ${nodes}`;
    return { ...common, nodes, formula };
  }
  const blocks = Math.max(size / BLOCK - 2, 0);
  const loose = size - RESERVED - blocks * BLOCK;
  const byBlocks = prefixes > 0 ? Math.floor(blocks / prefixes) : Infinity;
  const byAddresses = Math.floor((blocks * BLOCK + loose) / (prefixes * BLOCK + share));
  const nodes = Math.min(byBlocks, byAddresses);
  const formula =
    byBlocks <= byAddresses
      ? `⌊${blocks} ÷ ${prefixes}⌋ = ${nodes}`
      : `⌊(${blocks} × ${BLOCK} + ${loose}) ÷ (${prefixes} × ${BLOCK} + ${share})⌋ = ${nodes}`;
  return { ...common, nodes, prefixesPerNode: prefixes, blocks, formula };
}
