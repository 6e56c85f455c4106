import { test } from 'node:test';
import { check, checkFixAll } from '../support/check.js';

test('a group of an ENIConfig', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: [sg-0a1b2c3d4e5f60718, sg-1a2b3c4d, sg-0a1b2c3d4e5f60718]
#                                                     ^^^^^^^^^^^^^^^^^^^^ information duplicate-security-group: "sg-0a1b2c3d4e5f60718" is already in the list: the second mention adds nothing.
`);
});

test('a group of a policy, three times', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60718
      - "sg-0a1b2c3d4e5f60718"
#       ^^^^^^^^^^^^^^^^^^^^^^ information duplicate-security-group: "sg-0a1b2c3d4e5f60718" is already in the list: the second mention adds nothing.
      - sg-0a1b2c3d4e5f60718
#       ^^^^^^^^^^^^^^^^^^^^ information duplicate-security-group: "sg-0a1b2c3d4e5f60718" is already in the list: the second mention adds nothing.
`);
});

test('nothing: templates, and the same group in two objects', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups: ["\${SG}", "\${SG}", <sg-id>, <sg-id>]
---
kind: ENIConfig
spec:
  subnet: subnet-0f9e8d7c6b5a49382
  securityGroups: [sg-1a2b3c4d]
---
kind: ENIConfig
spec:
  subnet: subnet-0f9e8d7c6b5a49382
  securityGroups: [sg-1a2b3c4d, sg-0a1b2c3d4e5f60718]
`);
});

test('the fix takes the line out', () => {
  checkFixAll(
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
  - sg-1a2b3c4d # nodes
  - sg-0a1b2c3d4e5f60718
  - sg-1a2b3c4d # pods
  # the end
`,
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
  - sg-1a2b3c4d # nodes
  - sg-0a1b2c3d4e5f60718
  # the end
`,
  );
});

test('the fix takes it out between commas', () => {
  checkFixAll(
    `{"kind": "ENIConfig", "spec": {"subnet": "subnet-1a2b3c4d", "securityGroups": ["sg-1a2b3c4d", "sg-1a2b3c4d"]}}`,
    `{"kind": "ENIConfig", "spec": {"subnet": "subnet-1a2b3c4d", "securityGroups": ["sg-1a2b3c4d"]}}`,
  );
});
