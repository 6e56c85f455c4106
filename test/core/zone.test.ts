import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isZoneId, isZoneName } from '../../server/src/core/domain/zone.js';

test('names and ids of zones', () => {
  for (const name of ['us-west-2a', 'ap-southeast-1c', 'us-gov-east-1b', 'cn-north-1a', 'eusc-de-east-1a']) {
    assert.ok(isZoneName(name), name);
    assert.ok(!isZoneId(name), name);
  }
  for (const id of ['usw2-az1', 'apse1-az3', 'usgw1-az2', 'cnn1-az1', 'usw2-lax1-az1', 'eusc-dee1-az1']) {
    assert.ok(isZoneId(id), id);
    assert.ok(!isZoneName(id), id);
  }
  for (const text of [
    '',
    'a',
    'us-west-2',
    'default',
    'us-west-2-lax-1a',
    'my-az1',
    'group1-pod-netconfig',
    'US-WEST-2A',
  ]) {
    assert.ok(!isZoneName(text) && !isZoneId(text), text);
  }
});
