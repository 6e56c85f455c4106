import type { Dialect, ExpressionProblem } from '../../domain/maxPodsExpression.js';
import type { NodeGroup, PodLimit, Text } from '../../model/facts.js';
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
export const dialectOf = ({ field }: PodLimit): Dialect =>
  field === 'maxPodsExpression' ? 'nodeadm' : 'karpenter';

/** Every expression of these groups that is computed. */
export const expressionsOf = (groups: readonly NodeGroup[]): readonly Expression[] =>
  groups.flatMap(({ podLimits }) => podLimits.flatMap((limit) => expressionOf(limit) ?? []));

/** Where a part of the expression stands, as far as it stands there letter by letter. */
export const placeOf = ({ span, inner }: Text, part: ExpressionProblem['span']): Span =>
  part && inner !== undefined ? { start: inner + part.start, end: inner + part.end } : span;
