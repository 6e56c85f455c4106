import { test } from 'node:test';
import { check } from '../support/check.js';

test('a selector with nothing behind its colon', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
# ^^^^^^^^^^^ warning missing-selector: Without podSelector or serviceAccountSelector the controller skips this policy: no pod gets the groups. Write podSelector: {} for all pods of the namespace.
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('a policy that has groups only, which may be a patch', () => {
  check(`
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
#^^^ information missing-selector: Without podSelector or serviceAccountSelector the controller skips this policy: no pod gets the groups. Unless this is a patch, write podSelector: {} for all pods of the namespace.
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('a policy that has groups only, beside one that has a selector', () => {
  check(`
kind: SecurityGroupPolicy
spec:
#^^^ warning missing-selector: Without podSelector or serviceAccountSelector the controller skips this policy: no pod gets the groups. Write podSelector: {} for all pods of the namespace.
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
---
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('an empty spec', () => {
  check(`
kind: SecurityGroupPolicy
spec:
#^^^ warning missing-selector: Without podSelector or serviceAccountSelector the controller skips this policy: no pod gets the groups. Write podSelector: {} for all pods of the namespace.
`);
});

test('nothing: one selector is enough, and an empty one matches everything', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  serviceAccountSelector:
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
---
kind: SecurityGroupPolicy
spec:
  serviceAccountSelector: {matchLabels: {}}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('nothing: what a patch or a template leaves out', () => {
  check(`
kind: SecurityGroupPolicy
metadata:
  name: web
  labels:
    stage: test
---
kind: SecurityGroupPolicy
spec:
  podSelector:
    {{- toYaml .Values.selector | nindent 4 }}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
---
kind: SecurityGroupPolicy
spec:
  $patch: replace
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
---
kind: SecurityGroupPolicy
spec:
  podSelector: \${SELECTOR}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});
