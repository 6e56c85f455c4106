import { test } from 'node:test';
import { check } from '../support/check.js';

test('no ids behind groupIds', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    groupIds:
#   ^^^^^^^^ warning missing-groups: Without security groups the controller skips this policy: pods keep the groups of the node. List them under securityGroups.groupIds.
`);
});

test('securityGroups without groupIds', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups: {}
# ^^^^^^^^^^^^^^ warning missing-groups: Without security groups the controller skips this policy: pods keep the groups of the node. List them under securityGroups.groupIds.
`);
});

test('a policy that has a selector only, which may be a patch', () => {
  check(`
kind: SecurityGroupPolicy
spec:
#^^^ information missing-groups: Without security groups the controller skips this policy: pods keep the groups of the node. Unless this is a patch, list them under securityGroups.groupIds.
  podSelector: {}
`);
});

test('a policy that has a selector only, beside one that has groups', () => {
  check(`
kind: SecurityGroupPolicy
spec:
#^^^ warning missing-groups: Without security groups the controller skips this policy: pods keep the groups of the node. List them under securityGroups.groupIds.
  podSelector: {}
---
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('nothing: templates, patches, and what the schema refuses', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      {{- toYaml .Values.groups | nindent 6 }}
---
kind: SecurityGroupPolicy
spec:
  $patch: replace
  podSelector: {}
---
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups: [sg-0a1b2c3d4e5f60718]
#                 ^^^^^^^^^^^^^^^^^^^^^^ error wrong-type: spec.securityGroups is a list where a map belongs: the API server refuses the object.
---
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups: {groupIds: []}
#                            ^^ error wrong-type: spec.securityGroups.groupIds is empty, and needs at least one item: the API server refuses the object.
---
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups: \${GROUPS}
`);
});
