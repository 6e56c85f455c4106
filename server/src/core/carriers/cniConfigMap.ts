import { parseBool } from '../domain/goParse.js';
import { at, entry, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { hasDirective } from './fields.js';

/**
 * The ConfigMap that the VPC resource controller reads for Windows nodes. What it cannot read it takes for false; prefixes
 * need both of its switches.
 *
 * Source: aws/amazon-vpc-resource-controller-k8s pkg/config/loader.go and pkg/condition/conditions.go.
 */
export const cniConfigMap: Carrier = {
  id: 'cni-configmap',
  title: 'ConfigMap amazon-vpc-cni',
  mark: /amazon-vpc-cni/,
  outline: /ConfigMap/,
  matches: (object) =>
    text(at(object, 'kind')) === 'ConfigMap' &&
    text(at(object, 'metadata', 'name')) === 'amazon-vpc-cni' &&
    isOfSystem(at(object, 'metadata', 'namespace')),
  read(object, { templated }) {
    const data = at(object, 'data');
    // Prefixes alone are what a patch adds to a ConfigMap that has the other switch.
    const isWhole =
      !templated &&
      !hasDirective(object, data) &&
      (entry(data, ADDRESSES) !== undefined || entry(data, PREFIXES) === undefined);
    const [addresses, prefixes] = [ADDRESSES, PREFIXES].map((key) => isOn(at(data, key), isWhole));
    const value = addresses === false || prefixes === false ? false : addresses && prefixes;
    const { span } = at(data, PREFIXES) ?? object;
    return { clusterSettings: [{ kind: 'windows-prefixes', span, value }] };
  },
};

const ADDRESSES = 'enable-windows-ipam';
const PREFIXES = 'enable-windows-prefix-delegation';

/** Another tool may fill the namespace in. */
const isOfSystem = (namespace: Node | undefined): boolean =>
  namespace === undefined ||
  (namespace.kind === 'scalar' && (namespace.open || namespace.text === 'kube-system'));

/** Undefined: known only in the cluster. */
function isOn(node: Node | undefined, isWhole: boolean): boolean | undefined {
  if (!node) return isWhole ? false : undefined;
  const isKnown = node.kind === 'scalar' && node.type === 'string' && !node.open && !node.conditional;
  return isKnown ? (parseBool(node.text) ?? false) : undefined;
}
