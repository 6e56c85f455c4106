import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import {
  type Dialect,
  type ExpressionProblem,
  isCelError,
  METHODS,
  problemOf,
  VARIABLES,
  withParentheses,
} from './expressionProblem.js';
import type { InstanceType } from './instances.js';
import { maxPods } from './maxPods.js';

export type { Dialect, ExpressionProblem };

export type Outcome = { readonly pods: number } | { readonly problem: ExpressionProblem };

export interface TypeOptions {
  /** What `max_pods` is there; absent: secondary addresses on all ENIs. */
  readonly maxPods?: number;
}

export interface CompiledExpression {
  /** Undefined: a figure that it asks for is not known of the type. */
  evaluate(type: InstanceType, options?: TypeOptions): Outcome | undefined;
}

type Variable = (typeof VARIABLES)[Dialect][number];
type Variables = Readonly<Partial<Record<Variable, number | string>>>;

/** Longer or deeper ones are not read: nobody writes them by hand. */
const MAX_LENGTH = 1000;
const LIMITS = { maxAstNodes: 400, maxDepth: 60 };

/** kubelet keeps the number in 32 bits. */
const MOST_PODS = 2 ** 31 - 1;

/**
 * Reads an expression. Never throws. Undefined: it is too long, or asks for what is not computed here (loops over lists,
 * regular expressions, times), so that nothing is known of it.
 *
 * Source: evaluateCustomMaxPodsExpression of awslabs/amazon-eks-ami (nodeadm/internal/kubelet), pkg/cel/environment.go of
 * aws/karpenter-provider-aws.
 */
export function compile(
  expression: string,
  dialect: Dialect,
): CompiledExpression | { readonly problem: ExpressionProblem } | undefined {
  const program = read(expression, dialect);
  if (!program || 'problem' in program) return program;
  return {
    evaluate: (type, options = {}) => {
      const variables = variablesOf(type, options);
      return program.names.every((name) => variables[name] !== undefined)
        ? program.run(variables)
        : undefined;
    },
  };
}

function variablesOf(type: InstanceType, options: TypeOptions): Variables {
  const { enis, ipv4PerEni, vcpus, memoryMib, name } = type;
  const plain = maxPods(
    type,
    { prefixDelegation: false, customNetworking: false, podEni: false },
    { ceiling: false },
  );
  const max_pods = options.maxPods ?? plain?.raw;
  return {
    instance_type: name,
    ...(enis !== undefined && { default_enis: enis }),
    ...(ipv4PerEni !== undefined && { ips_per_eni: ipv4PerEni }),
    ...(max_pods !== undefined && { max_pods }),
    ...(vcpus !== undefined && { vcpus }),
    ...(memoryMib !== undefined && { memory_mib: memoryMib, physical_memory_mib: memoryMib }),
  };
}

interface Program {
  /** Variables that it asks for. */
  readonly names: readonly Variable[];
  run(variables: Variables): Outcome;
}

function read(
  expression: string,
  dialect: Dialect,
): Program | { readonly problem: ExpressionProblem } | undefined {
  // Google's reader takes fractions without a zero, and ours does not.
  if (expression.length > MAX_LENGTH || /(?:^|[^\w)\]])\.\d/.test(expression)) return undefined;
  try {
    const environment = environmentOf(dialect);
    const parsed = environment.parse(expression);
    const nodes = nodesOf(parsed.ast);
    if (nodes.some(isNotComputed)) return undefined;
    const { valid, type = '', error } = parsed.check();
    if (!valid) return error && problemOf(error, expression, dialect);
    if (mixesNumbers(nodes, expression, environment)) return undefined;
    const wrong = wrongResult(type, dialect);
    if (wrong) return { problem: wrong };
    const names = VARIABLES[dialect].filter((name) =>
      nodes.some(({ op, args }) => op === 'id' && args === name),
    );
    return { names, run: (variables) => run(() => parsed(asCel(variables)), expression, dialect) };
  } catch (error) {
    return problemOf(error, expression, dialect);
  }
}

function environmentOf(dialect: Dialect): Environment {
  const environment = new Environment({ limits: LIMITS });
  for (const name of VARIABLES[dialect])
    environment.registerVariable(name, name === 'instance_type' ? 'string' : 'int');
  if (dialect === 'nodeadm') return environment;
  const least = (a: bigint | number, b: bigint | number) => (a < b ? a : b);
  const most = (a: bigint | number, b: bigint | number) => (a > b ? a : b);
  for (const [name, pick] of [['min', least] as const, ['max', most] as const]) {
    environment.registerFunction(`${name}(int, int): int`, pick);
    for (const types of ['double, double', 'int, double', 'double, int'])
      environment.registerFunction(`${name}(${types}): double`, (a: number, b: number) => Number(pick(a, b)));
  }
  return environment;
}

const asCel = (variables: Variables): Record<string, bigint | string> =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'number' ? BigInt(value) : value,
    ]),
  );

function nodesOf(root: ASTNode): readonly ASTNode[] {
  const nodes = [root];
  for (const node of nodes) nodes.push(...partsOf(node.args));
  return nodes;
}

/** Parts of an expression, however its operator keeps them. */
function partsOf(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(partsOf);
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : [];
}

/** Functions of CEL that are not computed here. */
const OTHER_FUNCTIONS = [
  'bool',
  'bytes',
  'dyn',
  'duration',
  'getDate',
  'has',
  'matches',
  'timestamp',
  'type',
];

function isNotComputed({ op, args }: ASTNode): boolean {
  if (op === 'call') return OTHER_FUNCTIONS.includes(args[0]);
  return op === 'rcall' && !METHODS.includes(args[0]) && !isNamespace(args[1]);
}

/** `math.greatest(…)`: an extension that neither reader has. */
const isNamespace = (receiver: ASTNode): boolean => receiver.op === 'id' && receiver.args === 'math';

const COMPARISONS = new Set(['<', '<=', '>', '>=']);

/** A whole number compared with a fraction: some releases of Google's reader take it. */
function mixesNumbers(nodes: readonly ASTNode[], expression: string, environment: Environment): boolean {
  return nodes.some(({ op, args }) => {
    if (!COMPARISONS.has(op)) return false;
    const [left, right] = partsOf(args).map((part) => {
      const { start, end } = withParentheses(part, expression);
      return environment.check(expression.slice(start, end)).type;
    });
    return left !== right;
  });
}

function wrongResult(type: string, dialect: Dialect): ExpressionProblem | undefined {
  const numbers = dialect === 'karpenter' ? ['int', 'double'] : ['int', 'double', 'uint', 'string'];
  if (numbers.includes(type)) return undefined;
  const name = /^(\w+)/.exec(type)?.[1] ?? 'something else';
  return { kind: 'not-a-number', message: `The result of the expression is a ${name}, not a number.` };
}

function run(evaluate: () => unknown, expression: string, dialect: Dialect): Outcome {
  try {
    return counted(evaluate(), dialect);
  } catch (error) {
    const { code = '', range } = isCelError(error) ? error : {};
    const where = range ? { span: withParentheses(range, expression) } : {};
    return { problem: { kind: 'fails', message: `The expression ${failure(code)}.`, ...where } };
  }
}

function failure(code: string): string {
  if (/division|modulo/.test(code)) return 'divides by zero';
  return code === 'numeric_overflow' ? 'comes to a number beyond 64 bits on the way' : 'cannot be computed';
}

function counted(value: unknown, dialect: Dialect): Outcome {
  // nodeadm converts texts as Go's ParseInt does; fractions are cut off.
  const isText = dialect === 'nodeadm' && typeof value === 'string';
  const number = isText && !/^[-+]?\d+$/.test(value) ? Number.NaN : Math.trunc(Number(value));
  const result = Number.isNaN(number) ? 'no number' : `${number}`;
  const problem = (kind: ExpressionProblem['kind'], what: string): Outcome => ({
    problem: { kind, message: `The expression comes to ${result}${what}.` },
  });
  if (Number.isNaN(number)) return problem('not-a-number', '');
  if (number === 0) return problem('zero', '');
  if (number < 0) return problem('negative', '');
  if (number > MOST_PODS) return problem('too-large', `, and kubelet takes at most ${MOST_PODS}`);
  return { pods: number };
}
