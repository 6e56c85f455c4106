import type { NodeDaemon } from '../model/facts.js';
import { at, entry, items, type Node, text } from '../model/tree.js';
import { hasDirective, located } from './fields.js';

/** A DaemonSet as its pods take places on nodes. Undefined for a patch: the object it is applied to says where its pods run. */
export function nodeDaemon(object: Node, pod: Node | undefined): NodeDaemon | undefined {
  const isWhole =
    text(at(object, 'kind')) === 'DaemonSet' &&
    entry(at(object, 'spec'), 'selector') !== undefined &&
    items(at(pod, 'containers')).some((container) => entry(container, 'image') !== undefined);
  const hostNetwork = at(pod, 'hostNetwork');
  if (!isWhole || hasDirective(object, at(object, 'spec'), pod)) return undefined;
  if (hostNetwork?.kind === 'scalar' && (hostNetwork.open || hostNetwork.conditional)) return undefined;
  const name = located(at(object, 'metadata', 'name'));
  return {
    span: object.span,
    ...(name && { name }),
    hostNetwork: isTrue(hostNetwork),
    everyNode: isSelectedEverywhere(at(pod, 'nodeSelector')) && isAffineToAll(pod),
  };
}

/** A boolean that is known to be true. */
export const isTrue = (node: Node | undefined): boolean =>
  node?.kind === 'scalar' && !node.open && !node.conditional && /^(true|True|TRUE)$/.test(node.text);

const OS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];
const ARCHITECTURE = ['kubernetes.io/arch', 'beta.kubernetes.io/arch'];
/** Nodes with a value of this are not EC2 instances that aws-node serves. */
const COMPUTE = 'eks.amazonaws.com/compute-type';

/** No nodeSelector, or one for Linux only. */
const isSelectedEverywhere = (selector: Node | undefined): boolean =>
  isNothing(selector) ||
  (selector?.kind === 'map' &&
    selector.entries.every(({ key, value }) => OS.includes(key.text) && text(value) === 'linux'));

function isAffineToAll(pod: Node | undefined): boolean {
  const required = at(pod, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  // One of the terms has to hold, and in it all of its expressions.
  return (
    isNothing(required) ||
    items(at(required, 'nodeSelectorTerms')).some((term) => {
      const expressions = items(at(term, 'matchExpressions'));
      return expressions.length > 0 && !entry(term, 'matchFields') && expressions.every(isTrueOfAll);
    })
  );
}

/** Every Linux node of EC2 is let in. */
function isTrueOfAll(expression: Node): boolean {
  const key = text(at(expression, 'key')) ?? '';
  const operator = text(at(expression, 'operator'));
  const values = items(at(expression, 'values')).map(text);
  if (operator === 'NotIn') return key === COMPUTE || (OS.includes(key) && !values.includes('linux'));
  if (operator !== 'In') return false;
  if (OS.includes(key)) return values.includes('linux');
  return ARCHITECTURE.includes(key) && values.includes('amd64') && values.includes('arm64');
}

const isNothing = (node: Node | undefined): boolean =>
  node === undefined || (node.kind === 'scalar' && node.type === 'null' && !node.open);
