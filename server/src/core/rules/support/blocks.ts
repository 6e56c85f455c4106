import { type Cidr, type Item, network, parseCidr, print, splitList, unmap } from '../../domain/cidr.js';
import type { Facts } from '../../model/facts.js';
import { type TextRead, textsRead } from './places.js';

/** An item of a list of blocks, as far as the plugin takes it. */
export interface Block extends Item {
  /** As written, bits beyond the prefix included. */
  readonly written: Cidr;
  /** As the plugin takes it. */
  readonly network: Cidr;
}

export interface BlockList extends TextRead {
  readonly blocks: readonly Block[];
  /** The first item that is this block. */
  readonly find: (block: Cidr) => Block | undefined;
  /** The item that is this block or holds it. */
  readonly holding: (block: Cidr) => Block | undefined;
}

/** Every list of IPv4 blocks that is read, without the items that are dropped from it. */
export function* blockLists(facts: Pick<Facts, 'installs'>): Iterable<BlockList> {
  for (const read of textsRead(facts)) {
    if (read.variable.kind !== 'cidr-list') continue;
    const blocks = splitList(read.text).flatMap((item): Block[] => {
      const parsed = parseCidr(item.text);
      const written = parsed && unmap(parsed);
      return written?.family === 4 ? [{ ...item, written, network: network(written) }] : [];
    });
    // By text and by length, so that a list of thousands stays quick.
    const byText = new Map(blocks.toReversed().map((block) => [print(block.network), block]));
    const lengths = [...new Set(blocks.map((block) => block.network.prefixLength))].sort((a, b) => a - b);
    const find = (block: Cidr) => byText.get(print(block));
    const holding = (block: Cidr) =>
      lengths
        .filter((prefixLength) => prefixLength <= block.prefixLength)
        .map((prefixLength) => find(network({ ...block, prefixLength })))
        .find((found) => found !== undefined);
    yield { ...read, blocks, find, holding };
  }
}

/** The block of twice the size that holds this one; undefined for the block of all addresses. */
export const parent = (block: Cidr): Cidr | undefined =>
  block.prefixLength === 0 ? undefined : network({ ...block, prefixLength: block.prefixLength - 1 });
