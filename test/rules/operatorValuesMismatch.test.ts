import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('In and NotIn without values', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    matchExpressions:
      - key: tier
        operator: In
#                 ^^ warning operator-values-mismatch: In needs values: the controller cannot use the selector, and the policy selects no pod. List them, or use Exists.
      - key: tier
        operator: NotIn
#                 ^^^^^ warning operator-values-mismatch: NotIn needs values: the controller cannot use the selector, and the policy selects no pod. List them, or use Exists.
        values: []
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('Exists and DoesNotExist with values', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  serviceAccountSelector:
    matchExpressions:
      - {key: tier, operator: Exists, values: ["true"]}
#                             ^^^^^^ warning operator-values-mismatch: Exists takes no values: the controller cannot use the selector, and the policy selects no pod. Remove them, or use In.
      - {key: tier, operator: DoesNotExist, values: [web]}
#                             ^^^^^^^^^^^^ warning operator-values-mismatch: DoesNotExist takes no values: the controller cannot use the selector, and the policy selects no pod. Remove them, or use NotIn.
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('nothing: an empty list where none belongs, values that a template fills in', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    matchExpressions:
      - {key: tier, operator: Exists, values: []}
      - key: tier
        operator: In
        values:
          {{- toYaml .Values.tiers | nindent 10 }}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
---
kind: SecurityGroupPolicy
spec:
  podSelector:
    matchExpressions:
      - key: tier
        operator: In
#                 ^^ warning operator-values-mismatch: In needs values: the controller cannot use the selector, and the policy selects no pod. List them, or use Exists.
        values: \${TIERS}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('the fix takes the operator that compares', () => {
  const policy = (operator: string) => `kind: SecurityGroupPolicy
spec:
  podSelector:
    matchExpressions:
      - {key: tier, operator: ${operator}, values: [web]}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`;
  checkFix(policy('DoesNotExist'), 'Write "NotIn"', policy('NotIn'));
});
