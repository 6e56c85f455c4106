import type { AnalyzedDocument } from './analyzedDocument.js';
import { sameEnds } from './model/sameEnds.js';
import { hasItems } from './rereading.js';
import type { Diagnosis } from './rules/rule.js';

/** What an item of a List is to the others. */
export interface Item {
  /** It holds an object of the plugin, whose reader gets nothing of the List if any item cannot be read. */
  readonly isOfPlugin: boolean;
  /** What keeps it from being read. Looked for when it is asked first. */
  readonly mistakes: () => readonly Diagnosis[];
}

/** Items of others are theirs to complain about, but not in a List with an object of the plugin. */
export function withBrokenItems(documents: readonly AnalyzedDocument[]): readonly AnalyzedDocument[] {
  if (!hasItems(documents)) return documents;
  let isOurs = false;
  const told = documents.map((document, i) => {
    if (document.part === 'head') isOurs = isOfPlugin(documents, i);
    const { item, findings } = document;
    if (!item || item.isOfPlugin) return document;
    const own = findings.filter(({ rule }) => rule !== 'not-yaml');
    const mistakes = isOurs ? item.mistakes() : [];
    const isSame = own.length + mistakes.length === findings.length;
    return isSame ? document : { ...document, findings: [...mistakes, ...own] };
  });
  return sameEnds(documents, told).front === documents.length ? documents : told;
}

/** The List that begins here. */
function isOfPlugin(documents: readonly AnalyzedDocument[], head: number): boolean {
  for (let i = head + 1; ; i++) {
    const { part, item } = documents[i] ?? {};
    if (part === undefined || part === 'head') return false;
    if (item?.isOfPlugin) return true;
  }
}
