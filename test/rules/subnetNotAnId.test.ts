import { test } from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

const eniConfig = (subnet: string) => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: ${subnet}
`;

test('a CIDR block', () => {
  check(`
kind: ENIConfig
spec:
  subnet: 100.64.0.0/19
#         ^^^^^^^^^^^^^ warning subnet-not-an-id: "100.64.0.0/19" is a CIDR block, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('a name', () => {
  check(`
kind: ENIConfig
spec:
  subnet: private-a
#         ^^^^^^^^^ warning subnet-not-an-id: "private-a" is a name, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('the id of something else', () => {
  check(`
kind: ENIConfig
spec:
  subnet: sg-0a1b2c3d4e5f60718
#         ^^^^^^^^^^^^^^^^^^^^ warning subnet-not-an-id: "sg-0a1b2c3d4e5f60718" is the id of a security group: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('letters in upper case', () => {
  check(`
kind: ENIConfig
spec:
  subnet: "subnet-0A1B2C3D4E5F60718"
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning subnet-not-an-id: "subnet-0A1B2C3D4E5F60718" has letters in upper case: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet-0a1b2c3d4e5f60718.
`);
});

test('digits alone', () => {
  check(`
kind: ENIConfig
spec:
  subnet: 0a1b2c3d4e5f60718
#         ^^^^^^^^^^^^^^^^^ warning subnet-not-an-id: "0a1b2c3d4e5f60718" lacks "subnet-" in front: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet-0a1b2c3d4e5f60718.
`);
});

test('a sample from the documentation', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-123
#         ^^^^^^^^^^ warning subnet-not-an-id: "subnet-123" looks like a sample: it has 3 digits behind "subnet-" where an id has 8 or 17: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('a digit too few', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f6071
#         ^^^^^^^^^^^^^^^^^^^^^^^ warning subnet-not-an-id: "subnet-0a1b2c3d4e5f6071" has 16 digits behind "subnet-" where an id has 8 or 17: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('letters that are no digits', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f6g7h8
#         ^^^^^^^^^^^^^^^^^^^^^^^^ warning subnet-not-an-id: "subnet-0a1b2c3d4e5f6g7h8" holds "g", "h", and ids have hexadecimal digits only: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('two ids in one text', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718,subnet-0f9e8d7c6b5a49382
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning subnet-not-an-id: "subnet-0a1b2c3d4e5f60718,subnet-0f9e8d7c6b5a49382" is more than one id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('JSON', () => {
  check(`
{"kind": "ENIConfig", "spec": {"subnet": "vpc-0a1b2c3d"}}
#                                        ^^^^^^^^^^^^^^ warning subnet-not-an-id: "vpc-0a1b2c3d" is the id of a VPC: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('nothing: old and new ids, placeholders, an empty text', () => {
  for (const subnet of ['subnet-0a1b2c3d4e5f60718', 'subnet-1a2b3c4d', '"subnet-1a2b3c4d"'])
    check(eniConfig(subnet));
  for (const subnet of ['${SUBNET}', '<subnet-id>', 'subnet-xxxxxxxxxxxxxxxxx', '{{ .Values.subnet }}']) {
    check(eniConfig(subnet));
  }
});

test('the fix for upper case keeps the quotes', () => {
  checkFix(
    eniConfig("'subnet-0A1B2C3D4E5F60718' # a"),
    'Write "subnet-0a1b2c3d4e5f60718"',
    eniConfig("'subnet-0a1b2c3d4e5f60718' # a"),
  );
});

test('fixes that need no thought', () => {
  for (const text of [
    '" subnet-0a1b2c3d4e5f60718 "',
    '"0a1b2c3d4e5f60718"',
    '"subnet_0a1b2c3d4e5f60718"',
    '"Subnet-0A1B2C3D4E5F60718"',
    '"arn:aws:ec2:us-west-2:111122223333:subnet/subnet-0a1b2c3d4e5f60718"',
  ]) {
    checkFixAll(eniConfig(text), eniConfig('"subnet-0a1b2c3d4e5f60718"'));
  }
});

test('fixes that are guesses: eight digits alone, an o for a zero', () => {
  for (const text of ['deadbeef', 'subnet-oa1b2c3d4e5f60718']) checkFixAll(eniConfig(text), eniConfig(text));
  checkFix(eniConfig('deadbeef'), 'Write "subnet-deadbeef"', eniConfig('subnet-deadbeef'));
  checkFix(
    eniConfig('subnet-oa1b2c3d4e5f60718'),
    'Write "subnet-0a1b2c3d4e5f60718"',
    eniConfig('subnet-0a1b2c3d4e5f60718'),
  );
});
