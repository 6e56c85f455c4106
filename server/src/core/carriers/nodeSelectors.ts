import type { Located } from '../model/span.js';
import { at, items, type Node, text } from '../model/tree.js';
import { located } from './fields.js';

const INSTANCE_TYPE_LABELS = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'];

/** Instance types that the pod template asks for by node label. */
export function instanceTypes(pod: Node | undefined): Located<string>[] {
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
      (e) => text(at(e, 'operator')) === 'In' && INSTANCE_TYPE_LABELS.includes(text(at(e, 'key')) ?? ''),
    )
    .flatMap((e) => items(at(e, 'values')));
  return [...selected, ...listed].flatMap((node) => located(node) ?? []);
}
