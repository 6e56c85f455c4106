import type { AnalyzedDocument } from './analyzedDocument.js';
import { isForeign } from './foreign.js';
import { listItems } from './model/listItems.js';
import type { PartedText } from './model/partedText.js';
import { once } from './model/remembered.js';
import { LIST_BEFORE } from './model/sameEnds.js';
import { type Chunk, chunks, copied, resplit } from './model/splitting.js';
import { documentFrom, movedStarts, startsOf } from './model/starts.js';

/** An earlier text of a file. `source` absent: this one, or one that is not known. */
export interface Earlier {
  readonly source?: PartedText;
  readonly documents: readonly AnalyzedDocument[];
}

/**
 * The documents of a text. Those that an earlier text had are not read again.
 */
export function reread(
  source: PartedText,
  { source: earlier, documents: before }: Earlier,
  read: (chunk: Chunk, isForeign: boolean, before?: AnalyzedDocument) => AnalyzedDocument,
): readonly AnalyzedDocument[] {
  // A List of which each item is read by itself is one document of its file.
  const firsts = hasItems(before) ? firstsOf(before) : undefined;
  const indexOf = (document: number): number => (firsts ? (firsts[document] ?? before.length) : document);
  const offsets = startsOf(before);
  const starts = {
    length: firsts?.length ?? before.length,
    at: (document: number) => offsets[indexOf(document)],
  };
  const { front, back, between } =
    earlier === undefined
      ? { front: 0, back: 0, between: chunks(source.whole) }
      : resplit(source, earlier, starts);
  const changed = indexOf(front);
  const behind = indexOf(starts.length - back);
  const moved = source.length - (earlier ?? source).length;
  const known = byText(before.slice(changed, behind));
  /** Of those that changed: most of what a long document is made of. */
  const longest = once(() => {
    const most = longestOf(before.slice(changed, behind));
    if (!most?.isForeign || !earlier) return most;
    const start = offsets[before.indexOf(most, changed)] as number;
    return { text: earlier.within(start, start + most.text.length), isForeign: true as const };
  });
  const isOthers = ({ offset, text }: Chunk): boolean =>
    isForeign(longest()?.isForeign ? source.within(offset, offset + text.length) : text, longest());
  let isFirst = true;
  const again = (chunk: Chunk, isOfOthers: boolean): AnalyzedDocument => {
    const same = known.get(keyOf(chunk))?.pop();
    if (same) return same;
    // The first that changed begins where it did. One that is typed in has no others behind it.
    const then = isFirst ? documentFrom(before, chunk.offset) : undefined;
    isFirst = false;
    // What is kept of it must not keep all of the text, unless it is most of it.
    const isMost = chunk.text.length * 2 > source.length;
    return read(
      isMost ? chunk : { ...chunk, text: copied(chunk.text) },
      isOfOthers,
      then?.part === chunk.part ? then : undefined,
    );
  };
  const found: AnalyzedDocument[] = [];
  let isWithItems = firsts !== undefined;
  for (const chunk of between) {
    const isOfOthers = isOthers(chunk);
    const items = isOfOthers ? undefined : listItems(chunk);
    if (items) for (const item of items) found.push(again(item, isOthers(item)));
    else found.push(again(chunk, isOfOthers));
    if (items) isWithItems = true;
  }
  const all = before.slice(0, changed).concat(found, before.slice(behind));
  LIST_BEFORE.set(all, new WeakRef(before));
  movedStarts(all, before, { front: changed, back: before.length - behind, moved });
  if (!isWithItems) WITHOUT_ITEMS.add(all);
  return all;
}

/** Lists of documents that were found to have none. */
const WITHOUT_ITEMS = new WeakSet<readonly AnalyzedDocument[]>();

/** Some are items of a List, or what stands around them. */
export const hasItems = (documents: readonly AnalyzedDocument[]): boolean =>
  !WITHOUT_ITEMS.has(documents) && documents.some(({ part }) => part !== undefined);

/** Which of them begin a document of the file. */
function firstsOf(documents: readonly AnalyzedDocument[]): readonly number[] {
  const firsts: number[] = [];
  for (const [i, { part }] of documents.entries()) if (part === undefined || part === 'head') firsts.push(i);
  return firsts;
}

const longestOf = (documents: readonly AnalyzedDocument[]): AnalyzedDocument | undefined =>
  documents.reduce<AnalyzedDocument | undefined>(
    (most, each) => (most && most.text.length >= each.text.length ? most : each),
    undefined,
  );

function byText(documents: readonly AnalyzedDocument[]): ReadonlyMap<string, AnalyzedDocument[]> {
  const known = new Map<string, AnalyzedDocument[]>();
  for (const document of documents) {
    const same = known.get(keyOf(document));
    if (same) same.push(document);
    else known.set(keyOf(document), [document]);
  }
  return known;
}

/** The same text means something else as an item. */
const keyOf = ({ text, part }: Pick<AnalyzedDocument, 'text' | 'part'>): string => (part ?? '') + text;
