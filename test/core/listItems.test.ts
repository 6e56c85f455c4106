import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listItems, pieces } from '../../server/src/core/model/listItems.js';

const HEAD = 'apiVersion: v1\nkind: List\nitems:\n';
const items = (text: string): string[] | undefined =>
  listItems({ offset: 0, text })?.flatMap(({ text: item, part }) => (part === 'item' ? [item] : []));
const isCut = (text: string): boolean => listItems({ offset: 0, text }) !== undefined;

test('a List is cut into its items, and nothing is lost', () => {
  for (const text of [
    `${HEAD}  - a: 1\n    b: 2\n  - c: 3\n`,
    `\uFEFF---\n# c\n${HEAD}- a: 1\n- c: 3`,
    'apiVersion: v1\nitems:\n- a: 1\n- c: 3\nkind: List\nmetadata:\n  resourceVersion: ""\n',
    `${HEAD}  -\n    a: 1\n  - null\n`.replaceAll('\n', '\r\n'),
    `kind: ConfigMap\n---\n${HEAD}- a: 1\n- b: 2\n---\nkind: Pod\n`,
  ]) {
    const found = pieces(text);
    assert.equal(found.map((piece) => piece.text).join(''), text);
    assert.equal(found.filter(({ part }) => part === 'item').length, 2, text);
    for (const { offset, text: piece } of found) assert.ok(text.startsWith(piece, offset));
  }
});

test('what kubectl writes has a tail', () => {
  const text = 'apiVersion: v1\nitems:\n- a: 1\nkind: List\nmetadata:\n  resourceVersion: ""\n';
  assert.deepEqual(
    pieces(text).map((piece) => [piece.part, piece.text]),
    [
      ['head', 'apiVersion: v1\nitems:\n'],
      ['item', '- a: 1\n'],
      ['tail', 'kind: List\nmetadata:\n  resourceVersion: ""\n'],
    ],
  );
});

test('comments in front of an item belong to it, those deeper to the one above', () => {
  assert.deepEqual(items(`${HEAD}# 1\n  - a: 1\n\n  # 2\n\n# 2\n  - b: 2\n    # 2\n  - c: 3\n# 3\n`), [
    '# 1\n  - a: 1\n\n',
    '  # 2\n\n# 2\n  - b: 2\n    # 2\n',
    '  - c: 3\n# 3\n',
  ]);
});

test('what looks like an item in a text of several lines is none', () => {
  for (const item of [
    '  - a: |\n      - b\n      # "\n    c: 1\n',
    "  - a: >+\n      it's\n\n\n",
    '  - a: it\'s\n      - "b\n',
    '  - a: "b\n      - c"\n',
    "  - a: 'b''\n\n      - c'\n",
    '  - a: [b,\n      "c]", {d: e}] # it\'s\n',
    '  - |\n    - a\n',
    '  - a:\n      b # "\n',
    '  - "a": b:c#d\n    e:\n    - f\n    -   g: "h # i"\n',
  ])
    assert.deepEqual(items(`${HEAD}${item}  - z: 1\n`), [item, '  - z: 1\n'], item);
});

test('a List that may say something else in parts is one document', () => {
  for (const item of [
    // Readers accept what goes on at the margin in quotes and brackets.
    '  - a: "b\n  - c"\n',
    "  - a: 'b\n  - c'\n",
    '  - a: [b,\n  - c]\n',
    '  - a: b "c\n    d: "e\n  - f"\n',
    '  - &a b: 1\n',
    '  - *a\n',
    '  - !t a\n',
    '  - ? a\n',
    '  - a: {{ b }}\n',
    '  # {% if a %}\n  - a: 1\n',
    '  - a: b\rc\n',
    '  - a: b\u2028c\n',
    '\t- a: 1\n',
    '  - a: 1\n - b: 2\n',
    '  - a: 1\n    # vpc-cni allow unknown-key: about the next one\n',
  ])
    assert.equal(isCut(`${HEAD}${item}  - z: 1\n`), false, item);
  for (const text of [
    'kind: List\nitems:\n',
    'kind: List\nitems: []\n',
    'kind: Pod\nitems:\n- a: 1\n',
    'items:\n- a: 1\n',
    'kind: List\nkind: List\nitems:\n- a: 1\n',
    'kind: List\nitems:\n- a: 1\nitems:\n- b: 1\n',
    'kind: List\nother: 1\nitems:\n- a: 1\n',
    'kind: List\nmetadata: x\n  y: z\nitems:\n- a: 1\n',
    'kind: List\nmetadata:\n   x: y\n  y: z\nitems:\n- a: 1\n',
    'kind: List # vpc-cni allow unknown-key: why not\nitems:\n- a: 1\n',
    '%YAML 1.2\n---\nkind: List\nitems:\n- a: 1\n',
    'kind: List\nitems:\n- a: 1\n...\n',
    '{"kind": "List",\nitems:\n- a: 1\n',
  ])
    assert.equal(isCut(text), false, text);
});

test('a comment about the file may stand above a List', () => {
  assert.ok(isCut(`# vpc-cni allow-file unknown-key: it is so\n${HEAD}  - a: 1\n`));
});
