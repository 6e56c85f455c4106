import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allowActions } from '../../server/src/core/features/allowActions.js';
import { applied } from '../../server/src/core/features/codeActions.js';
import { diagnose, type FileFinding } from '../../server/src/core/features/diagnose.js';
import { startsOf } from '../../server/src/core/model/starts.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { FIXTURES, manifests } from '../corpus/fixtures.js';
import { eniConfig } from '../support/allowed.js';
import { analyzed } from '../support/check.js';
import { INNER, OUTER } from '../support/embedded.js';

/** What is offered for all of a text: the title of each, and the text that comes out. */
const offered = (text: string): [title: string, after: string][] =>
  allowActions(analyzed(text), { start: 0, end: text.length }).map(({ title, edits }) => [
    title,
    applied(text, edits),
  ]);

/** The only action, with the text that comes out. */
function only(before: string, after: string): void {
  const [first, ...more] = offered(before);
  assert.deepEqual(more, []);
  assert.equal(first?.[1], after);
}

test('the comment is written above the line, at its column', () => {
  const item = '  - sg-later\n';
  const before = eniConfig(item);
  const comment = '  # vpc-cni allow security-group-not-an-id: why\n';
  assert.deepEqual(offered(before), [
    ['Allow security-group-not-an-id here, with a reason…', eniConfig(comment + item)],
  ]);
});

test('it is neither preferred nor part of fix-all, and belongs to its finding', () => {
  const text = eniConfig('  - sg-later\n');
  const [action] = allowActions(analyzed(text), { start: 0, end: text.length });
  assert.equal(action?.preferred, false);
  assert.equal(action.kind, 'quickfix');
  assert.equal(action.finding?.rule, 'security-group-not-an-id');
});

test('only what is found in the range', () => {
  const text = eniConfig('  - sg-later\n');
  assert.deepEqual(allowActions(analyzed(text), { start: 0, end: 3 }), []);
});

test('line ends are kept', () => {
  const text = eniConfig('  - sg-later\n').replaceAll('\n', '\r\n');
  only(text, text.replace('  - sg-later', '  # vpc-cni allow security-group-not-an-id: why\r\n  - sg-later'));
});

test('what is found twice on a line is allowed once', () => {
  const text = eniConfig('').replace(/securityGroups:\n.*\n/, 'securityGroups: [sg-later, sg-never]\n');
  assert.equal(offered(text).length, 1);
});

test('what waits for its reason is not offered again', () => {
  assert.deepEqual(offered(eniConfig('  # vpc-cni allow security-group-not-an-id: why\n  - sg-later\n')), []);
  assert.deepEqual(offered(eniConfig('  - sg-later # vpc-cni allow security-group-not-an-id:\n')), []);
});

test('rules about these comments, and texts that cannot be read', () => {
  assert.deepEqual(offered(eniConfig('  - sg-0123456789abcdef0 # vpc-cni allow what-is-this: so\n')), []);
  assert.deepEqual(offered('apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nspec: [\n'), []);
});

test('JSON has no comments', () => {
  const json = JSON.stringify({
    apiVersion: 'crd.k8s.amazonaws.com/v1alpha1',
    kind: 'ENIConfig',
    metadata: { name: 'us-west-2a' },
    spec: { subnet: 'subnet-later' },
  });
  assert.equal(diagnose(analyzed(json)).length, 1);
  assert.deepEqual(offered(json), []);
  assert.deepEqual(offered(JSON.stringify(JSON.parse(json), null, 2)), []);
});

test('ytt reads other comments', () => {
  const text = eniConfig('  - sg-later\n  #@ if True:\n  - sg-0123456789abcdef0\n  #@ end\n');
  assert.notEqual(diagnose(analyzed(text)).length, 0);
  assert.deepEqual(offered(text), []);
});

const addon = (configuration: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: eu-west-1}
addons:
  - name: vpc-cni
    configurationValues: ${configuration}
    resolveConflicts: overwrite
`;

test('in YAML in a block the comment stands there, in all other texts above their key', () => {
  const values = { env: { AWS_VPC_K8S_CNI_LOGLEVEL: 'LOUD' } };
  const seen = new Set<string>();
  for (const [inner, write] of Object.entries(INNER)) {
    for (const [outer, wrap] of Object.entries(OUTER)) {
      const wrapped = wrap(write(values), '      ');
      if (wrapped === undefined) continue;
      const text = addon(wrapped);
      const lines = text.split('\n');
      for (const [, after] of offered(text)) {
        const row = after.split('\n').findIndex((line) => /^ *# vpc-cni allow [\w-]+: why$/.test(line));
        const below = after.split('\n')[row + 1] ?? '';
        assert.deepEqual(after.split('\n').toSpliced(row, 1), lines);
        const isInside = below.includes('LOGLEVEL') && !below.includes('configurationValues');
        assert.equal(isInside, inner.startsWith('yaml') && wrapped.startsWith('|'), `${inner} in ${outer}`);
        seen.add(String(isInside));
      }
    }
  }
  assert.deepEqual([...seen].sort(), ['false', 'true']);
});

// With a reason in it the comment removes the finding and changes nothing else.

const TEXTS: readonly string[] = [
  ...RULES.map(({ bad }) => bad),
  ...manifests(FIXTURES).map(({ text }) => text),
].filter((text) => text.length < 30_000);

test('with a reason it removes the finding, and all else stays as it is', () => {
  const text = fc
    .tuple(fc.constantFrom(...TEXTS), fc.boolean(), fc.boolean(), fc.boolean())
    .map(([lines, crlf, bom, leading]) => {
      const one = leading ? `# A comment.\n---\na: 1\n---\n${lines.trimStart()}` : lines;
      return `${bom ? '\uFEFF' : ''}${crlf ? one.replace(/\r?\n/g, '\r\n') : one}`;
    });
  fc.assert(
    fc.property(text, (before) => {
      const known = analyzed(before);
      for (const action of allowActions(known, { start: 0, end: before.length })) {
        const [edit] = action.edits;
        assert.ok(edit && action.finding);
        const put = edit.text.replace(/: why(\r?\n)$/, ': it is right$1');
        assert.notEqual(put, edit.text);
        const at = edit.span.start;
        const after = analyzed(applied(before, [{ ...edit, text: put }]));
        const move = (offset: number): number => (offset >= at ? offset + put.length : offset);
        const told = diagnose(after);
        const expected = diagnose(known)
          .map((finding) => ({ ...briefly(finding), start: move(finding.span.start) }))
          .filter(
            ({ rule, start }) =>
              rule !== action.finding?.rule || !isCovered(after, start) || start < at + put.length,
          );
        assert.ok(
          told.every(
            ({ rule, span }) =>
              rule !== action.finding?.rule || span.start !== move(action.finding.span.start),
          ),
        );
        assert.deepEqual(told.map(briefly), expected);
        const all = (one: typeof known) => one.documents.map(({ facts }) => withoutPlaces(facts));
        assert.deepEqual(all(after), all(known));
      }
    }),
    { numRuns: 400 },
  );
});

const briefly = ({ rule, message, severity, span: { start } }: FileFinding) => ({
  rule,
  message,
  severity,
  start,
});

/** A comment in the text covers the place. */
const isCovered = ({ documents }: ReturnType<typeof analyzed>, place: number): boolean =>
  documents.some(({ allowances = [] }, i) =>
    allowances.some(
      ({ covers }) =>
        typeof covers === 'object' &&
        covers.start + (startsOf(documents)[i] ?? 0) <= place &&
        place <= covers.end + (startsOf(documents)[i] ?? 0),
    ),
  );

/** Facts without their offsets, which move. */
const withoutPlaces = (facts: object): unknown =>
  JSON.parse(
    JSON.stringify(facts, (key, value) =>
      key === 'inner' || key === 'start' || key === 'end' ? undefined : value,
    ),
  );
