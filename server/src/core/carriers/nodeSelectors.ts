import type { Located } from '../model/span.js';
import { at, items, type Node, text } from '../model/tree.js';
import { located } from './fields.js';

export const INSTANCE_TYPE_LABELS = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'];

/** Instance types that the pod template names by node label: in its nodeSelector, and behind these operators. */
export function instanceTypes(
  pod: Node | undefined,
  operators: readonly string[] = ['In'],
): Located<string>[] {
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
  const listed = terms
    .flatMap((term) => items(at(term, 'matchExpressions')))
    .filter(
      (e) =>
        operators.includes(text(at(e, 'operator')) ?? '') &&
        INSTANCE_TYPE_LABELS.includes(text(at(e, 'key')) ?? ''),
    )
    .flatMap((e) => items(at(e, 'values')));
  return [...selected, ...listed].flatMap((node) => located(node) ?? []);
}
