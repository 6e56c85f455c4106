import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ConfigMapKey,
  configMapKey,
  configMapMeaning,
  configMapValue,
} from '../../server/src/core/domain/configMapKeys.js';

const key = (name: string): ConfigMapKey => configMapKey(name) ?? assert.fail(name);

test('keys that every object of JavaScript has are none', () => {
  assert.equal(configMapKey('constructor'), undefined);
});

test('what readers make of a text', () => {
  const controller = key('enable-network-policy-controller');
  assert.deepEqual(
    ['true', 'false', '', 'True', '1', 'x'].map((text) => configMapValue(controller, text)),
    [true, false, false, undefined, undefined, undefined],
  );
  const ipam = key('enable-windows-ipam');
  assert.deepEqual(
    ['true', 'T', '0', 'yes', ''].map((text) => configMapValue(ipam, text)),
    [true, true, false, undefined, undefined],
  );
  const target = key('warm-ip-target');
  assert.deepEqual(
    ['5', '-1', '05', '5.0', ' 5'].map((text) => configMapValue(target, text)),
    [5, -1, 5, undefined, undefined],
  );
});

test('what is meant by a text that is not read', () => {
  assert.deepEqual(
    [' TRUE', 'on', 'enabled', 'off', '', 'maybe'].map((text) =>
      configMapMeaning(key('enable-windows-ipam'), text),
    ),
    ['true', 'true', 'true', 'false', 'false', undefined],
  );
  assert.deepEqual(
    ['5.0', ' 5', '5.5', '60s', ''].map((text) => configMapMeaning(key('branch-eni-cooldown'), text)),
    ['5', '5', undefined, undefined, undefined],
  );
});
