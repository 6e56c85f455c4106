import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eniConfig } from '../support/allowed.js';
import { check, checkFix, checkFixAll, rulesIn } from '../support/check.js';
import { whole } from '../support/manifest.js';

test('a comment that covers no finding', () => {
  check(
    eniConfig(`
  - sg-0123456789abcdef0 # vpc-cni allow security-group-not-an-id: the pipeline writes it
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint allow-unused: Nothing is found here that it would allow (security-group-not-an-id).
`),
  );
});

test('one behind which nothing stands', () => {
  check(
    eniConfig(`
# vpc-cni allow security-group-not-an-id: the pipeline writes it
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint allow-unused: No line follows in this document that it could be about.
`).replace('# ^^', '#^^^'),
  );
});

test('one of several rules', () => {
  check(
    eniConfig(`
  - sg-later # vpc-cni allow missing-subnet, security-group-not-an-id: the pipeline writes it
#                            ^^^^^^^^^^^^^^ hint allow-unused: Nothing is found here that missing-subnet would allow.
`),
  );
});

test('a comment for the file', () => {
  const text = eniConfig('  - sg-later\n');
  assert.deepEqual(rulesIn(`# vpc-cni allow-file security-group-not-an-id: later\n${text}`), []);
  assert.deepEqual(rulesIn(`${text}---\n${text}# vpc-cni allow-file security-group-not-an-id: later\n`), [
    'duplicate-eni-config',
  ]);
  const unused = ['allow-unused', 'security-group-not-an-id'];
  assert.deepEqual(rulesIn(`${text}# vpc-cni allow-file missing-subnet: later\n`), unused);
  assert.deepEqual(rulesIn(`${text}---\na: 1 # vpc-cni allow-file missing-subnet: later\n`), unused);
  assert.deepEqual(
    rulesIn(`${text}---\nkind: ENIConfig\n{{ .y }} # vpc-cni allow-file missing-subnet: later\n`),
    ['security-group-not-an-id'],
  );
});

test('the fix takes the comment out, with its line where it stands alone', () => {
  const comment = '# vpc-cni allow security-group-not-an-id: later';
  checkFix(
    eniConfig(`  - sg-0123456789abcdef0   ${comment}\n`),
    'Remove the comment',
    eniConfig('  - sg-0123456789abcdef0\n'),
  );
  checkFix(
    eniConfig(`  ${comment}\n  - sg-0123456789abcdef0\n`),
    'Remove the comment',
    eniConfig('  - sg-0123456789abcdef0\n'),
  );
  checkFix(
    eniConfig(`  ${comment}\r\n  - sg-0123456789abcdef0\r\n`),
    'Remove the comment',
    eniConfig('  - sg-0123456789abcdef0\r\n'),
  );
  checkFix(
    eniConfig(`  - sg-0123456789abcdef0 ${comment}\r\n`),
    'Remove the comment',
    eniConfig('  - sg-0123456789abcdef0\r\n'),
  );
  checkFixAll(eniConfig(`  ${comment}\n`), eniConfig(`  ${comment}\n`));
});

const ofValue = (comment: string): string =>
  whole(`
- name: WARM_IP_TARGET
  value: "5" ${comment}
- name: MINIMUM_IP_TARGET
  value: "20"
`);

test('what cannot be known is not told', () => {
  // Decided alone.
  assert.deepEqual(rulesIn(ofValue('# vpc-cni allow unquoted-value: so')), ['allow-unused']);
  // Other files have a say.
  assert.deepEqual(rulesIn(ofValue('# vpc-cni allow max-pods-above-capacity: so')), []);
  // The text is a template.
  const templated = ofValue('# vpc-cni allow unquoted-value: so').replace(
    'name: aws-node',
    'name: aws-{{ .Values.x }}',
  );
  assert.deepEqual(rulesIn(templated), []);
  // The text cannot be read.
  assert.deepEqual(rulesIn(`${ofValue('# vpc-cni allow unquoted-value: so')}\nx: [`), ['not-yaml']);
  // The rule is off.
  assert.deepEqual(
    rulesIn(ofValue('# vpc-cni allow unquoted-value: so'), { rules: { 'unquoted-value': 'off' } }),
    [],
  );
});

test('a patch may say with its base what it does not say alone', () => {
  const patch = `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: WARM_IP_TARGET # vpc-cni allow warm-ip-without-minimum: so
              value: "5"
`;
  assert.deepEqual(rulesIn(patch), []);
});

test('a document in which nothing is ours', () => {
  assert.deepEqual(rulesIn('a: 1 # vpc-cni allow unquoted-value: so\n'), []);
});
