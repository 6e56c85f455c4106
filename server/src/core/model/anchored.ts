import { ofLastText } from './remembered.js';
import { read } from './source.js';
import type { Span } from './span.js';
import type { Node } from './tree.js';

/** A value or a key that has an anchor, with all that is in it. */
export interface Anchored {
  readonly span: Span;
  /** A list or map without brackets: a line more below it may be one of its own. */
  readonly isBlock: boolean;
}

/** All of a document, but for those within others. */
export const anchoredIn = ofLastText((text): readonly Anchored[] => {
  const found: Anchored[] = [];
  const look = (node: Node): void => {
    if (node.shared) found.push({ span: node.span, isBlock: node.kind !== 'scalar' && !node.flow });
    else if (node.kind === 'list') node.items.forEach(look);
    else if (node.kind === 'map')
      for (const { key, value, merged } of node.entries) {
        look(key);
        if (!merged) look(value);
      }
  };
  const { root } = read(text);
  if (root) look(root);
  return found;
});
