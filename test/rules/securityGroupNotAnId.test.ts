import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('a name in an ENIConfig', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
    - default
#     ^^^^^^^ warning security-group-not-an-id: "default" is a name, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write sg- and 8 or 17 hexadecimal digits.
    - sg-0a1b2c3d4e5f60718
`);
});

test('a sample in a SecurityGroupPolicy', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    groupIds: [sg-123, subnet-0a1b2c3d4e5f60718, sg-]
#              ^^^^^^ warning security-group-not-an-id: "sg-123" looks like a sample: it has 3 digits behind "sg-" where an id has 8 or 17: EC2 refuses it, and pods that match do not start. Write sg- and 8 or 17 hexadecimal digits.
#                      ^^^^^^^^^^^^^^^^^^^^^^^^ warning security-group-not-an-id: "subnet-0a1b2c3d4e5f60718" is the id of a subnet: EC2 refuses it, and pods that match do not start. Write sg- and 8 or 17 hexadecimal digits.
#                                                ^^^ warning security-group-not-an-id: "sg-" is only the beginning of an id: EC2 refuses it, and pods that match do not start. Write sg- and 8 or 17 hexadecimal digits.
`);
});

test('an empty text', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - ""
#       ^^ warning security-group-not-an-id: "" is empty: EC2 refuses it, and pods that match do not start. Write sg- and 8 or 17 hexadecimal digits.
`);
});

test('nothing: ids and placeholders', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60718
      - "sg-1a2b3c4d"
      - <sg-id_goes_here>
      - \${POD_SG}
      - {{ .Values.group }}
`);
});

test('the fix for a prefix that is spelt out', () => {
  checkFix(
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: ["security-group-0a1b2c3d4e5f60718"]
`,
    'Write "sg-0a1b2c3d4e5f60718"',
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: ["sg-0a1b2c3d4e5f60718"]
`,
  );
});
