import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Allowance, allowancesIn } from '../../server/src/core/model/allowances.js';

/** What each comment names, why, and the lines that it covers, from 1. */
function said(text: string, embedded: readonly { start: number; end: number }[] = []) {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const lines = ({ covers }: Allowance) =>
    typeof covers === 'object' ? `${lineOf(covers.start)}-${lineOf(covers.end)}` : (covers ?? 'nothing');
  return allowancesIn(text, embedded).map((one) => {
    for (const { value, span } of one.ids) assert.equal(text.slice(span.start, span.end), value);
    assert.match(text.slice(one.span.start, one.span.end), /^#[^\n]*$/);
    return [one.ids.map(({ value }) => value).join('+'), one.reason, lines(one)].join(' | ');
  });
}

test('at the end of a line it covers that line', () => {
  assert.deepEqual(said('a: 1\nb: 2 # vpc-cni allow x-y: so it is\n  \nc: 3\n'), ['x-y | so it is | 2-2']);
});

test('alone it covers the next line that says something, and what is indented deeper', () => {
  const text = `
spec:
  # vpc-cni allow x-y: so it is

  # another comment
  a:
    b: 1

      # deeper, and less deep
# than it
    c: 2
  d: 3
`;
  assert.deepEqual(said(text), ['x-y | so it is | 6-11']);
});

test('above an item of a list it covers its other keys, and no other item', () => {
  const text = `
env:
  # vpc-cni allow x-y: so it is
  - name: A
    value: "1"
  - name: B
`;
  assert.deepEqual(said(text), ['x-y | so it is | 4-5']);
});

test('above a key it covers a list at the column of the key', () => {
  const text = `
spec:
  # vpc-cni allow x-y: so it is
  env:
  - name: A
    value: "1"
  - name: B
  image: c
`;
  assert.deepEqual(said(text), ['x-y | so it is | 4-7']);
});

test('an item of a list at the column of its key ends before the next', () => {
  const text = 'env:\n# vpc-cni allow x-y: so\n- name: A\n  value: "1"\n- name: B\n-\n  name: C\nrest: 1\n';
  assert.deepEqual(said(text), ['x-y | so | 3-4']);
});

test('before the first line, a marker or a directive it covers the line behind them', () => {
  assert.deepEqual(said('# vpc-cni allow x-y: so\n---\na: 1\nb: 2\n'), ['x-y | so | 3-3']);
  assert.deepEqual(said('# vpc-cni allow x-y: so\n%YAML 1.2\n---\na:\n  b: 2\n'), ['x-y | so | 4-6']);
  assert.deepEqual(said('\uFEFF# vpc-cni allow x-y: so\na: 1\nb: 2\n'), ['x-y | so | 2-2']);
});

test('behind the last line it covers nothing', () => {
  assert.deepEqual(said('a: 1\n# vpc-cni allow x-y: so'), ['x-y | so | nothing']);
});

test('allow-file covers the file, wherever it stands', () => {
  assert.deepEqual(said('a: 1 # vpc-cni allow-file x-y, z-a: so\n'), ['x-y+z-a | so | file']);
});

test('several rules, with blanks or without', () => {
  assert.deepEqual(said('#vpc-cni allow a-b,c-d ,  e-f : so\na: 1'), ['a-b+c-d+e-f | so | 2-2']);
  assert.deepEqual(said('## vpc-cni allow a-b,: so\na: 1'), ['a-b | so | 2-2']);
});

test('a reason may hold colons, commas and templates', () => {
  assert.deepEqual(said('a: 1 # vpc-cni allow x-y: see https://a.b/c, and {{ .Values.d }}'), [
    'x-y | see https://a.b/c, and {{ .Values.d }} | 1-1',
  ]);
});

test('what the quick fix leaves there is no reason, nor are dots', () => {
  for (const reason of ['', ' ', ' why', ' Why?', ' …', ' ...', ' -', ' why …'])
    assert.deepEqual(said(`a: 1 # vpc-cni allow x-y:${reason}`), ['x-y |  | 1-1']);
  assert.deepEqual(said('a: 1 # vpc-cni allow x-y because'), ['x-y |  | 1-1']);
  assert.deepEqual(said('a: 1 # vpc-cni allow x-y'), ['x-y |  | 1-1']);
  assert.deepEqual(said('a: 1 # vpc-cni allow x-y: why not'), ['x-y | why not | 1-1']);
});

test('forms that are as clear', () => {
  for (const comment of [
    '# VPC-CNI ALLOW x-y: so',
    '# vpc-cni: allow x-y: so',
    '# vpc-cni-allow x-y: so',
    '#vpc-cni  allow x-y : so',
    '# vpc-cni allow x-y - so',
    '# vpc-cni allow x-y -- so',
    '# vpc-cni allow x-y – so',
    '# vpc-cni allow x-y — so',
  ])
    assert.deepEqual(said(`a: 1 ${comment}`), ['x-y | so | 1-1'], comment);
  assert.deepEqual(said('a: 1 # vpc-cni: Allow-File x-y: so'), ['x-y | so | file']);
  assert.deepEqual(said('a: 1 # vpc-cni allow x-y, z-a - so - and so'), ['x-y+z-a | so - and so | 1-1']);
  for (const comment of ['# vpc-cni allow x-y -', '# vpc-cni allow x-y - why'])
    assert.deepEqual(said(`a: 1 ${comment}`), ['x-y |  | 1-1'], comment);
});

test('with another word nothing is allowed', () => {
  const verbs = (comment: string) =>
    allowancesIn(`a: 1 ${comment}`, []).map((one) => [one.verb?.value, one.reason]);
  assert.deepEqual(verbs('# vpc-cni disable x-y: so'), [['disable', '']]);
  assert.deepEqual(verbs('# vpc-cni-ignore-next-line x-y'), [['ignore-next-line', '']]);
  assert.deepEqual(verbs('# vpc-cni disable prefixes'), []);
});

test('prose that begins alike is none', () => {
  for (const comment of [
    '# vpc-cni-allow-dns: so',
    '# vpc-cni allow traffic - it is ours',
    '# vpc-cnis allow x-y: so',
    '# vpc-cni.allow x-y: so',
    '# vpc-cni allow traffic from pods',
    '# vpc-cni allows x-y: so',
    '# vpc-cni allow-files x-y: so',
    '# the vpc-cni allow x-y: so',
    '# vpc-cni allowed x-y: so',
  ])
    assert.deepEqual(said(`a: 1 ${comment}`), [], comment);
});

test('a `#` in a scalar begins no comment', () => {
  for (const text of [
    'a: "b # vpc-cni allow x-y: so"',
    "a: 'b # vpc-cni allow x-y: so'",
    'a: "b\n  # vpc-cni allow x-y: so\n  c"',
    'a: b# vpc-cni allow x-y: so',
    'a: |\n  # vpc-cni allow x-y: so\n  echo',
    'a: >\n  # vpc-cni allow x-y: so\n  echo',
  ])
    assert.deepEqual(said(text), [], text);
  assert.deepEqual(said('a: "b # c" # vpc-cni allow x-y: so'), ['x-y | so | 1-1']);
  assert.deepEqual(said('a: | # vpc-cni allow x-y: so\n  echo'), ['x-y | so | 1-1']);
  assert.deepEqual(said('a: [ # vpc-cni allow x-y: so\n  1,\n  # vpc-cni allow z-a: so\n  2]'), [
    'x-y | so | 1-1',
    'z-a | so | 4-4',
  ]);
});

test('in a text that was read as YAML, lines of comment are comments', () => {
  const block = (style: string, lines: string) => {
    const text = `a: ${style}\n${lines}b: 1\n`;
    return said(text, [{ start: 3, end: text.indexOf('\nb:') }]);
  };
  assert.deepEqual(block('|', '  # vpc-cni allow x-y: so\n  c:\n    d: 1\n  e: 2\n'), ['x-y | so | 3-4']);
  assert.deepEqual(block('|-2', '  # vpc-cni allow x-y: so\n  c: 1\n'), ['x-y | so | 3-3']);
  // A comment would become a part of the next line.
  assert.deepEqual(block('>', '  # vpc-cni allow x-y: so\n  c: 1\n'), []);
  assert.deepEqual(block('|', '  {\n  # vpc-cni allow x-y: so\n  "c": 1}\n'), []);
  assert.deepEqual(block('|', '  KEY=text\n  # vpc-cni allow x-y: so\n'), []);
});

test('template actions are as blank lines, and their comments are none', () => {
  const text = `
# vpc-cni allow x-y: so
spec:
{{- if .Values.on }}
  a: 1
{{- end }}
b: {{ .Values.b }} # vpc-cni allow z-a: so
{{/* # vpc-cni allow b-c: so */}}
{{/*
# vpc-cni allow d-e: so
*/}}
`;
  assert.deepEqual(said(text), ['x-y | so | 3-6', 'z-a | so | 7-7']);
});

test('line ends of Windows', () => {
  assert.deepEqual(said('# vpc-cni allow x-y: so\r\na:\r\n  b: 1\r\nc: 2\r\n'), ['x-y | so | 2-3']);
});

test('any number of them is read in one pass', () => {
  const comments = Array.from({ length: 50_000 }, (_, i) => `a${i}: # vpc-cni allow x-y: so\n`).join('');
  assert.equal(allowancesIn(comments, []).length, 2000);
  const above = `${'# vpc-cni allow x-y: so\n'.repeat(50_000)}a:\n  b: 1\n`;
  assert.equal(allowancesIn(above, []).length, 2000);
});
