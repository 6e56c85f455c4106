import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryList, entrySettings } from '../../server/src/core/carriers/envMap.js';
import { fields } from '../../server/src/core/carriers/fields.js';
import { applied } from '../../server/src/core/carriers/lines.js';
import { codeActions, editsOf, fixAll } from '../../server/src/core/features/codeActions.js';
import { editsIn } from '../../server/src/core/features/fixEdits.js';
import { type Install, NO_FACTS } from '../../server/src/core/model/facts.js';
import { embeddedDocument } from '../../server/src/core/model/nested.js';
import { read } from '../../server/src/core/model/source.js';
import { at } from '../../server/src/core/model/tree.js';
import type { Fix } from '../../server/src/core/rules/rule.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { analyzed } from '../support/check.js';
import { installOf, nodeAt } from '../support/embedded.js';

const common = { title: 'Mend it', safe: true };

const SEVERAL = `env:
  MAX_ENI: "3"
one: "{\\"env\\": {\\"WARM_IP_TARGET\\": \\"1\\"}}"
two: |-
  env:
    MINIMUM_IP_TARGET: "2" # at least
next: x
`;

/** One container, whose settings stand in three places; new ones go to the last. */
function several(source: string) {
  const { root } = read(source);
  assert.ok(root);
  const [one, two] = ['one', 'two'].map((key) => embeddedDocument(nodeAt(root, [key]), source));
  assert.ok(one?.root && two?.root);
  const settings = [root, one.root, two.root].flatMap((from) => entrySettings(at(from, 'env'), 'chart'));
  const install: Install = {
    form: 'chart',
    span: root.span,
    containers: [
      {
        role: 'aws-node',
        name: { value: 'x', span: root.span },
        span: root.span,
        settings,
        env: entryList(two.root, ['env'], false),
        flow: false,
        args: [],
        complete: true,
      },
    ],
    complete: true,
  };
  const facts = { ...NO_FACTS, installs: [install], embedded: [one.embedded, two.embedded] };
  return { install, document: { text: source, facts, findings: [] } };
}

test('settings of one container stand in several texts: each is written in its own', () => {
  const { install, document } = several(SEVERAL);
  const edits = editsIn(document, {
    ...common,
    kind: 'set-all',
    install,
    role: 'aws-node',
    values: [
      { name: 'MAX_ENI', text: '4' },
      { name: 'WARM_IP_TARGET', text: '5' },
      { name: 'WARM_ENI_TARGET', text: '7' },
      { name: 'MINIMUM_IP_TARGET', text: '6' },
    ],
  });
  assert.ok(edits);
  assert.equal(
    applied(SEVERAL, edits),
    SEVERAL.replace('"3"', '"4"')
      .replace('\\"1\\"', '\\"5\\"')
      .replace('"2" # at least\n', '"6" # at least\n    WARM_ENI_TARGET: "7"\n'),
  );
});

test('what cannot be written in one of them is not written at all', () => {
  const { install, document } = several(
    SEVERAL.replace('one: ', 'one: &one ').replace('next: x', 'next: *one'),
  );
  const values = [
    { name: 'MAX_ENI', text: '4' },
    { name: 'WARM_IP_TARGET', text: '5' },
  ] as const;
  assert.equal(
    editsIn(document, { ...common, kind: 'set-all', install, role: 'aws-node', values }),
    undefined,
  );
});

test('a variable leaves only the list that is known to hold it', () => {
  const { install, document } = several(SEVERAL);
  const remove = (name: string) => {
    const setting = install.containers[0]?.settings.find((one) => one.name.value === name);
    assert.ok(setting);
    return editsIn(document, { ...common, kind: 'remove', install, setting });
  };
  assert.equal(remove('MAX_ENI'), undefined);
  assert.equal(remove('WARM_IP_TARGET'), undefined);
  assert.equal(
    applied(SEVERAL, remove('MINIMUM_IP_TARGET') ?? []),
    SEVERAL.replace('  env:\n    MINIMUM_IP_TARGET: "2" # at least\n', '  env: {}\n'),
  );
});

test('the text itself can be replaced as a whole', () => {
  const { document } = several(SEVERAL);
  const [span] = document.facts.embedded;
  assert.ok(span);
  const edits = editsIn(document, { ...common, kind: 'replace', span, text: '{}' });
  assert.deepEqual(edits, [{ span, text: '{}' }]);
});

test('what others refer to inside of the text stays', () => {
  const source = 'text: |\n  a: &a x\n  b: *a\n';
  const { root, embedded } = embeddedDocument(nodeAt(read(source).root, ['text']), source);
  const [field] = root ? fields(root) : [];
  assert.ok(field);
  const document = { text: source, facts: { ...NO_FACTS, embedded: [embedded] }, findings: [] };
  assert.equal(editsIn(document, { ...common, kind: 'remove-field', field }), undefined);
});

test('an edit that would not come out as it is meant is none', () => {
  // Three lines that a folded block makes one: a further one would join them.
  const source = 'text: >\n  {a: b,\n  c: d}\n';
  const { root, embedded } = embeddedDocument(nodeAt(read(source).root, ['text']), source);
  const [, field] = root ? fields(root) : [];
  assert.ok(field);
  const document = { text: source, facts: { ...NO_FACTS, embedded: [embedded] }, findings: [] };
  const replaced = (text: string) =>
    applied(source, editsIn(document, { ...common, kind: 'replace', span: field.value, text }) ?? []);
  assert.equal(replaced('[e,\n  f]'), 'text: >\n  {a: b,\n  c: [e,\n    f]}\n');
  assert.equal(replaced('e # comment\n'), source);
});

test('what is filled in by a template is not written anew', () => {
  const source = 'text: |\n  env:\n    WARM_IP_TARGET: {{ .Values.warm }}\n    MAX_ENI: "3"\n';
  const { root, embedded } = embeddedDocument(nodeAt(read(source).root, ['text']), source);
  assert.ok(root);
  const install = installOf(root);
  const facts = { ...NO_FACTS, installs: [install], embedded: [embedded] };
  const edits = (fix: Fix) => editsIn({ text: source, facts, findings: [] }, fix);
  const set = { ...common, kind: 'set', install, role: 'aws-node' } as const;
  assert.equal(edits({ ...set, name: 'WARM_IP_TARGET', text: '1' }), undefined);
  assert.equal(
    applied(source, edits({ ...set, name: 'MAX_ENI', text: '4' }) ?? []),
    source.replace('"3"', '"4"'),
  );
  const [moved] = fields(root);
  assert.ok(moved);
  assert.equal(edits({ ...common, kind: 'move-fields', fields: [moved], under: 'more' }), undefined);
});

test('of all safe fixes those that would bring an error are left to the user', () => {
  const text = awsNode({ ENABLE_IPv6: 'yes', WARM_IP_TARGET: '5', MINIMUM_IP_TARGET: '"9"' });
  const action = fixAll(analyzed(text), (next) => analyzed(next));
  // IPv6 that is on at last would stop aws-node: it goes with IPv4 and without prefixes here.
  assert.equal(applied(text, action?.edits ?? []), text.replace(/: 5$/m, ': "5"'));
});

test('a text that begins with an empty line is mended as any other', () => {
  for (const [before, after] of [
    [
      '\n# c\nsubnet: subnet-0aa1bb2cc3dd4ee5f\nkind: ENIConfig\napiVersion: crd.k8s.amazonaws.com/v1alpha1\nmetadata: {name: a}\n',
      'spec:\n',
    ],
    ['\n#\nMAX_ENI: 4\nenv:\n  WARM_ENI_TARGET: "1"\noriginalMatchLabels: true\n', '  MAX_ENI: 4\n'],
  ] as const) {
    const analysis = analyzed(before);
    const actions = codeActions(analysis, { start: 0, end: before.length });
    assert.ok(
      actions.some(({ edits }) => applied(before, edits).includes(after)),
      actions.map(({ edits }) => applied(before, edits)).join('\n---\n'),
    );
  }
});

test('nothing is written where it stands already', () => {
  const text = 'kind: ENIConfig\nspec:\n  subnet: a\n';
  const at = text.indexOf('a\n');
  const written = (put: string) =>
    editsOf(
      analyzed(text),
      { offset: 0 },
      { kind: 'replace', title: '', safe: false, span: { start: at, end: at + 1 }, text: put },
    );
  assert.equal(written('a'), undefined);
  assert.equal(written('b')?.length, 1);
});
