import type { CniNode } from '../model/facts.js';
import { at, items, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { fields, located, textOf } from './fields.js';

/** CNINode, by which aws-node and the VPC resource controller tell each other about a node. */
export const cniNode: Carrier = {
  id: 'cninode',
  title: 'CNINode',
  mark: /kind["']?:[ \t]*["']?CNINode\b/,
  matches: (object) => {
    const version = textOf(at(object, 'apiVersion'))?.value;
    return (
      text(at(object, 'kind')) === 'CNINode' &&
      (version === undefined || version.startsWith('vpcresources.k8s.aws/'))
    );
  },
  read(object) {
    const name = textOf(at(object, 'metadata', 'name'));
    const known = located(at(object, 'metadata', 'name'));
    return {
      cniNodes: [
        {
          span: object.span,
          ...(name && { name }),
          features: items(at(object, 'spec', 'features')).map(feature),
        },
      ],
      objects: [
        { kind: 'CNINode', span: object.span, ...(known && { name: known }), fields: fields(object) },
      ],
    };
  },
};

function feature(node: Node): CniNode['features'][number] {
  const name = textOf(at(node, 'name'));
  const value = textOf(at(node, 'value'));
  return { span: node.span, ...(name && { name }), ...(value && { value }) };
}
