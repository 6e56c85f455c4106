import assert from 'node:assert/strict';
import { test } from 'node:test';
import { status } from '../../server/src/core/features/status.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';

const of = (text: string, found: readonly string[] = []) => status(analyzed(text), DEFAULT_SETTINGS, found);

test('type, pods and mode, with the formula', () => {
  assert.deepEqual(of(awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' }), ['m5.large']), {
    instanceType: 'm5.large',
    origin: 'manifest',
    mode: 'secondary IPs + custom networking',
    maxPods: 20,
    formula: '(3 − 1) × (10 − 1) + 2 = 20',
  });
});

test('without a mode that is known there is neither mode nor pods', () => {
  assert.deepEqual(of(awsNode({ ENABLE_PREFIX_DELEGATION: '"{{ .prefixes }}"' })), {
    instanceType: 'm5.large',
    origin: 'default',
  });
});

test('nothing where no pods could be counted', () => {
  assert.equal(of('kind: ConfigMap\n'), undefined);
});
