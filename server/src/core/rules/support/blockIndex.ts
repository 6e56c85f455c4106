import { type Cidr, type Item, network, parseCidr, print, splitList, unmap } from '../../domain/cidr.js';

/** An item of a list of blocks, as far as the plugin takes it. */
export interface Block extends Item {
  /** As written, bits beyond the prefix included. */
  readonly written: Cidr;
  /** As the plugin takes it. */
  readonly network: Cidr;
}

export interface BlockIndex {
  readonly blocks: readonly Block[];
  /** The first item that is this block. */
  readonly find: (block: Cidr) => Block | undefined;
  /** The item that is this block or holds it. */
  readonly holding: (block: Cidr) => Block | undefined;
}

/** The IPv4 blocks of a list, without the items that are dropped from it. */
export function indexed(list: string): BlockIndex {
  const blocks = splitList(list).flatMap((item): Block[] => {
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
  return { blocks, find, holding };
}

/** The item of the list that says all that this one does, and more. */
export function outerOf({ network: block }: Block, { holding }: BlockIndex): Block | undefined {
  const above = parent(block);
  const outer = above && holding(above);
  // The block of all addresses is a mistake of its own, and its rule on the node comes and goes.
  return outer?.network.prefixLength === 0 ? undefined : outer;
}

/** The block of twice the size that holds this one; undefined for the block of all addresses. */
export const parent = (block: Cidr): Cidr | undefined =>
  block.prefixLength === 0 ? undefined : network({ ...block, prefixLength: block.prefixLength - 1 });
