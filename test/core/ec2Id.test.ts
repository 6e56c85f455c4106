import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainId } from '../../server/src/core/domain/ec2Id.js';

test('ids of both lengths are right', () => {
  for (const id of ['subnet-0a1b2c3d4e5f60718', 'subnet-1a2b3c4d'])
    assert.equal(explainId(id, 'subnet'), undefined);
  assert.equal(explainId('sg-0a1b2c3d4e5f60718', 'sg'), undefined);
});

test('the same id in another form', () => {
  const right = 'sg-0a1b2c3d4e5f60718';
  for (const text of [
    ` ${right}\n`,
    right.toUpperCase(),
    '0a1b2c3d4e5f60718',
    '-0A1B2C3D4E5F60718',
    'sg0a1b2c3d4e5f60718',
    'sg_0a1b2c3d4e5f60718',
    'SG: 0a1b2c3d4e5f60718',
    'security-group-0a1b2c3d4e5f60718',
    `arn:aws-cn:ec2:cn-north-1:111122223333:security-group/${right}`,
  ]) {
    const fault = explainId(text, 'sg');
    assert.deepEqual([fault?.suggestion, fault?.safe], [right, true], text);
  }
});

test('guesses are not safe', () => {
  for (const [text, suggestion] of [
    ['deadbeef', 'subnet-deadbeef'],
    ['subnet-oa1b2c3d', 'subnet-0a1b2c3d'],
    ['subnet-0a1b2c3dl', undefined],
  ] as const) {
    const fault = explainId(text, 'subnet');
    assert.deepEqual([fault?.suggestion, fault?.safe], [suggestion, false], text);
  }
});

test('what it is instead', () => {
  for (const [text, message] of [
    ['', 'is empty'],
    ['10.0.0.0/24', 'is a CIDR block, not an id'],
    ['fd00::/64', 'is a CIDR block, not an id'],
    ['private-a', 'is a name, not an id'],
    ['eni-0a1b2c3d4e5f60718', 'is the id of a network interface'],
    ['sgr-0a1b2c3d4e5f60718', 'is the id of a rule of a security group'],
    ['sg-', 'is only the beginning of an id'],
    ['sg-1a2b3c4d sg-1a2b3c4e', 'is more than one id'],
    ['sg-1', 'looks like a sample: it has 1 digit behind "sg-" where an id has 8 or 17'],
    ['sg-12', 'looks like a sample: it has 2 digits behind "sg-" where an id has 8 or 17'],
    ['sg-0123456789', 'has 10 digits behind "sg-" where an id has 8 or 17'],
    ['sg-1a2b3c4z', 'holds "z", and ids have hexadecimal digits only'],
    ['sg-master-1c', 'is a name or a sample, not an id'],
  ] as const) {
    assert.equal(explainId(text, 'sg')?.message, message, text);
  }
});
