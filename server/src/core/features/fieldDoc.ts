import { FIELD_DOCS, type FieldDoc } from '../generated/fieldDocs.js';

/** What is known of a field of an object of this kind. A document may have keys such as `constructor`. */
export function fieldDoc(kind: string, path: string): FieldDoc | undefined {
  const docs = FIELD_DOCS[kind.toLowerCase()] ?? {};
  return Object.hasOwn(docs, path) ? docs[path] : undefined;
}
