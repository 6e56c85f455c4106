import type { TypeName } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, items, type Node, text } from '../model/tree.js';
import { located } from './fields.js';

export const INSTANCE_TYPE_LABELS = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'];

/** Instance types that the pod template names by node label: in its nodeSelector, and in its required node affinity. */
export function instanceTypes(pod: Node | undefined): TypeName[] {
  const selected = INSTANCE_TYPE_LABELS.map((label) => at(pod, 'nodeSelector', label));
  const terms = items(
    at(
      pod,
      'affinity',
      'nodeAffinity',
      'requiredDuringSchedulingIgnoredDuringExecution',
      'nodeSelectorTerms',
    ),
  );
  const expressions = terms.flatMap((term) => items(at(term, 'matchExpressions')));
  const behind = (operator: string) =>
    expressions
      .filter(
        (e) =>
          text(at(e, 'operator')) === operator && INSTANCE_TYPE_LABELS.includes(text(at(e, 'key')) ?? ''),
      )
      .flatMap((e) => items(at(e, 'values')));
  const names = (nodes: readonly (Node | undefined)[]) => nodes.flatMap((node) => located(node) ?? []);
  return [...names([...selected, ...behind('In')]), ...avoided(names(behind('NotIn')))];
}

export const avoided = (types: readonly Located<string>[]): TypeName[] =>
  types.map((type) => ({ ...type, avoided: true }));
