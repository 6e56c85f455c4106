import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from '../../server/src/core/model/source.js';
import { withoutVariables } from '../../server/src/core/model/withoutVariables.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

const pod = (env: string, rest = '') => `kind: Deployment
metadata:
  name: web
spec:
  selector: {}
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: main
          image: web:1
          env:
${env}${rest}`;

const LIST = `            - name: A
              value: "1"
            - name: B
              value: http://web:80/
            - name: C
              valueFrom:
                secretKeyRef:
                  name: secret
                  key: c
            - name: D
              value: "4"
`;

const kept = (text: string) =>
  [...withoutVariables(text).matchAll(/- name: ([A-Z])\b/g)].map(([, name]) => name);

test('of a list in its plainest form the last variable stays, where it was', () => {
  const text = pod(LIST, '          ports: []\n');
  const short = withoutVariables(text);
  assert.equal(short.length, text.length);
  assert.deepEqual(kept(text), ['D']);
  assert.equal(short.indexOf('- name: D'), text.indexOf('- name: D'));
  assert.equal(short.indexOf('ports:'), text.indexOf('ports:'));
  assert.deepEqual(read(short).problems, []);
  assert.deepEqual(read(short).root?.span, read(text).root?.span);
});

test('lists of several containers, and at the column of their key', () => {
  const two = LIST.replace(/^ {2}/gm, '');
  assert.deepEqual(kept(pod(LIST, `        - name: other\n          env:\n${two}`)), ['D', 'D']);
});

test('all stays where a line is not certainly nothing but a name and a value', () => {
  for (const [from, to] of [
    ['"1"', '"{{ .Values.a }}"'],
    ['"1"', '"$' + '{A}"'],
    ['"1"', '&one "1"'],
    ['"1"', '|\n                1'],
    ['"1"', '"1\n                2"'],
    ['"1"', '"1" # one'],
    ['"1"', "it's: 1"],
    ['- name: A', '- $patch: replace\n            - name: A'],
    ['- name: A', '-  name: A'],
    ['            - name: A', '          - name: A'],
    ['  value: "4"', ' value: "4"'],
  ] as const) {
    const text = pod(LIST.replace(from, to));
    assert.notEqual(text, pod(LIST));
    assert.ok(kept(text).includes('A') || kept(text).length > 1, text);
  }
  assert.equal(withoutVariables(pod(LIST).replaceAll('\n', '\r\n')), pod(LIST).replaceAll('\n', '\r\n'));
});

test('a document that an escape makes ours is read with all its variables', () => {
  const hidden = pod(LIST)
    .replace('name: main', 'name: "aws\\u002dnode"')
    .replace('kind: Deployment', 'kind: DaemonSet')
    .replace('name: web', 'name: "aws\\u002dnode"');
  const { facts } = readDocument(hidden, DEFAULT_SETTINGS, { skims: true });
  assert.deepEqual(facts, readDocument(hidden, DEFAULT_SETTINGS).facts);
});

test('what is beyond the limits of depth stays', () => {
  const list = LIST.replaceAll(/^ {12}/gm, '');
  for (let depth = 40; depth < 64; depth++) {
    const keys = Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:\n`).join('');
    const column = ' '.repeat(depth);
    const deep = `${keys}${column}env:\n${list.replaceAll(/^(?=.)/gm, `${column}  `)}`;
    const [short, whole] = [withoutVariables(deep), deep].map((text) => read(text).beyond);
    assert.equal(short, whole, `${depth}`);
  }
});

test('the same words in a text are no variables', () => {
  const script = `kind: Pod\nspec:\n  script: |\n    spec:\n      env:\n${LIST}`;
  assert.equal(withoutVariables(script), script);
});

/** Small seeded generator. */
function* random(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

test('whatever is changed in a document, the same is read of it with the variables and without', () => {
  const settings = DEFAULT_SETTINGS;
  const numbers = random(7);
  const next = (below: number) => Math.floor(numbers.next().value * below);
  const pieces = [
    '"',
    "'",
    '\n',
    '  ',
    ' ',
    '#',
    ': ',
    '- ',
    '|',
    '{{',
    '&a ',
    '*a',
    '[',
    '}',
    '\t',
    '---\n',
    'env:\n',
    '>',
    '\r',
  ];
  const whole =
    pod(LIST, '          ports: []\n        - name: other\n          image: b\n          env:\n') + LIST;
  let [read, skimmed] = [0, 0];
  for (let turn = 0; turn < 1000; turn++) {
    let text = whole;
    for (let change = next(3); change >= 0; change--) {
      const at = next(text.length);
      const piece = next(3) === 0 ? '' : (pieces[next(pieces.length)] as string);
      text = text.slice(0, at) + piece + text.slice(at + (next(2) === 0 ? next(40) : 0));
    }
    const [full, short] = [false, true].map((skims) => readDocument(text, settings, { skims }));
    assert.deepEqual({ ...short, known: undefined }, { ...full, known: undefined }, text);
    if (full?.facts.workloads.length) read++;
    if (withoutVariables(text) !== text) skimmed++;
  }
  assert.ok(read > 300 && skimmed > 300, `${read} ${skimmed}`);
});
