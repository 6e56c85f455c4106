import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunks, read } from '../../server/src/core/model/source.js';
import { at, items, type Node, toJson } from '../../server/src/core/model/tree.js';

const texts = (text: string): string[] => chunks(text).map((chunk) => chunk.text);
const root = (text: string): Node => {
  const { root } = read(text);
  assert.ok(root);
  return root;
};

test('a file is cut at its document markers, and nothing is lost', () => {
  for (const text of [
    '',
    'a: 1',
    '---\na: 1\n---\nb: 2\n',
    'a: 1\n...\nb: 2\n',
    '\uFEFF# c\n---\r\na: 1\r\n--- # x\r\nb: 2',
  ]) {
    assert.equal(texts(text).join(''), text);
  }
  assert.deepEqual(texts('---\na: 1\n---\nb: 2\n'), ['---\na: 1\n', '---\nb: 2\n']);
  assert.deepEqual(texts('a: 1\n...\nb: 2\n'), ['a: 1\n...\n', 'b: 2\n']);
});

test('comments and directives above the first marker belong to its document', () => {
  assert.deepEqual(texts('# comment\n%YAML 1.2\n---\na: 1\n'), ['# comment\n%YAML 1.2\n---\na: 1\n']);
});

test('a marker is a line of its own', () => {
  assert.equal(texts('a: ---\n ---\n---x\n').length, 1);
});

test('unquoted scalars have the types Kubernetes gives them', () => {
  const types = (text: string) => toJson(root(text));
  assert.deepEqual(types('[yes, Off, y, true, "yes"]'), [true, false, true, true, 'yes']);
  assert.deepEqual(types('[1, -2, 1_000, 0x1F, 5.0, 1e3]'), [1, -2, 1000, 31, 5, 1000]);
  assert.deepEqual(types('[~, null, "null"]'), [null, null, 'null']);
  assert.deepEqual(types('[1.2.3, 10.0.0.0/8, v1, 1m, t]'), ['1.2.3', '10.0.0.0/8', 'v1', '1m', 't']);
});

test('aliases and merge keys are resolved', () => {
  const text = 'base: &b {x: 1, y: 2}\nmore: {<<: *b, y: 3}\nlist: &l [a]\nagain: *l\n';
  assert.deepEqual(toJson(root(text)), {
    base: { x: 1, y: 2 },
    more: { y: 3, x: 1 },
    list: ['a'],
    again: ['a'],
  });
});

test('what `<<` brings for a key above it is not known: readers differ', () => {
  const read = root('a: &a {x: 1, y: 2}\nb:\n  x: 3\n  <<: *a\n  y: 4\n');
  const isOpen = (key: string) => {
    const value = at(read, 'b', key);
    return value?.kind === 'scalar' && value.open;
  };
  assert.deepEqual(['x', 'y'].map(isOpen), [true, false]);
});

test('of a key written twice the last counts', () => {
  assert.deepEqual(toJson(root('a: 1\nb: 2\na: 3\n')), { a: 3, b: 2 });
});

const unread = (text: string): string[] =>
  read(text).problems.map(({ span, message }) => `${span.start} ${message.slice(0, 20)}`);

test('an alias without an anchor above it keeps its document from being read, wherever it stands', () => {
  for (const text of [
    'a: *b',
    'a: *b\nb: &b 1',
    '[*b]',
    '- *b',
    '*b : 1',
    '? *b\n: 1',
    '? [*b]\n: 1',
    '<<: *b',
  ])
    assert.deepEqual(unread(text), [`${text.indexOf('*')} This alias has no an`], text);
  assert.deepEqual(unread('a: *b\nb: *c\r\n'), ['3 This alias has no an', '9 This alias has no an']);
});

test('an anchor may stand at whatever a reader sees before the alias', () => {
  for (const text of ['&a b: *a', '? [&a 1]\n: *a', '? {&a b: 1}\n: *a', 'a: &a\nb: *a', '- &a {}\n- *a'])
    assert.deepEqual(unread(text), [], text);
  assert.deepEqual(toJson(root('&a b: 1\nc: *a\n')), { b: 1, c: 'b' });
});

test('of aliases nothing is said where something else is broken, or comes from a template', () => {
  assert.deepEqual(
    unread('a: [&b 1,,\nc: *b\n').filter((said) => said.includes('alias')),
    [],
  );
  assert.deepEqual(unread('{{ x }}\na: *b\n'), []);
  // Where its name ends depends on the reader.
  assert.deepEqual(unread('a: *b:\n'), []);
});

test('an alias into its own parent has no value, and ends', () => {
  assert.deepEqual(unread('a: &a\n  b: *a\n'), ['11 This alias stands fo']);
  const node = at(root('a: &a\n  b: *a\n'), 'a', 'b');
  assert.equal(node?.kind === 'scalar' && node.open, true);
});

test('what an alias stands for is read once, as it was where the alias is written', () => {
  const tree = root('l: &l [{a: 1}]\nm: *l\nn: [*l]\n');
  assert.equal(at(tree, 'm'), at(tree, 'l'));
  assert.equal(items(at(tree, 'n'))[0], at(tree, 'l'));
  assert.deepEqual(toJson(root('x: &x 1\na: &a {x: *x}\ny: &x 2\nb: *a\nc: *x\n')), {
    x: 1,
    a: { x: 1 },
    y: 2,
    b: { x: 1 },
    c: 2,
  });
});

test('what an alias stands for counts with all that is in it', () => {
  const many = `a: &a [${'x, '.repeat(10_000)}]\nb: [`;
  assert.equal(read(`${many}${'*a, '.repeat(18)}]\n`).beyond, undefined);
  assert.equal(
    read(`${many}${'*a, '.repeat(19)}]\n`).beyond,
    'it has more than 200,000 values, with aliases written out',
  );
  const deep = `a: &a ${'['.repeat(40)}${']'.repeat(40)}\nb: `;
  assert.equal(read(`${deep}${'['.repeat(20)}*a${']'.repeat(20)}\n`).beyond, undefined);
  assert.equal(
    read(`${deep}${'['.repeat(30)}*a${']'.repeat(30)}\n`).beyond,
    'it is nested more than 64 levels deep',
  );
});

test('an alias bomb is refused, not unfolded', () => {
  const levels = Array.from(
    { length: 12 },
    (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`,
  );
  assert.deepEqual(
    read(`l0: &l0 x\n${levels.join('\n')}\n`),
    beyond('it has more than 200,000 values, with aliases written out'),
  );
});

test('deep nesting and endless texts are not read, and that is all that is known of them', () => {
  for (const text of ['['.repeat(20_000), '- '.repeat(20_000), `a: ${'['.repeat(70)}${']'.repeat(70)}`])
    assert.deepEqual(read(text), beyond('it is nested more than 64 levels deep'));
  assert.deepEqual(read(`a: ${'x'.repeat(2_000_000)}`), beyond('it has more than 1,500,000 characters'));
});

test('of a text made of too much no more is read than the limit, whatever it is made of', () => {
  const parts = ['a,', '{}', '}', '@\n', '! ', '&a ', '*a,', '? ,', ': ', '""\n', '#\n', '\n'];
  const texts = [
    ...parts.map((part) => `a: [${part.repeat(1_400_000 / part.length)}`),
    '- a\n- - \n'.repeat(100_000),
  ];
  for (const text of texts) {
    const { counted, ...rest } = read(text);
    assert.deepEqual(rest, beyond('it is made of more than 300,000 words and signs'), text.slice(0, 20));
    assert.ok(counted);
  }
});

test('what people write is within the limits', () => {
  const config = '  - subnet: subnet-0aa1bb2cc3dd4ee5f\n    securityGroups:\n      - sg-0aa1bb2cc3dd4ee5f\n';
  const { root, beyond } = read(`a:\n${config.repeat(8_000)}`);
  assert.equal(beyond, undefined);
  assert.equal(root?.kind, 'map');
});

const beyond = (limit: string) => ({ root: undefined, problems: [], templated: true, beyond: limit });

test('where the library reports mistakes no traces are kept, and those of others are as they were', () => {
  const before = Error.stackTraceLimit;
  assert.ok(read('a: [}\n'.repeat(10)).problems.length > 0);
  assert.equal(Error.stackTraceLimit, before);
  assert.match(new Error('x').stack ?? '', / at /);
});

test('what the reader of Kubernetes takes is no problem', () => {
  for (const text of ['spec: {\na: b\n}\n', 'a: "9000"#c\n', 'a: [\nb\n]\n', 'k: &o team\n*o: x\n'])
    assert.deepEqual(read(text).problems, [], text);
  for (const text of ['a: [b\n', 'a: "b\n', 'a: b\n c: d\n'])
    assert.notDeepEqual(read(text).problems, [], text);
});

test('what lies in a branch of a template may be there or not', () => {
  const text =
    '{{- if .x }}\na: 1\n{{- else }}\nb: 2\n{{- end }}\nc: 3\n%{ for z in y ~}\nd: 4\n%{ endfor ~}\n';
  const conditional = (key: string) => {
    const node = at(root(text), key);
    return node?.kind === 'scalar' && node.conditional;
  };
  assert.deepEqual(['a', 'b', 'c', 'd'].map(conditional), [true, true, false, true]);
});

test('templates and placeholders in all the ways people write them', () => {
  for (const text of [
    '<%= mtu %>',
    '"[[ mtu ]]"',
    '((mtu))',
    '(( grab meta.mtu ))',
    '#@ data.values.mtu',
    '"#{mtu}"',
    '"%(mtu)s"',
    '"(@= mtu @)"',
    '"@mtu@"',
    '__mtu__',
    '"%mtu%"',
    '"{mtu}"',
    '"ENC[AES256_GCM,data:x]"',
    'vault:secret/x',
    '!Ref Mtu',
    '!!binary dHJ1ZQ==',
    'TODO',
    '…',
  ]) {
    const node = at(root(`a: ${text}`), 'a');
    assert.ok(node?.kind === 'scalar' && node.open, text);
  }
});

test('a formula in parentheses is a text like any other', () => {
  const node = at(root('a: ((enis - 1) * (ips - 1)) + 2'), 'a');
  assert.ok(node?.kind === 'scalar' && !node.open);
});

test('a flow list of variables is a list', () => {
  const node = at(root('a: [${SG_A}, ${SG_B}]'), 'a');
  assert.equal(node?.kind === 'list' && node.items.length, 2);
});

test('numbers as Go reads them', () => {
  assert.deepEqual(toJson(root('[0x_, 0x1_F, 1.e5, 08, ._1, +1, 1_0.5]')), [
    '0x_',
    31,
    100000,
    8,
    0.1,
    1,
    10.5,
  ]);
});

test('what others refer to is shared', () => {
  const node = root('a: &a {x: 1}\nb: *a\nc: {<<: *a}\nd: &d 1\ne: *d\n');
  const shared = (...path: string[]) => at(node, ...path)?.shared;
  assert.deepEqual(
    [shared('a', 'x'), shared('b', 'x'), shared('c', 'x'), shared('d'), shared('e')],
    [true, true, true, true, false],
  );
});

test('spans are those of the text, with and without quotes', () => {
  const text = 'a: "x y"\nb: plain # comment\n';
  for (const [key, written, inner] of [
    ['a', '"x y"', 'x y'],
    ['b', 'plain', 'plain'],
  ] as const) {
    const node = at(root(text), key);
    assert.ok(node?.kind === 'scalar' && node.inner !== undefined);
    assert.equal(text.slice(node.span.start, node.span.end), written);
    assert.equal(text.slice(node.inner, node.inner + inner.length), inner);
  }
});

test('a text with escapes has no inner offset', () => {
  const node = at(root('a: "x\\ty"\n'), 'a');
  assert.ok(node?.kind === 'scalar');
  assert.equal(node.text, 'x\ty');
  assert.equal(node.inner, undefined);
});

test('templates: actions are blanked out, values with holes are open, problems are not ours', () => {
  const text =
    'kind: DaemonSet\n{{- if .Values.x }}\nname: "{{ .Release.Name }}-node"\n{{- end }}\nfull: {{ .y }}\nplain: a\n';
  const { root, problems, templated } = read(text);
  assert.ok(root && templated);
  assert.deepEqual(problems, []);
  const open = (key: string) => {
    const node = at(root, key);
    return node?.kind === 'scalar' && node.open;
  };
  assert.deepEqual([open('kind'), open('name'), open('full'), open('plain')], [false, true, true, false]);
});

test('placeholders are open', () => {
  for (const text of [
    '${VAR}',
    '$(VAR)',
    '<sg-id>',
    '"{{ x }}"',
    'subnet-xxxxxxxx',
    'REPLACE_ME',
    '$SUBNET',
    'sg-...',
  ]) {
    const node = at(root(`a: ${text}`), 'a');
    assert.ok(node?.kind === 'scalar' && node.open, text);
  }
  for (const text of ['"{}"', 'prng', '/host/var/log', '"a<b"', '10.0.0.0/8', '\'{"a":"b"}\'']) {
    const node = at(root(`a: ${text}`), 'a');
    assert.ok(node?.kind === 'scalar' && !node.open, text);
  }
});

test('nothing throws, whatever the text', () => {
  for (const text of [
    '\0',
    '\uD800',
    '{',
    '"',
    "'",
    '&',
    '*x',
    '!!',
    '? ',
    '%',
    '\t- a',
    '<<: 1',
    '- - - :',
    '? [a]: b\n: c',
    'a: |\n',
  ]) {
    read(text);
  }
});
