import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applied, codeActions, fixAll } from '../../server/src/core/features/codeActions.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { casesOf, trialOf } from '../fuzz/cases.js';
import { inputsFrom } from '../fuzz/inputs.js';
import { wrongFixes } from './fixing.js';
import { analyzed, FIXTURES, manifests } from './fixtures.js';

const judge = (text: string) => analyzed(text);

for (const { id, bad } of RULES) {
  test(`${id}: a fix mends its finding and nothing else`, () => {
    // The examples of a rule are no place where its own fixes must be held back.
    assert.deepEqual(wrongFixes(analyzed(bad), judge, { asks: false }), []);
  });
}

test('so it is in all manifests of the corpus', () => {
  for (const { file, text } of [...manifests(FIXTURES), ...manifests('examples')])
    assert.deepEqual(wrongFixes(analyzed(text), judge), [], file);
});

test('and in whatever becomes of them', () => {
  const inputs = inputsFrom([]);
  fc.assert(
    fc.property(casesOf(inputs), (made) => {
      const { text } = trialOf({ ...made, steps: made.steps.slice(0, 2) }, inputs);
      fc.pre(text.length < 20_000);
      assert.deepEqual(wrongFixes(analyzed(text), judge), []);
    }),
    { seed: 1, numRuns: 400 },
  );
});

test('and where they refer to what is written elsewhere in them', () => {
  const inputs = inputsFrom([]);
  fc.assert(
    fc.property(casesOf(inputs), (made) => {
      const steps = made.steps.slice(0, 2).map((step) => ({ ...step, mutator: 'alias' as const }));
      const { text } = trialOf({ ...made, steps }, inputs);
      fc.pre(text.length < 20_000);
      assert.deepEqual(wrongFixes(analyzed(text), judge), []);
    }),
    { seed: 1, numRuns: 400 },
  );
});

test('a fix that would bring an error of another rule is not offered', () => {
  // A boolean is refused; as the text that it means, the container exits for it.
  const ipv6 = { ENABLE_IPv4: '"false"', ENABLE_IPv6: '"true"' };
  const prefixes = { ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' };
  const text = awsNode(
    { ...ipv6, ...prefixes, AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'yes' },
    { init: { ENABLE_IPv6: '"true"' } },
  );
  const at = text.indexOf('value: yes') + 'value: '.length;
  const titles = (asked?: typeof judge) =>
    codeActions(analyzed(text), { start: at, end: at }, asked)
      .filter(({ finding }) => finding?.rule === 'unquoted-value')
      .map(({ title }) => title);
  assert.deepEqual(titles(), ['Write "true"']);
  assert.deepEqual(titles(judge), []);
});

test('nor one that leaves its finding, as a key is written again further up', () => {
  const text = `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  zone: a
  zone: a
`;
  const at = text.lastIndexOf('zone');
  const titles = (asked?: typeof judge) =>
    codeActions(analyzed(text), { start: at, end: at }, asked).map(({ title }) => title);
  assert.ok(titles().includes('Remove zone'));
  assert.ok(!titles(judge).includes('Remove zone'));
});

test('all fixes at once: those that leave their finding stay out, and the others mend theirs', () => {
  const config = (namespace: string, subnet: string) => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
${namespace}spec:
  subnet: ${subnet}
`;
  const twice = '  namespace: kube-system\n  namespace: kube-system\n';
  const [bad, good] = ['" subnet-0a1b2c3d4e5f60718"', '"subnet-0a1b2c3d4e5f60718"'];
  const files = [
    `${config(twice, bad)}---\n${config(twice, bad)}`,
    `${config(twice, bad)}---\n${config('', bad)}`,
  ];
  const mended = files.map((text) => {
    const edits = fixAll(analyzed(text), judge)?.edits ?? [];
    return applied(text, edits);
  });
  assert.deepEqual(
    mended,
    files.map((text) => text.replaceAll(bad, good)),
  );
});
