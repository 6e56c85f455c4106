import type { Field, Text } from '../model/facts.js';
import type { Span } from '../model/span.js';
import type { Entry, Node } from '../model/tree.js';

const MAX_FIELDS = 500;

/** Every key below a node with its path; list positions are left out of the path. */
export function fields(node: Node, prefix = '', into: Field[] = []): Field[] {
  if (node.kind === 'list') for (const item of node.items) fields(item, prefix, into);
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      if (into.length >= MAX_FIELDS) break;
      const path = prefix ? `${prefix}.${entry.key.text}` : entry.key.text;
      into.push(fieldOf(entry, path));
      fields(entry.value, path, into);
    }
  }
  return into;
}

export const fieldOf = ({ key, value }: Entry, path: string): Field => ({
  path,
  key: key.span,
  value: value.span,
  ...(value.kind === 'scalar' && !value.open && { text: value.text }),
});

/** A scalar's text; undefined inside where a template stands. Undefined altogether for anything but a string. */
export function textOf(node: Node | undefined): Text | undefined {
  if (node?.kind !== 'scalar' || node.type !== 'string') return undefined;
  return {
    value: node.open ? undefined : node.text,
    span: node.span,
    quoted: node.style === 'single' || node.style === 'double',
    ...(node.inner !== undefined && { inner: node.inner }),
  };
}

/** Keys of a map that are not among the known ones. Keys with templates in them are nobody's. */
export const strangers = (node: Node | undefined, prefix: string, known: readonly string[]): Field[] =>
  node?.kind === 'map'
    ? node.entries
        .filter(({ key }) => !key.open && !known.includes(key.text))
        .map((entry) => fieldOf(entry, prefix ? `${prefix}.${entry.key.text}` : entry.key.text))
    : [];

export const keySpan = (entry: Entry | undefined): Span | undefined => entry?.key.span;
