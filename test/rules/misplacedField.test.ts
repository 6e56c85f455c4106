import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, checkFirstFix, checkFix, checkFixAll, rulesIn } from '../support/check.js';

test('groups beside the spec of an ENIConfig', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
securityGroups:
#^^^^^^^^^^^^^ warning misplaced-field: securityGroups stands at the top: aws-node does not read it there, and pod ENIs get the groups of the node. It belongs in spec.
  - sg-0a1b2c3d4e5f60718
`);
});

test('everything beside a spec that is missing', () => {
  check(`
kind: ENIConfig
subnet: subnet-0a1b2c3d4e5f60718
#^^^^^ warning misplaced-field: subnet stands at the top: aws-node does not read it there, and the ENIConfig has no subnet. It belongs in spec.
securityGroups: [sg-0a1b2c3d4e5f60718]
#^^^^^^^^^^^^^ warning misplaced-field: securityGroups stands at the top: aws-node does not read it there, and pod ENIs get the groups of the node. It belongs in spec.
`);
});

test('spec within metadata', () => {
  check(`
kind: ENIConfig
metadata:
  name: us-west-2a
  spec:
# ^^^^ warning misplaced-field: spec stands in metadata: the API server drops it. It belongs at the top of the object.
    subnet: subnet-0a1b2c3d4e5f60718
`);
});

test('a field that is in its place too', () => {
  check(`
kind: ENIConfig
subnet: subnet-0f9e8d7c6b5a49382
#^^^^^ warning misplaced-field: subnet stands at the top: aws-node does not read it there. There is another one in spec: remove this one.
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`);
});

test('labels without matchLabels', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    app: web
#   ^^^ warning misplaced-field: app stands in spec.podSelector: the API server drops it, and the empty selector that is left matches every pod of the namespace. It belongs in spec.podSelector.matchLabels.
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('labels beside matchLabels', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  serviceAccountSelector:
    app: web
#   ^^^ warning misplaced-field: app stands in spec.serviceAccountSelector: the API server drops it, and the selector matches more than it says. It belongs in spec.serviceAccountSelector.matchLabels.
    matchLabels:
      tier: front
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('groupIds and matchLabels a level too high', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  matchLabels:
# ^^^^^^^^^^^ warning misplaced-field: matchLabels stands in spec: the API server drops it. It belongs in spec.podSelector.
    app: web
  groupIds: [sg-0a1b2c3d4e5f60718]
# ^^^^^^^^ warning misplaced-field: groupIds stands in spec: the API server drops it, and the controller skips a policy without groups. It belongs in spec.securityGroups.
`);
});

test('nothing: labels that are templates', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    {{- include "labels" . | nindent 4 }}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('the fix brings comments and indentation along', () => {
  checkFirstFix(
    `kind: ENIConfig
spec:
    subnet: subnet-0a1b2c3d4e5f60718 # a
# for pods
#   and nodes
securityGroups: # two
# the first
- sg-0a1b2c3d4e5f60718 # one

- sg-1a2b3c4d
metadata:
    name: us-west-2a
`,
    `kind: ENIConfig
spec:
    subnet: subnet-0a1b2c3d4e5f60718 # a
    # for pods
    #   and nodes
    securityGroups: # two
    # the first
    - sg-0a1b2c3d4e5f60718 # one

    - sg-1a2b3c4d
metadata:
    name: us-west-2a
`,
  );
});

test('the fix goes upwards and downwards', () => {
  checkFirstFix(
    `subnet: subnet-0a1b2c3d4e5f60718
kind: ENIConfig
spec:
  securityGroups: [sg-1a2b3c4d]`,
    `kind: ENIConfig
spec:
  securityGroups: [sg-1a2b3c4d]
  subnet: subnet-0a1b2c3d4e5f60718
`,
  );
});

test('the fix fills an empty spec', () => {
  checkFirstFix(
    `kind: ENIConfig
spec: # soon
metadata:
  name: us-west-2a
subnet: subnet-0a1b2c3d4e5f60718
`,
    `kind: ENIConfig
spec: # soon
  subnet: subnet-0a1b2c3d4e5f60718
metadata:
  name: us-west-2a
`,
  );
});

test('the fix makes one spec for all fields', () => {
  checkFirstFix(
    `kind: ENIConfig
subnet: subnet-0a1b2c3d4e5f60718
metadata:
  name: us-west-2a
securityGroups:
  - sg-1a2b3c4d
`,
    `kind: ENIConfig
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
    - sg-1a2b3c4d
metadata:
  name: us-west-2a
`,
  );
});

test('the fix keeps the line breaks of Windows', () => {
  checkFirstFix(
    'kind: ENIConfig\r\nsubnet: subnet-1a2b3c4d\r\n# pods\r\nsecurityGroups:\r\n- sg-1a2b3c4d',
    'kind: ENIConfig\r\nspec:\r\n  subnet: subnet-1a2b3c4d\r\n  # pods\r\n  securityGroups:\r\n  - sg-1a2b3c4d\r\n',
  );
});

test('the fix for labels is a guess', () => {
  const before = `kind: SecurityGroupPolicy
spec:
  podSelector:
    app: web # the shop
    tier: front
  securityGroups: {groupIds: [sg-1a2b3c4d]}
`;
  checkFixAll(before, before);
  checkFix(
    before,
    'Move app and tier into matchLabels',
    `kind: SecurityGroupPolicy
spec:
  podSelector:
    matchLabels:
      app: web # the shop
      tier: front
  securityGroups: {groupIds: [sg-1a2b3c4d]}
`,
  );
});

test('the fix lifts a field out of its neighbour', () => {
  checkFirstFix(
    `kind: SecurityGroupPolicy
spec:
  securityGroups:
    groupIds:
      - sg-1a2b3c4d
    podSelector:
      matchLabels:
        app: web
`,
    `kind: SecurityGroupPolicy
spec:
  securityGroups:
    groupIds:
      - sg-1a2b3c4d
  podSelector:
    matchLabels:
      app: web
`,
  );
});

test('the fix between braces', () => {
  checkFirstFix(
    '{"kind": "ENIConfig", "spec": {}, "subnet": "subnet-1a2b3c4d"}',
    '{"kind": "ENIConfig", "spec": {"subnet": "subnet-1a2b3c4d"}}',
  );
});

test('no fix from braces to lines, into an alias or beside a template', () => {
  for (const text of [
    '{kind: ENIConfig, metadata: &m {name: a-b}, spec: *m, subnet: subnet-1a2b3c4d}',
    '{kind: ENIConfig, spec: &m {securityGroups: [sg-1a2b3c4d]}, subnet: subnet-1a2b3c4d}',
    '{"kind": "ENIConfig", "spec": { # none\n}, "subnet": "subnet-1a2b3c4d"}',
    'kind: ENIConfig\nmetadata: &m\n  name: a-b\nspec: *m\nsubnet: subnet-1a2b3c4d\n',
    'kind: ENIConfig\nspec:\n  {{ include "spec" . }}\nsubnet: subnet-1a2b3c4d\n',
    'kind: ENIConfig\nspec: {securityGroups: [sg-1a2b3c4d]}\nsubnet: subnet-1a2b3c4d\n',
    'kind: ENIConfig\nspec: &spec\n  securityGroups: [sg-1a2b3c4d]\nsubnet: subnet-1a2b3c4d\n',
  ]) {
    checkFixAll(text, text);
  }
});

test('fields within keys that every object of JavaScript has', () => {
  for (const key of ['constructor', 'toString', 'valueOf', 'hasOwnProperty'])
    assert.deepEqual(
      rulesIn(`kind: ENIConfig\n${key}:\n  subnets: x\nspec:\n  subnet: subnet-0a1b2c3d4e5f60718\n`),
      ['unknown-field'],
      key,
    );
});
