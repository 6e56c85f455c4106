import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Analysis } from '../../server/src/core/analysis.js';
import { retyped } from '../../server/src/core/model/retyping.js';
import { read } from '../../server/src/core/model/source.js';
import { analyzed, FIXTURES, manifests } from '../corpus/fixtures.js';

const TEXT = `# Of the plugin.
kind: DaemonSet
"quoted-key": 'single' # aside
items:
  - name: WARM_IP_TARGET
    value: "5"
  - - plain
    - - 12
  - name: last
    empty:
    flow: { a: b }
after: yes
`;

/** Whether the text is read by what is known of the one before; either way the tree is that of a text read for the first time. */
function isRetyped(before: string, text: string): boolean {
  const { root, isPlain } = read(before);
  assert.ok(root && isPlain, before);
  const tree = retyped({ text: before, root }, text);
  const fresh = read(text);
  if (tree) assert.deepEqual(tree, fresh.root);
  assert.deepEqual(read(text, { before: { text: before, root } }), fresh);
  return tree !== undefined;
}

test('of a scalar on a line of its own only that is read again', () => {
  for (const [from, to] of [
    ['"5"', '"52"'],
    ['"5"', '""'],
    ['"5"', '"a: #b, [c]"'],
    ["'single'", "'{}'"],
    ['DaemonSet', 'D'],
    ['plain', 'plainer'],
    ['- 12', '- 1'],
    ['- 12', '- true'],
    ['yes', 'null'],
    ['yes', '10.0.0.0/16'],
    ['yes', 'docker.io/a:v1'],
    ['last', '0x1f'],
  ] as const)
    assert.ok(isRetyped(TEXT, TEXT.replace(from, to)), to);
  const windows = TEXT.replaceAll('\n', '\r\n');
  assert.ok(isRetyped(windows, windows.replace('"5"', '"52"')));
  assert.ok(isRetyped('a: 1', 'a: 12'));
});

test('what may be more than one scalar is read anew', () => {
  for (const [from, to] of [
    ['"5"', '"5'],
    ['"5"', '5'],
    ['"5"', '"\\n"'],
    ['"5"', '"5" x'],
    ['"5"', '"5"#'],
    ['DaemonSet', 'Daemon: Set'],
    ['DaemonSet', 'DaemonSet:'],
    ['DaemonSet', 'Daemon #Set'],
    ['DaemonSet', ''],
    ['DaemonSet', '|'],
    ['DaemonSet', '{{ .Kind }}'],
    ['DaemonSet', '${KIND}'],
    ['DaemonSet', '&a DaemonSet'],
    ['name: last', 'named: last'],
    ['a: b', 'a: c'],
    ['yes', '- x'],
    ['yes', 'a\n  b'],
    ['after: yes', 'before: no'],
  ] as const)
    assert.ok(!isRetyped(TEXT, TEXT.replace(from, to)), to);
  assert.ok(!isRetyped('a: &x 1\nb: *x\n', 'a: &x 12\nb: *x\n'));
  assert.ok(!isRetyped('a: !!str 1\n', 'a: !!str 12\n'));
  assert.ok(!isRetyped('a:\n  1\n', 'a:\n  12\n'));
  assert.ok(!isRetyped('a: b\n  c\n', 'a: b\n  cd\n'));
  assert.ok(!isRetyped('a: |\n  b: c\n', 'a: |\n  b: cd\n'));
  assert.ok(!isRetyped('alone\n', 'aloner\n'));
});

/** What people type in a value, and what makes it another thing. */
const typed = fc.constantFrom(
  ...'1axX0_-./: #"\'\\{}[],&*!|>%@`\n\t$~é'.split(''),
  ': ',
  ' #',
  '\r\n',
  '\n  ',
  'null',
  '---',
  '😀',
);

test('in any text, whatever is typed in a value, the tree is that of a new text', () => {
  const texts = manifests(FIXTURES).flatMap(({ text }) => {
    const { root, isPlain } = read(text);
    return root && isPlain ? [{ text, root }] : [];
  });
  let count = 0;
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(3), typed, (before, place, length, put) => {
      const values = [...before.text.matchAll(/(?<=: +["']?|- ["']?)[^\s"']+/g)];
      const value = values[place % Math.max(1, values.length)];
      if (!value) return;
      const at = value.index + (place % (value[0].length + 1));
      const text = before.text.slice(0, at) + put + before.text.slice(at + length);
      if (retyped(before, text)) count++;
      assert.deepEqual(read(text, { before }), read(text));
    }),
    { numRuns: 1000 },
  );
  assert.ok(count > 20, `${count} of them were read by what was known`);
});

test('only the document that is typed in is kept ready for the next key', () => {
  const text = [1, 2, 3].map((n) => `kind: ENIConfig\nmetadata: { name: a${n} }\n`).join('---\n');
  const keys = (...texts: string[]) =>
    texts.reduce<Analysis>((before, now) => analyzed(now, before), analyzed(text));
  const ready = ({ documents }: Analysis) => documents.map(({ known }) => known !== undefined);
  assert.deepEqual(ready(keys()), [false, false, false]);
  assert.deepEqual(ready(keys(text.replace('a2', 'a22'))), [false, true, false]);
  assert.deepEqual(ready(keys(text.replaceAll('name: a', 'name: b'))), [true, false, false]);
});
