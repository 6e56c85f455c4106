import { test } from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';

test('the wrong case', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    matchExpressions:
      - {key: tier, operator: in, values: [web]}
#                             ^^ warning unknown-operator: "in" is no operator: the controller cannot use the selector, and the policy selects no pod. Write In.
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('words of other languages', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  serviceAccountSelector:
    matchExpressions:
      - key: tier
        operator: "=="
#                 ^^^^ warning unknown-operator: "==" is no operator: the controller cannot use the selector, and the policy selects no pod. Write In.
        values: [web]
      - key: tier
        operator: Gt
#                 ^^ warning unknown-operator: "Gt" is no operator: the controller cannot use the selector, and the policy selects no pod. Write In, NotIn, Exists or DoesNotExist.
        values: ["5"]
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('nothing: the four there are, and templates', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector:
    matchExpressions:
      - {key: a, operator: In, values: [web]}
      - {key: b, operator: NotIn, values: [web]}
      - {key: c, operator: Exists}
      - {key: d, operator: "DoesNotExist"}
      - {key: e, operator: "{{ .op }}"}
      - key: f
        operator: \${OP}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`);
});

test('the fix is left to the user: pods that are then selected get other groups', () => {
  const policy = (operator: string) => `kind: SecurityGroupPolicy
spec:
  podSelector:
    matchExpressions:
      - {key: tier, operator: ${operator}}
  securityGroups: {groupIds: [sg-0a1b2c3d4e5f60718]}
`;
  for (const written of ['doesnotexist', '"does-not-exist"', 'Exist'])
    checkFixAll(policy(written), policy(written));
  checkFix(policy('doesnotexist'), 'Write "DoesNotExist"', policy('DoesNotExist'));
  checkFix(policy('Exist'), 'Write "Exists"', policy('Exists'));
});
