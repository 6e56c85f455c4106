import { test } from 'node:test';
import { eniConfig } from '../support/allowed.js';
import { check } from '../support/check.js';

test('a comment without a reason allows nothing', () => {
  check(
    eniConfig(`
  # vpc-cni allow security-group-not-an-id:
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning allow-without-reason: Without a reason this allows nothing. Write what makes it right here: "# vpc-cni allow security-group-not-an-id: …".
  - sg-later
#   ^^^^^^^^ warning security-group-not-an-id: "sg-later" is a name or a sample, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write sg- and 8 or 17 hexadecimal digits.
`),
  );
});

test('nor does one with the word that the quick fix leaves there', () => {
  check(
    eniConfig(`
  - sg-later # vpc-cni allow security-group-not-an-id: why?
#   ^^^^^^^^ warning security-group-not-an-id: "sg-later" is a name or a sample, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write sg- and 8 or 17 hexadecimal digits.
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning allow-without-reason: Without a reason this allows nothing. Write what makes it right here: "# vpc-cni allow security-group-not-an-id: …".
`),
  );
});

test('a comment with a reason', () => {
  check(eniConfig('  - sg-later # vpc-cni allow security-group-not-an-id: the pipeline writes it\n'));
});
