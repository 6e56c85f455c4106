import { isYes, printedScalar } from '../domain/printed.js';
import type { Located } from '../model/span.js';
import { type Entry, entry, type Node, type ScalarNode } from '../model/tree.js';

/** Values from several places, those that count first in front. */
export type Layers = readonly Node[];

/** The entry that counts at the end of a path of keys. */
export function valueAt(layers: Layers, ...path: string[]): Entry | undefined {
  for (const layer of layers) {
    let here: Node | undefined = layer;
    let found: Entry | undefined;
    for (const key of path) {
      found = entry(here, key);
      here = found?.value;
    }
    if (found) return found;
  }
  return undefined;
}

/** What Go's templates make of a value in a condition. Undefined: known only when they are rendered. */
export function truth(node: Node): boolean | undefined {
  switch (node.kind) {
    case 'map':
      return node.entries.length > 0;
    case 'list':
      return node.items.length > 0;
    case 'scalar':
      return isOpen(node) ? undefined : truthOf(node);
  }
}

function truthOf({ type, text }: ScalarNode): boolean {
  switch (type) {
    case 'null':
      return false;
    case 'boolean':
      return isYes(text);
    case 'number':
      return Number(text.replaceAll('_', '')) !== 0;
    case 'string':
      // Any text: "false" is true.
      return text !== '';
  }
}

/** A scalar as a template prints it. Undefined: that is known only when it is rendered. */
export const printed = (node: Node): string | undefined =>
  node.kind !== 'scalar' || isOpen(node) ? undefined : printedScalar(node.text, node.type);

export const isOpen = ({ open, conditional }: ScalarNode): boolean => open || conditional;

/** Where the text of a scalar is written, and what it is. */
export const locatedScalar = (node: ScalarNode, value: string): Located<string> => ({
  value,
  span: node.span,
  ...(node.inner !== undefined && { inner: node.inner }),
});
