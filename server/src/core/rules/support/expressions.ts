import type { InstanceType } from '../../domain/instances.js';
import { compile, type Dialect, type ExpressionProblem } from '../../domain/maxPodsExpression.js';
import type { NodeGroup, PodLimit, Text } from '../../model/facts.js';
import { remembered } from '../../model/remembered.js';
import type { Span } from '../../model/span.js';

/** An expression that counts pods, and who computes it. */
export interface Expression {
  readonly limit: PodLimit;
  readonly text: string;
  readonly dialect: Dialect;
}

/** Undefined: it is none, or is filled in by a template. */
export const expressionOf = (limit: PodLimit): Expression | undefined =>
  limit.form === 'expression' && limit.text.value !== undefined
    ? { limit, text: limit.text.value, dialect: dialectOf(limit) }
    : undefined;

/** Karpenter has no field of its own for it. */
const dialectOf = ({ field }: PodLimit): Dialect => (field === 'maxPodsExpression' ? 'nodeadm' : 'karpenter');

/** As `compile`, for nodes of any number that are told the same. */
export const compiledOf = remembered((limit: PodLimit) => {
  const expression = expressionOf(limit);
  return expression && compile(expression.text, expression.dialect);
});

/** Pods by an expression on nodes of a type. Undefined: it gives no number of pods there, or none that is known. */
export function podsBy(limit: PodLimit, type: InstanceType): number | undefined {
  const counted = countedBy(limit);
  const key = JSON.stringify([type.name, type.enis, type.ipv4PerEni, type.vcpus, type.memoryMib]);
  if (!counted.has(key)) {
    const compiled = compiledOf(limit);
    const outcome = compiled && 'evaluate' in compiled ? compiled.evaluate(type) : undefined;
    counted.set(key, outcome && 'pods' in outcome ? outcome.pods : undefined);
  }
  return counted.get(key);
}

const countedBy = remembered((_: PodLimit) => new Map<string, number | undefined>());

/** Every expression of these groups that is computed. */
export const expressionsOf = (groups: readonly NodeGroup[]): readonly Expression[] =>
  groups.flatMap(({ podLimits }) => podLimits.flatMap((limit) => expressionOf(limit) ?? []));

/** Where a part of the expression stands, as far as it stands there letter by letter. */
export const placeOf = ({ span, inner }: Text, part: ExpressionProblem['span']): Span =>
  part && inner !== undefined ? { start: inner + part.start, end: inner + part.end } : span;
