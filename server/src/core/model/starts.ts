import type { Facts } from './facts.js';
import { lineAt } from './span.js';

/** Documents of a file: their texts one behind the other are its text. */
type Documents = readonly { readonly text: string }[];

const STARTS = new WeakMap<Documents, Uint32Array>();

/**
 * Where each document starts in its file. That is all that changes of a document with an edit further up, so it stands beside the
 * documents and not in them: thousands stay the very same.
 */
export function startsOf(documents: Documents): Uint32Array {
  const known = STARTS.get(documents);
  if (known) return known;
  const starts = new Uint32Array(documents.length);
  let at = 0;
  for (const [i, { text }] of documents.entries()) {
    starts[i] = at;
    at += text.length;
  }
  STARTS.set(documents, starts);
  return starts;
}

/** Of documents before and behind others of the same file as it was: what is behind them has moved. */
export function movedStarts(
  now: Documents,
  before: Documents,
  { front, back, moved }: { readonly front: number; readonly back: number; readonly moved: number },
): void {
  const known = startsOf(before);
  const starts = new Uint32Array(now.length);
  starts.set(known.subarray(0, front));
  let at = front === 0 ? 0 : (starts[front - 1] as number) + (now[front - 1]?.text.length ?? 0);
  const behind = now.length - back;
  for (let i = front; i < behind; i++) {
    starts[i] = at;
    at += now[i]?.text.length ?? 0;
  }
  const from = before.length - now.length;
  for (let i = behind; i < now.length; i++) starts[i] = (known[i + from] as number) + moved;
  STARTS.set(now, starts);
}

/** The document that a place of the file is in, and where it starts. */
export function documentAt<D extends { readonly text: string }>(
  documents: readonly D[],
  place: number,
): { readonly document: D; readonly start: number } | undefined {
  const starts = startsOf(documents);
  const i = lineAt(starts, place);
  const [document, start] = [documents[i], starts[i]];
  return document && start !== undefined && start <= place ? { document, start } : undefined;
}

/** The document that starts at a place of the file. */
export function documentFrom<D extends { readonly text: string }>(
  documents: readonly D[],
  start: number,
): D | undefined {
  const found = documentAt(documents, start);
  return found?.start === start ? found.document : undefined;
}

/** By what each document says. */
export const startsByFacts = (
  documents: readonly { readonly facts: Facts; readonly text: string }[],
): ReadonlyMap<Facts, number> => byFacts(documents, startsOf(documents));

export const byFacts = (
  documents: readonly { readonly facts: Facts }[],
  starts: Uint32Array,
): ReadonlyMap<Facts, number> => new Map(documents.map(({ facts }, i) => [facts, starts[i] ?? 0]));
