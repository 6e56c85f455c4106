import { at, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { marksIn } from './nodeMarks.js';

/** A Node, as it is written out or patched: its labels and annotations choose its ENIConfig. */
export const node: Carrier = {
  id: 'node',
  title: 'Node',
  mark: /\bkind["']?\s*:\s*["']?Node["']?\s*(?:[,}#\r\n]|$)/,
  matches: (object: Node) => text(at(object, 'kind')) === 'Node' && text(at(object, 'apiVersion')) === 'v1',
  read: (object) => ({
    nodeMarks: [
      ...marksIn(at(object, 'metadata', 'labels')),
      ...marksIn(at(object, 'metadata', 'annotations'), 'annotation'),
    ],
  }),
};
