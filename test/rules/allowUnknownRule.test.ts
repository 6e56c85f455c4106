import { test } from 'node:test';
import { eniConfig } from '../support/allowed.js';
import { check, checkFix } from '../support/check.js';

const FOUND =
  '#   ^^^^^^^^ warning security-group-not-an-id: "sg-later" is a name or a sample, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write sg- and 8 or 17 hexadecimal digits.';

test('an id that no rule has', () => {
  check(
    eniConfig(`
  # vpc-cni allow security-group-not-id, nothing-like-it: the pipeline writes it
#                 ^^^^^^^^^^^^^^^^^^^^^ warning allow-unknown-rule: There is no rule security-group-not-id, so this allows nothing. Did you mean security-group-not-an-id?
#                                        ^^^^^^^^^^^^^^^ warning allow-unknown-rule: There is no rule nothing-like-it, so this allows nothing. The id of a rule stands with each of its findings.
  - sg-later
${FOUND}
`),
  );
});

test('what cannot be allowed', () => {
  check(
    eniConfig(`
  # vpc-cni allow not-yaml, allow-unused: it is right
#                 ^^^^^^^^ warning allow-unknown-rule: not-yaml cannot be allowed in a file: mend what it finds, or switch it off in the settings.
#                           ^^^^^^^^^^^^ warning allow-unknown-rule: allow-unused cannot be allowed in a file: mend what it finds, or switch it off in the settings.
`),
  );
});

test('no id at all', () => {
  check(
    eniConfig(`
  # vpc-cni allow: all is right
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning allow-unknown-rule: No rule is named, so this allows nothing. Write the id of one in front of the colon.
`),
  );
});

test('another word than allow, of a rule that there is', () => {
  check(
    eniConfig(`
  # vpc-cni disable security-group-not-an-id: the pipeline writes it
#           ^^^^^^^ warning allow-unknown-rule: "disable" does nothing here. A finding is let stand by "# vpc-cni allow security-group-not-an-id: …", with the reason.
  - sg-later
${FOUND}
`),
  );
  check(eniConfig('  # vpc-cni disable prefix-delegation: we have enough addresses\n'));
});

test('the word is replaced', () => {
  checkFix(
    eniConfig('  - sg-later # vpc-cni: disable-file security-group-not-an-id: so\n'),
    'Write "allow-file"',
    eniConfig('  - sg-later # vpc-cni: allow-file security-group-not-an-id: so\n'),
  );
});

test('names of properties that every object has', () => {
  check(
    eniConfig(`
  # vpc-cni allow constructor: all is right
#                 ^^^^^^^^^^^ warning allow-unknown-rule: There is no rule constructor, so this allows nothing. The id of a rule stands with each of its findings.
`),
  );
});

test('the others of the comment have their effect, and the nearest id is offered', () => {
  const text = (ids: string) => eniConfig(`  - sg-later # vpc-cni allow ${ids}: the pipeline writes it\n`);
  checkFix(
    text('duplicate-security-groups, security-group-not-an-id'),
    'Write "duplicate-security-group"',
    text('duplicate-security-group, security-group-not-an-id'),
  );
  check(
    eniConfig(`
  - sg-later # vpc-cni allow what-ever-it-is, security-group-not-an-id: the pipeline writes it
#                            ^^^^^^^^^^^^^^^ warning allow-unknown-rule: There is no rule what-ever-it-is, so this allows nothing. The id of a rule stands with each of its findings.
`),
  );
});
