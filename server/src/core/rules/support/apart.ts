import { contains } from '../../domain/cidr.js';
import type { CidrRole } from '../../model/facts.js';
import type { FieldBlock } from './cidrFields.js';

/** Two blocks that overlap and must not: the one that has to give way, and the one that is in its way. */
export interface Clash {
  readonly block: FieldBlock;
  readonly other: FieldBlock;
}

/** What a block must be apart from, the most telling first. */
const APART: Partial<Record<CidrRole, readonly CidrRole[]>> = {
  subnet: ['subnet'],
  'vpc-secondary': ['vpc', 'vpc-secondary'],
  service: ['vpc', 'vpc-secondary', 'subnet'],
  'remote-nodes': ['vpc', 'vpc-secondary', 'subnet', 'service'],
  'remote-pods': ['vpc', 'vpc-secondary', 'subnet', 'service', 'remote-nodes'],
};

/** Roles of blocks that may clash. */
export const APART_ROLES: readonly CidrRole[] = [
  'vpc',
  'vpc-secondary',
  'subnet',
  'service',
  'remote-nodes',
  'remote-pods',
];

/** Nobody wrote more by hand. */
const MAX_BLOCKS = 500;

/** The clashes among the blocks of one cluster: one for each block that has to give way. */
export function clashes(all: readonly FieldBlock[]): readonly Clash[] {
  const found = new Map<FieldBlock, Clash & { readonly rank: number }>();
  for (const [outer, inner] of overlapping(all.slice(0, MAX_BLOCKS))) {
    for (const [block, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      const rank = APART[block.field.role]?.indexOf(other.field.role) ?? -1;
      if (rank < 0 || mayMeet(block, other) || isFirstOfTwo(block, other)) continue;
      if (rank < (found.get(block)?.rank ?? Number.POSITIVE_INFINITY))
        found.set(block, { block, other, rank });
    }
  }
  return [...found.values()];
}

/** Of two of a kind the later one gives way. */
const isFirstOfTwo = (block: FieldBlock, other: FieldBlock): boolean =>
  block.field.role === other.field.role && block.field.text.span.start < other.field.text.span.start;

function mayMeet({ field, network }: FieldBlock, { field: other, network: theirs }: FieldBlock): boolean {
  // An aliased list is read once for each place it is used in.
  if (field.text.span.start === other.text.span.start) return true;
  // kOps takes a range of services that no subnet lies in.
  if (field.reader === 'kOps' && field.role === 'service') return other.role !== 'subnet';
  // One subnet named as private and as public, one secondary block in both places that Cluster API has for it.
  const isSame = network.address === theirs.address && network.prefixLength === theirs.prefixLength;
  return isSame && field.field !== other.field && field.role === other.role && field.reader !== 'EC2';
}

/** Pairs of blocks that overlap: blocks are nested or apart, so those around a block are a stack. */
function* overlapping(blocks: readonly FieldBlock[]): Iterable<readonly [FieldBlock, FieldBlock]> {
  const around: FieldBlock[] = [];
  for (const block of blocks.toSorted(byAddress)) {
    while (around.length > 0 && !around.slice(-1).some((outer) => contains(outer.network, block.network))) {
      around.pop();
    }
    for (const outer of around) yield [outer, block];
    around.push(block);
  }
}

function byAddress({ network: a }: FieldBlock, { network: b }: FieldBlock): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.address !== b.address) return a.address < b.address ? -1 : 1;
  return a.prefixLength - b.prefixLength;
}
