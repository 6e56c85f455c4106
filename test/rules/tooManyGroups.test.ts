import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { analyzed, check, rulesIn } from '../support/check.js';

const ids = (count: number) => Array.from({ length: count }, (_, i) => `sg-${String(i).padStart(8, '0')}`);
const eniConfig = (groups: readonly string[]) =>
  `{"kind": "ENIConfig", "spec": {"subnet": "subnet-1a2b3c4d", "securityGroups": ${JSON.stringify(groups)}}}`;

test('a sixth group of a policy', () => {
  check(`
kind: SecurityGroupPolicy
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c31
      - sg-0a1b2c32
      - sg-0a1b2c33
      - sg-0a1b2c34
      - sg-0a1b2c35
      - sg-0a1b2c36
#       ^^^^^^^^^^^ warning too-many-groups: 7 security groups are more than the quota "Security groups per network interface" allows, 5 unless it was raised: EC2 refuses the interface, and pods that match do not start. A CRD from before July 2025 refuses the sixth at once.
      - sg-0a1b2c37
`);
});

test('the groups of an ENIConfig', () => {
  check(`
kind: ENIConfig
spec:
  subnet: subnet-1a2b3c4d
  securityGroups: [sg-0a1b2c31, sg-0a1b2c32, sg-0a1b2c33, sg-0a1b2c34, sg-0a1b2c35, sg-0a1b2c36]
#                                                                                   ^^^^^^^^^^^ warning too-many-groups: 6 security groups are more than the quota "Security groups per network interface" allows, 5 unless it was raised: EC2 refuses the interface, and nodes that use this ENIConfig stay NotReady.
`);
});

test('sixteen may be allowed, seventeen never, and only EC2 refuses them', () => {
  const [sixteen] = diagnose(analyzed(eniConfig(ids(16))));
  assert.match(sixteen?.message ?? '', /5 unless it was raised/);
  const [seventeen] = diagnose(analyzed(eniConfig(ids(17))));
  assert.match(seventeen?.message ?? '', /16 at most/);
  assert.deepEqual([sixteen?.severity, seventeen?.severity], ['warning', 'warning']);
});

test('nothing: five, the same twice, templates that may be empty', () => {
  for (const groups of [ids(5), [...ids(5), ...Array<string>(3).fill('${SG}')]]) {
    assert.deepEqual(rulesIn(eniConfig(groups)), []);
  }
  assert.deepEqual(rulesIn(eniConfig([...ids(5), 'sg-00000000'])), ['duplicate-security-group']);
});

test('a group that is named again is counted where it stands first', () => {
  const [first, ...others] = ids(6);
  const text = eniConfig([...others, first as string, 'sg-0a1b2c3d', first as string]);
  const found = diagnose(analyzed(text)).find(({ rule }) => rule === 'too-many-groups');
  assert.equal(text.slice(found?.span.start, found?.span.end), `"${first}","sg-0a1b2c3d"`);
});
