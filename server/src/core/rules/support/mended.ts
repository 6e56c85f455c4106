import { hasHostBits, network, parseCidr, print, unmap } from '../../domain/cidr.js';
import { indexed, outerOf } from './blockIndex.js';

/**
 * A list of blocks with all mended that is safe to mend: what taking the safe fixes one by one comes to. Where only the
 * whole value can be written anew, each of them would undo the others.
 */
export function mended(list: string): string {
  const items = list.split(',').flatMap((raw) => {
    const text = meant(raw.trim());
    const lead = raw.slice(0, raw.length - raw.trimStart().length);
    const trail = raw.slice(raw.trimEnd().length);
    return text === undefined ? [] : [lead + text + trail];
  });
  const index = indexed(items.join(','));
  const byStart = new Map(index.blocks.map((block) => [block.start, block]));
  let offset = 0;
  const needed = items.filter((item) => {
    const block = byStart.get(offset + item.length - item.trimStart().length);
    offset += item.length + 1;
    return !block || (index.find(block.network) === block && !outerOf(block, index));
  });
  return needed.join(',').trim();
}

/** What has to stand in place of an item; undefined: nothing. What the plugin drops would count if it were mended, so it stays. */
function meant(item: string): string | undefined {
  if (item === '') return undefined;
  const parsed = parseCidr(item);
  if (!parsed) return item;
  const block = unmap(parsed);
  if (block.family === 6) return undefined;
  return hasHostBits(block) ? print(network(block)) : item;
}

/** Blocks with something else than commas between them: one item to the plugin. */
export function blocksIn(item: string): readonly string[] | undefined {
  const blocks = item.split(/[\s;|]+/).filter((block) => block !== '');
  return blocks.length > 1 && blocks.every(parseCidr) ? blocks : undefined;
}
