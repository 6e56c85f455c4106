import type { Facts } from '../../model/facts.js';
import { type BlockIndex, indexed } from './blockIndex.js';
import { type TextRead, textsRead } from './places.js';

export interface BlockList extends TextRead, BlockIndex {}

/** Every list of IPv4 blocks that is read. */
export function* blockLists(facts: Pick<Facts, 'installs'>): Iterable<BlockList> {
  for (const read of textsRead(facts)) {
    if (read.variable.kind === 'cidr-list') yield { ...read, ...indexed(read.text) };
  }
}
