import { FIELD_DOCS, type FieldDoc } from '../generated/fieldDocs.js';

/** What is known of a field of an object of this kind. A document may have keys such as `constructor`. */
export function fieldDoc(kind: string, path: string): FieldDoc | undefined {
  const docs = docsOf(kind);
  if (Object.hasOwn(docs, path)) return docs[path];
  const [nearest] = Object.entries(docs)
    .filter(([known]) => known.includes('*') && patternOf(known).test(path))
    // `a.*.id` says more than `a.*`, which has it below a key with a dot in it.
    .sort(([a], [b]) => b.length - a.length);
  return nearest?.[1];
}

/** The keys that are known of a map at a path, '' for the top. */
export const keysBelow = (kind: string, path: string): readonly (readonly [key: string, doc: FieldDoc])[] =>
  Object.entries(docsOf(kind)).flatMap(([known, doc]) => {
    const key = known.slice(known.lastIndexOf('.') + 1);
    const parent = known.slice(0, Math.max(0, known.length - key.length - 1));
    const isHere = parent === path || (parent.includes('*') && patternOf(parent).test(path));
    return isHere && key !== '' && key !== '*' ? [[key, doc] as const] : [];
  });

const docsOf = (kind: string): Readonly<Record<string, FieldDoc>> => {
  const id = kind.toLowerCase();
  return Object.hasOwn(FIELD_DOCS, id) ? (FIELD_DOCS[id] ?? {}) : {};
};

/** A key that people choose may hold dots itself. */
const patternOf = (known: string): RegExp =>
  new RegExp(
    `^${known
      .split('*')
      .map((part) => part.replace(/[.$^]/g, '\\$&'))
      .join('[^]+')}$`,
  );
