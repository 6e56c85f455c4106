import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type InstanceType, instanceType } from '../../server/src/core/domain/instances.js';
import {
  compile,
  type Dialect,
  type ExpressionProblem,
  type TypeOptions,
} from '../../server/src/core/domain/maxPodsExpression.js';

const T3_MEDIUM: InstanceType = { name: 't3.medium', enis: 3, ipv4PerEni: 6 };

const outcomeOf = (expression: string, type: InstanceType, dialect: Dialect, options?: TypeOptions) => {
  const compiled = compile(expression, dialect);
  return compiled && 'evaluate' in compiled ? compiled.evaluate(type, options) : compiled;
};

const pods = (
  expression: string,
  dialect: Dialect = 'nodeadm',
  more: Partial<InstanceType> = {},
): number | string => {
  const outcome = outcomeOf(expression, { ...T3_MEDIUM, ...more }, dialect);
  if (!outcome) return 'not read';
  return 'pods' in outcome ? outcome.pods : outcome.problem.kind;
};

const podsOn = (...question: Parameters<typeof outcomeOf>): number | undefined => {
  const outcome = outcomeOf(...question);
  return outcome && 'pods' in outcome ? outcome.pods : undefined;
};

const problem = (expression: string, dialect: Dialect = 'nodeadm'): ExpressionProblem => {
  const compiled = compile(expression, dialect);
  assert.ok(compiled && 'problem' in compiled, expression);
  return compiled.problem;
};

test('the formulas of the guides', () => {
  assert.equal(pods('(default_enis * (ips_per_eni - 1)) + 2'), 17);
  assert.equal(pods('(default_enis * ((ips_per_eni - 1) * 16)) + 2'), 242);
  assert.equal(pods('((default_enis -1) * (ips_per_eni - 1)) + 2'), 12);
  assert.equal(pods('max_pods < 30 ? max_pods : 30'), 17);
  assert.equal(pods('417'), 417);
});

test('whole numbers are divided as whole numbers', () => {
  assert.equal(pods('max_pods / 2'), 8);
  assert.equal(pods('7 % 4'), 3);
  assert.equal(pods('-7 / 2 + 5'), 2);
});

test('fractions are cut off, and texts are numbers to nodeadm alone', () => {
  assert.equal(pods('double(max_pods) * 1.5'), 25);
  assert.equal(pods('"110"'), 110);
  assert.equal(pods('"11x"'), 'not-a-number');
  assert.equal(problem('"110"', 'karpenter').kind, 'not-a-number');
  assert.equal(pods('20u'), 20);
  assert.equal(problem('20u', 'karpenter').kind, 'not-a-number');
});

test('what is no number', () => {
  for (const expression of ['true', 'max_pods > 3', '[1]', '{}', 'null', 'b"1"'])
    assert.equal(problem(expression).kind, 'not-a-number', expression);
});

test('kubelet takes one pod at least, and 32 bits at most', () => {
  assert.equal(pods('max_pods - 17'), 'zero');
  assert.equal(pods('max_pods - 18'), 'negative');
  assert.equal(pods('0.9'), 'zero');
  assert.equal(pods('2147483647'), 2_147_483_647);
  assert.equal(pods('2147483648'), 'too-large');
  assert.equal(pods('9223372036854775807'), 'too-large');
});

test('what cannot be computed on the way', () => {
  assert.equal(pods('max_pods / (default_enis - 3)'), 'fails');
  assert.equal(pods('max_pods % 0'), 'fails');
  assert.equal(pods('9223372036854775807 * default_enis'), 'fails');
  assert.equal(pods('1.0 / 0.0', 'karpenter'), 'too-large');
});

test('texts that are no expression, with the part that is not expected', () => {
  const at = (expression: string) => {
    const { kind, span } = problem(expression);
    assert.equal(kind, 'syntax', expression);
    return span && expression.slice(span.start, span.end);
  };
  assert.equal(at('1 +'), undefined);
  assert.equal(at('(default_enis - 1'), undefined);
  assert.equal(at('default_enis × 2'), '×');
  assert.equal(at('default_enis - 1) * 2'), ')');
  assert.equal(at('if max_pods'), 'if');
  assert.equal(at('max_pods;'), ';');
  assert.equal(at(''), undefined);
});

test('variables that there are not, with the one that was meant', () => {
  const near = (expression: string, dialect?: Dialect) => {
    const { kind, span, nearest } = problem(expression, dialect);
    assert.equal(kind, 'unknown-variable', expression);
    return [span && expression.slice(span.start, span.end), nearest];
  };
  assert.deepEqual(near('1 + default_eni'), ['default_eni', 'default_enis']);
  assert.deepEqual(near('maxPods - 2'), ['maxPods', 'max_pods']);
  assert.deepEqual(near('MAX_PODS'), ['MAX_PODS', 'max_pods']);
  assert.deepEqual(near('cpus * 10', 'karpenter'), ['cpus', 'vcpus']);
  assert.deepEqual(near('memory_mib / 64'), ['memory_mib', 'physical_memory_mib']);
  assert.deepEqual(near('instance_type == "a" ? 1 : 2'), ['instance_type', undefined]);
  assert.deepEqual(near('x + 1'), ['x', undefined]);
  assert.deepEqual(near('math.greatest(1, 2)'), ['math', undefined]);
});

test('min and max are functions of Karpenter, of two numbers', () => {
  assert.equal(pods('min(110, max_pods)', 'karpenter'), 17);
  assert.equal(pods('max(20, min(110, max_pods))', 'karpenter'), 20);
  assert.equal(pods('max(2.5, max_pods)', 'karpenter'), 17);
  assert.equal(pods('min(2.5, 3.5)', 'karpenter'), 2);
  assert.equal(problem('min(110, max_pods)').kind, 'unknown-function');
  assert.match(problem('1 + min(110, max_pods)').message, /no function "min".*a < b \? a : b/);
  assert.equal(problem('min(1, 2, 3)', 'karpenter').kind, 'types');
  assert.equal(problem('least(1, 2)', 'karpenter').kind, 'unknown-function');
  assert.match(problem('min(int(1.5), "a".size())').message, /no function "min"/);
  assert.match(problem('max_pods.size()').message, /function size/);
});

test('types do not mix', () => {
  assert.match(problem('max_pods * 1.5').message, /no int \* double/);
  assert.equal(problem('max_pods > 30 ? 1 : 2.0').kind, 'types');
  assert.equal(problem('max_pods ? 1 : 2').kind, 'types');
  assert.equal(problem('max_pods.size()').kind, 'types');
  assert.equal(problem('max_pods.foo').kind, 'types');
});

test('the part that is wrong, with its parentheses', () => {
  const part = (expression: string) => {
    const { span } = problem(expression);
    return span && expression.slice(span.start, span.end);
  };
  assert.equal(part('2 + ((max_pods - 1)) * 1.5'), '((max_pods - 1)) * 1.5');
  assert.equal(part('(1.5 * ( max_pods - 1 )) + 2'), '1.5 * ( max_pods - 1 )');
  const outcome = outcomeOf('10 / (default_enis - 3) + 1', T3_MEDIUM, 'nodeadm');
  assert.ok(outcome && 'problem' in outcome);
  assert.deepEqual(outcome.problem.span, { start: 0, end: 23 });
  assert.equal(pods('((default_enis - 1) * 2) > (max_pods + 1) ? 1 : 2'), 2);
});

test('variables by type, and functions of text', () => {
  assert.equal(pods('vcpus * 10', 'nodeadm', { vcpus: 2 }), 20);
  assert.equal(
    pods('physical_memory_mib / 1024 > 32 ? 110 : max_pods', 'nodeadm', { memoryMib: 65_536 }),
    110,
  );
  const byName = 'instance_type.startsWith("m5.") ? 50 : 20';
  assert.equal(pods(byName, 'karpenter', { name: 'm5.large' }), 50);
  assert.equal(pods(byName, 'karpenter', { name: 'm6i.large' }), 20);
});

test('pods of a type, with what max_pods is there', () => {
  const type = instanceType('m5.large');
  assert.ok(type);
  assert.equal(podsOn('max_pods', type, 'nodeadm'), 29);
  assert.equal(podsOn('default_enis * ips_per_eni + vcpus', type, 'karpenter'), 32);
  assert.equal(podsOn('max_pods', type, 'karpenter', { maxPods: 20 }), 20);
  assert.equal(podsOn('max_pods - 29', type, 'nodeadm'), undefined);
  assert.equal(podsOn('1 +', type, 'nodeadm'), undefined);
});

test('a figure that is not known of the type makes only its own expressions unknown', () => {
  const type = { name: 'x1.new', vcpus: 4 };
  assert.equal(podsOn('vcpus * 10', type, 'karpenter'), 40);
  assert.equal(podsOn('default_enis * 10', type, 'karpenter'), undefined);
  assert.equal(podsOn('max_pods', type, 'karpenter'), undefined);
});

test('what Google reads otherwise, or may, is not read', () => {
  for (const expression of [
    '.5 * 2.0',
    '[1, 2].map(x, x + 1)[0]',
    '[1, 2].exists(x, x == 1) ? 1 : 2',
    'cel.bind(x, 1, x + 1)',
    '"a".matches("(a+)+$") ? 1 : 2',
    'dyn(1) + 2',
    'duration("1s")',
    'max_pods > 2.5 ? 1 : 2',
    `1${' + 1'.repeat(300)}`,
    '1'.padStart(2000),
  ])
    assert.equal(compile(expression, 'nodeadm'), undefined, expression.slice(0, 50));
});

test('hostile texts come to an end and do not throw', () => {
  const texts = [
    ...['(', '[', '{', '-', '!', '1?', '1+', 'a.', '{1:', '"', '\\', '\u0000', '😀', "'''", '//'].map(
      (part) => part.repeat(1000 / part.length),
    ),
    `${'[1,1,1,1,1,1,1,1].map(a,'.repeat(30)}1${')'.repeat(30)}`,
    `${'[1,1,1,1,1,1,1,1].all(a,'.repeat(30)}true${')'.repeat(30)} ? 1 : 2`,
    `"${'a'.repeat(60)}!".matches("(a+)+$") ? 1 : 2`,
    `${'9u*'.repeat(300)}9u`,
    `size(${'"aaaaaaaaaaaa"+'.repeat(60)}"a")`,
    `${'('.repeat(40)}true${'?true:true)'.repeat(40)} ? 1 : 2`,
    `${'[[1]]=='.repeat(40)}[[1]]`,
  ];
  for (const text of texts) {
    for (const dialect of ['nodeadm', 'karpenter'] as const)
      assert.doesNotThrow(() => outcomeOf(text, T3_MEDIUM, dialect));
  }
});
