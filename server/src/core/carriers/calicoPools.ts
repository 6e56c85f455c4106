import type { CidrField } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, items, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { cidrField, wholeNumber } from './nodeFields.js';

/** The pools of Calico, those of its own objects and those that its operator makes. */
export const calicoPools: Carrier = {
  id: 'calico-pools',
  title: 'Pools of Calico',
  mark: /kind["']?:[ \t]*["']?IPPool|operator\.tigera\.io\/v/,
  outline: /IPPool|ipPools/,
  matches: (object) => isPool(object) || isInstallation(object),
  read: (object) => {
    const spec = at(object, 'spec');
    return {
      cidrs: isPool(object)
        ? pool(spec, 'spec')
        : items(at(spec, 'calicoNetwork', 'ipPools')).flatMap((item) =>
            pool(item, 'spec.calicoNetwork.ipPools'),
          ),
    };
  },
};

const isPool = (object: Node): boolean =>
  text(at(object, 'kind')) === 'IPPool' &&
  /^(?:crd\.)?projectcalico\.org\//.test(text(at(object, 'apiVersion')) ?? '');

const isInstallation = (object: Node): boolean =>
  text(at(object, 'kind')) === 'Installation' &&
  text(at(object, 'apiVersion'))?.startsWith('operator.tigera.io/') === true;

function pool(node: Node | undefined, path: string): CidrField[] {
  const blockSize = number(at(node, 'blockSize'));
  const found = cidrField(at(node, 'cidr'), {
    role: 'pods',
    field: `${path}.cidr`,
    reader: 'Calico',
    admission: false,
    forNodes: false,
    ...(blockSize && { blockSize }),
  });
  return found ? [found] : [];
}

function number(node: Node | undefined): Located<number> | undefined {
  if (node?.kind !== 'scalar' || node.open || node.conditional) return undefined;
  const value = wholeNumber(node.text);
  return value === undefined ? undefined : { value, span: node.span };
}
