import { TypeError as CelTypeError, EvaluationError, ParseError } from '@marcbachmann/cel-js';
import { nearestTo } from './nearest.js';

/** Who computes a number of pods from a CEL expression: `maxPodsExpression` of nodeadm, `maxPods` of Karpenter. */
export type Dialect = 'nodeadm' | 'karpenter';

export interface ExpressionProblem {
  readonly kind:
    | 'syntax'
    | 'unknown-variable'
    | 'unknown-function'
    /** Operands or arguments that do not go together. */
    | 'types'
    | 'not-a-number'
    /** Division by zero, or a number beyond 64 bits on the way. */
    | 'fails'
    | 'zero'
    | 'negative'
    | 'too-large';
  /** A sentence: what is wrong with the expression. */
  readonly message: string;
  /** The part of the expression; absent: all of it. */
  readonly span?: Span;
  /** The variable that was meant. */
  readonly nearest?: string;
}

/** What each reader of expressions gives them. Whole numbers, but for the name of the type. */
export const VARIABLES = {
  // Older releases of nodeadm have the first three only.
  nodeadm: ['default_enis', 'ips_per_eni', 'max_pods', 'vcpus', 'physical_memory_mib'],
  karpenter: ['default_enis', 'ips_per_eni', 'max_pods', 'vcpus', 'memory_mib', 'instance_type'],
} as const satisfies Record<Dialect, readonly string[]>;

/** Functions and methods of both readers whose cost is small, and whose result is the same here as there. */
const FUNCTIONS = ['int', 'double', 'uint', 'string', 'size'];
export const METHODS = ['contains', 'startsWith', 'endsWith', 'size'];

/** What the reader says of an expression that it cannot use. Undefined: it is larger than we read. */
export function problemOf(
  error: unknown,
  expression: string,
  dialect: Dialect,
): { readonly problem: ExpressionProblem } | undefined {
  if (!isCelError(error)) return undefined;
  const { range, summary } = error;
  const told = range && !(error instanceof ParseError) ? withParentheses(range, expression) : range;
  const span = told && inCharacters(told, expression);
  const part = span ? expression.slice(span.start, span.end) : '';
  const where = span && span.end > span.start ? { span } : {};
  const reader = dialect === 'nodeadm' ? 'nodeadm' : 'Karpenter';
  switch (error.code) {
    case 'unknown_variable': {
      const nearest = nearestTo(part, VARIABLES[dialect]);
      const known = VARIABLES[dialect].join(', ');
      const meant = nearest ? `did you mean ${nearest}?` : `it has ${known}.`;
      const message = `${reader} has no variable "${part}" for the expression: ${meant}`;
      return { problem: { kind: 'unknown-variable', message, ...where, ...(nearest && { nearest }) } };
    }
    case 'no_matching_overload':
      return { problem: { ...callProblem(part, reader, dialect), ...where } };
    case 'no_such_overload': {
      const sum = /overload: (.*)$/.exec(summary)?.[1] ?? '';
      const message = `CEL has no ${sum}: bring both sides to one type with int(…) or double(…).`;
      return { problem: { kind: 'types', message, ...where } };
    }
    case 'incompatible_ternary_branches':
      return {
        problem: { kind: 'types', message: 'Both outcomes of a condition must be of one type.', ...where },
      };
    case 'unexpected_token':
    case 'unexpected_character':
    case 'expected_token':
    case 'reserved_identifier':
    case 'unterminated_string':
    case 'newline_in_string':
    case 'invalid_number':
      return { problem: { kind: 'syntax', message: syntaxMessage(part), ...where } };
    case 'invalid_condition_type':
    case 'cannot_index_type':
      return { problem: { kind: 'types', message: `${sentence(summary)}.`, ...where } };
    default:
      return undefined;
  }
}

/** The reader stops at half of a character that takes two places: the other half is part of it. */
function inCharacters({ start, end }: Span, text: string): Span {
  const isInside = (at: number): boolean =>
    /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1));
  return { start: isInside(start) ? start - 1 : start, end: isInside(end) ? end + 1 : end };
}

const syntaxMessage = (part: string): string =>
  part === ''
    ? 'The expression ends too early to be CEL.'
    : `The expression is not CEL: "${part.slice(0, 30)}" is not expected there.`;

function callProblem(
  call: string,
  reader: string,
  dialect: Dialect,
): Pick<ExpressionProblem, 'kind' | 'message'> {
  const [, name = call] = /^(\w+)\s*\(/.exec(call) ?? /\.\s*(\w+)\s*\([^()]*\)$/.exec(call) ?? [];
  const known = [...FUNCTIONS, ...METHODS, ...(dialect === 'karpenter' ? ['min', 'max'] : [])];
  const isKnown = known.includes(name);
  if (isKnown) return { kind: 'types', message: `The function ${name} cannot be called like that.` };
  const instead = /^(?:min|max)$/.test(name) ? ': write a condition, as in a < b ? a : b' : '';
  return { kind: 'unknown-function', message: `${reader} has no function "${name}"${instead}.` };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replaceAll("'", '"');

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The reader leaves out parentheses at the ends of a part, though not those within. */
export function withParentheses({ start, end }: Span, expression: string): Span {
  let open = 0;
  let missing = 0;
  for (const char of expression.slice(start, end)) {
    if (char === '(') open++;
    else if (char === ')' && open > 0) open--;
    else if (char === ')') missing++;
  }
  const before = missing > 0 ? /(?:\(\s*)+$/.exec(expression.slice(0, start))?.[0] : undefined;
  const after = open > 0 ? /^(?:\s*\))+/.exec(expression.slice(end))?.[0] : undefined;
  return {
    start: start - lengthWith('(', missing, [...(before ?? '')].reverse()),
    end: end + lengthWith(')', open, [...(after ?? '')]),
  };
}

/** How many of the characters it takes to have so many of one. */
function lengthWith(wanted: string, times: number, chars: readonly string[]): number {
  let left = times;
  return chars.findIndex((char) => char === wanted && --left === 0) + 1;
}

type CelError = ParseError | CelTypeError | EvaluationError;

export const isCelError = (error: unknown): error is CelError =>
  error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError;
