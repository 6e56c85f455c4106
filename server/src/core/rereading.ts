import type { AnalyzedDocument } from './analysis.js';
import { isForeign } from './foreign.js';
import { listItems } from './model/listItems.js';
import { type Chunk, chunks, copied, resplit } from './model/splitting.js';

/** An earlier text of a file. `text` absent: this one, or one that is not known. */
export interface Earlier {
  readonly text?: string;
  readonly documents: readonly AnalyzedDocument[];
}

/**
 * The documents of a text. Those that an earlier text had are not read again.
 */
export function reread(
  source: string,
  { text, documents: before }: Earlier,
  read: (chunk: Chunk, isForeign: boolean, before?: AnalyzedDocument) => AnalyzedDocument,
): readonly AnalyzedDocument[] {
  // A List of which each item is read by itself is one document of its file.
  const firsts = hasItems(before) ? firstsOf(before) : undefined;
  const indexOf = (document: number): number => (firsts ? (firsts[document] ?? before.length) : document);
  const starts = {
    length: firsts?.length ?? before.length,
    at: (document: number) => before[indexOf(document)]?.offset,
  };
  const { front, back, between } =
    text === undefined ? { front: 0, back: 0, between: chunks(source) } : resplit(source, text, starts);
  const changed = indexOf(front);
  const behind = indexOf(starts.length - back);
  const moved = source.length - (text ?? source).length;
  const known = byText(before.slice(changed, behind));
  /** Of those that changed: most of what a long document is made of. */
  const longest = longestOf(before.slice(changed, behind));
  let isFirst = true;
  const again = (chunk: Chunk, isOfOthers: boolean): AnalyzedDocument => {
    const same = known.get(keyOf(chunk))?.pop();
    if (same) return placed(same, chunk.offset - same.offset);
    // The first that changed begins where it did. One that is typed in has no others behind it.
    const earlier = isFirst ? startingAt(chunk, before.slice(changed, behind)) : undefined;
    isFirst = false;
    // What is kept of it must not keep all of the text, unless it is most of it.
    const isMost = chunk.text.length * 2 > source.length;
    return read(isMost ? chunk : { ...chunk, text: copied(chunk.text) }, isOfOthers, earlier);
  };
  const all: AnalyzedDocument[] = [];
  let isWithItems = firsts !== undefined;
  for (let i = 0; i < changed; i++) all.push(placed(before[i] as AnalyzedDocument, 0));
  for (const chunk of between) {
    const isOfOthers = isForeign(chunk.text, longest);
    const items = isOfOthers ? undefined : listItems(chunk);
    if (items) for (const item of items) all.push(again(item, isForeign(item.text, longest)));
    else all.push(again(chunk, isOfOthers));
    if (items) isWithItems = true;
  }
  for (let i = behind; i < before.length; i++) all.push(placed(before[i] as AnalyzedDocument, moved));
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

const startingAt = ({ offset, part }: Chunk, documents: readonly AnalyzedDocument[]) =>
  documents.find((each) => each.offset === offset && each.part === part);

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

/** A document as it is without other files, which may have moved. */
function placed(document: AnalyzedDocument, by: number): AnalyzedDocument {
  const alone = document.alone ?? document;
  return by === 0 ? alone : { ...alone, offset: document.offset + by };
}
