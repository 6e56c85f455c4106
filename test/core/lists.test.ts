import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyze } from '../../server/src/core/analysis.js';
import { allowActions } from '../../server/src/core/features/allowActions.js';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import { complete } from '../../server/src/core/features/complete.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { hover } from '../../server/src/core/features/hover.js';
import { inlayHints } from '../../server/src/core/features/inlayHints.js';
import { symbols } from '../../server/src/core/features/symbols.js';
import { read } from '../../server/src/core/model/source.js';
import { chunks } from '../../server/src/core/model/splitting.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { analyzed, checkFix, rulesIn } from '../support/check.js';

/** Objects that rules show what they find by, which may be items. */
const OBJECTS = RULES.flatMap(({ bad, good }) => chunks(`${bad}\n---\n${good}`))
  .map(({ text }) => `${text.replace(/^(?:---)?\s*\n(?:#.*\n)*/, '').trimEnd()}\n`)
  .filter((text) => {
    const { root, problems, templated } = read(text);
    return root?.kind === 'map' && !root.flow && problems.length === 0 && !templated && /^kind:/m.test(text);
  })
  // Clusters are told apart by documents, and of a List that is read as a whole they are not.
  .filter((text) => !/kops|cluster\.x-k8s|ClusterConfig|[&*]\w/.test(text));

const item = (object: string, column: number): string =>
  object.replace(/^(?=.)/gm, ' '.repeat(column + 2)).replace(/^( *) {2}/, '$1- ');

const HEADS = [
  ['apiVersion: v1\nkind: List\nitems:\n', ''],
  ['# of all\napiVersion: v1\nkind: List\nmetadata: {}\nitems: # here\n', ''],
  ['---\napiVersion: v1\nitems:\n', 'kind: List\nmetadata:\n  resourceVersion: ""\n'],
] as const;

const list = fc
  .record({
    around: fc.constantFrom(...HEADS),
    column: fc.constantFrom(0, 2, 4),
    objects: fc.array(
      fc.tuple(fc.constantFrom('', '', '\n', '# c\n', '\n  # c\n\n'), fc.constantFrom(...OBJECTS)),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    front: fc.constantFrom('', '\uFEFF', 'a: 1\n---\n'),
    lineBreak: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ around: [head, tail], column, objects, front, lineBreak }) =>
    `${front}${head}${objects.map(([gap, object]) => gap + item(object, column)).join('')}${tail}`.replaceAll(
      '\n',
      lineBreak,
    ),
  );

/** The same text, of the same length, which is not cut. */
const whole = (text: string): string => text.replace('apiVersion: v1', 'apiVersion:\tv1');

const inOrder = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();

/** What is found and offered, at places in the file. */
function answers(text: string, places: readonly number[]): object {
  const analysis = analyzed(text);
  const all = { start: 0, end: text.length };
  const findings = diagnose(analysis).map(({ rule, severity, span, message, related = [] }) => [
    rule,
    severity,
    span,
    message,
    ...related.map((one) => [one.span, one.message]),
  ]);
  // A fix of one object for what is found in another is offered where they are one document, and lines are indented as those
  // of the item are.
  const isOther = /^Set ENABLE_MULTI_NIC|^Move /;
  const actions = [...codeActions(analysis, all), ...allowActions(analysis, all)]
    .filter(({ title }) => !isOther.test(title))
    .map(({ title, edits, preferred }) => [title, edits, preferred]);
  return {
    findings,
    // Within one document they are told kind by kind.
    actions: inOrder(actions),
    hints: inOrder(inlayHints(analysis, all, DEFAULT_SETTINGS, ['m5.large'])),
    symbols: symbols(analysis),
    at: places.map((place) => {
      const offset = Math.floor(place * text.length);
      return [
        hover(analysis, offset, DEFAULT_SETTINGS, ['m5.large']),
        complete(analysis, offset, DEFAULT_SETTINGS),
      ];
    }),
  };
}

test('a List that is cut has the answers of one that is read as a whole', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  fc.assert(
    fc.property(list, fc.array(place, { minLength: 3, maxLength: 3 }), (text, places) => {
      assert.ok(analyzed(text).documents.some(({ part }) => part === 'item'));
      assert.ok(analyzed(whole(text)).documents.every(({ part }) => part === undefined));
      assert.deepEqual(answers(text, places), answers(whole(text), places));
    }),
    { numRuns: 60, seed: 6 },
  );
});

const ENI_CONFIG = `  - apiVersion: crd.k8s.amazonaws.com/v1alpha1
    kind: ENIConfig
    metadata:
      name: eu-central-1a
    spec:
      subnet: subnet-0aa1bb2cc3dd4ee5f
      securityGroups: [sg-1]
`;
const CONFIG_MAP = '  - apiVersion: v1\n    kind: ConfigMap\n    data:\n      a: "b" c\n';
const listOf = (...items: string[]): string => `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;

test('an item that cannot be read is told where a List has an object of the plugin, and the others keep their answers', () => {
  const text = listOf(CONFIG_MAP, ENI_CONFIG);
  const [first, second] = diagnose(analyzed(text));
  assert.equal(first?.rule, 'not-yaml');
  assert.match(first?.message ?? '', /^Not valid YAML, so the API server gets nothing: /);
  assert.equal(text.slice(first?.span.start, first?.span.end), 'c');
  assert.equal(second?.rule, 'security-group-not-an-id');
  assert.deepEqual(rulesIn(listOf(CONFIG_MAP)), []);
  assert.deepEqual(rulesIn(text, { rules: { 'not-yaml': 'off' } }), ['security-group-not-an-id']);
});

test('it is told as long as there is such an object', () => {
  const settings = DEFAULT_SETTINGS;
  const broken = listOf(CONFIG_MAP, ENI_CONFIG);
  const without = listOf(CONFIG_MAP);
  let analysis = analyze(without, settings);
  for (const text of [broken, without, `# c\n${broken}`, broken.replace('"b" c', '"b"'), broken]) {
    analysis = analyze(text, settings, { previous: analysis });
    assert.deepEqual(diagnose(analysis), diagnose(analyze(text, settings)));
  }
});

test('what is half written is understood in its item', () => {
  const text = listOf(
    ENI_CONFIG,
    ENI_CONFIG.replace('      subnet: subnet-0aa1bb2cc3dd4ee5f\n', '      sub\n'),
  );
  const offset = text.indexOf('sub\n') + 3;
  assert.ok(complete(analyzed(text), offset, DEFAULT_SETTINGS).some(({ label }) => label === 'subnet'));
});

test('the text of an item means something else as a document', () => {
  const text = '- apiVersion: crd.k8s.amazonaws.com/v1alpha1\n  kind: ENIConfig\n  spec:\n    subnet: sn-1\n';
  const asList = `kind: List\nitems:\n${text}`;
  const first = analyze(text, DEFAULT_SETTINGS);
  const second = analyze(asList, DEFAULT_SETTINGS, { previous: first });
  assert.deepEqual(diagnose(first), []);
  assert.deepEqual(diagnose(second), diagnose(analyze(asList, DEFAULT_SETTINGS)));
  assert.notDeepEqual(diagnose(second), []);
});

test('what a fix moves is indented as the item is', () => {
  const item = (fields: string): string =>
    listOf(
      `  - apiVersion: vpcresources.k8s.aws/v1beta1\n    kind: SecurityGroupPolicy\n    metadata:\n      name: web\n    spec:\n${fields}`,
    );
  checkFix(
    item(
      '      podSelector:\n        matchLabels: {app: web}\n      groupIds:\n        - sg-07a6b5c4d3e2f1098\n',
    ),
    'Move groupIds into securityGroups',
    item(
      '      podSelector:\n        matchLabels: {app: web}\n      securityGroups:\n        groupIds:\n          - sg-07a6b5c4d3e2f1098\n',
    ),
  );
});
