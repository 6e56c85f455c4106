import type { CidrField } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, items, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { textOf } from './fields.js';
import { cidrField, wholeNumber } from './nodeFields.js';

/** CIDRs of network policies, and of the pools of Calico. */
export const policyCidrs: Carrier = {
  id: 'policy-cidrs',
  title: 'CIDRs of policies',
  mark: /ipBlock|kind["']?:[ \t]*["']?IPPool|operator\.tigera\.io\/v/,
  outline: /NetworkPolicy|IPPool|ipPools/,
  matches: (object) => READERS.some(({ kind, group }) => isOf(object, kind, group)),
  read: (object) => ({
    cidrs: READERS.flatMap(({ kind, group, read }) =>
      isOf(object, kind, group) ? read(at(object, 'spec')) : [],
    ),
  }),
};

const READERS: readonly {
  readonly kind: string;
  readonly group: string;
  readonly read: (spec: Node | undefined) => CidrField[];
}[] = [
  {
    kind: 'NetworkPolicy',
    group: 'networking.k8s.io/',
    read: (spec) => [
      ...items(at(spec, 'ingress')).flatMap((rule) => blocks(at(rule, 'from'), 'spec.ingress.from')),
      ...items(at(spec, 'egress')).flatMap((rule) => blocks(at(rule, 'to'), 'spec.egress.to')),
    ],
  },
  { kind: 'IPPool', group: 'crd.projectcalico.org/', read: (spec) => pool(spec, 'spec') },
  { kind: 'IPPool', group: 'projectcalico.org/', read: (spec) => pool(spec, 'spec') },
  {
    kind: 'Installation',
    group: 'operator.tigera.io/',
    read: (spec) =>
      items(at(spec, 'calicoNetwork', 'ipPools')).flatMap((item) => pool(item, 'spec.calicoNetwork.ipPools')),
  },
];

const isOf = (object: Node, kind: string, group: string): boolean =>
  text(at(object, 'kind')) === kind && text(at(object, 'apiVersion'))?.startsWith(group) === true;

const blocks = (peers: Node | undefined, path: string): CidrField[] =>
  items(peers).flatMap((peer) => {
    const block = at(peer, 'ipBlock');
    const field = `${path}.ipBlock`;
    const common = { reader: 'the API server', admission: true, forNodes: false } as const;
    const outer = textOf(at(block, 'cidr'));
    return [
      cidrField(at(block, 'cidr'), { ...common, role: 'policy', field: `${field}.cidr` }),
      ...items(at(block, 'except')).map((item) =>
        cidrField(item, {
          ...common,
          role: 'policy-except',
          field: `${field}.except`,
          ...(outer && { outer }),
        }),
      ),
    ].flatMap((found) => found ?? []);
  });

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
