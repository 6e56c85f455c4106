import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inlayHints } from '../../server/src/core/features/inlayHints.js';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';

/** Each hint with what stands before it on its line. */
function hints(
  text: string,
  types: readonly string[] = ['m5.large'],
  settings: Partial<Settings> = {},
): string[] {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  return inlayHints(analyzed(text, settings), { start: 0, end: text.length }, all, types).map(
    ({ offset, label }) => `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim()} → ${label}`,
  );
}

test('pods beside the container', () => {
  assert.deepEqual(hints(awsNode({})), ['- name: aws-node → 29 pods · m5.large']);
});

test('what a switch would do, or does', () => {
  const env = {
    ENABLE_PREFIX_DELEGATION: '"false"',
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"',
    ENABLE_POD_ENI: '"false"',
  };
  assert.deepEqual(hints(awsNode(env)), [
    '- name: aws-node → 20 pods · m5.large',
    'value: "false" → 110 pods if on',
    'value: "true" → 20 pods, 29 without',
    'value: "false" → 11 pods if on',
  ]);
});

test('MAX_ENI', () => {
  assert.deepEqual(hints(awsNode({ MAX_ENI: '"2"' })), [
    '- name: aws-node → 20 pods · m5.large',
    'value: "2" → 20 pods',
  ]);
});

test('several types: from the least to the most', () => {
  assert.deepEqual(hints(awsNode({}), ['m5.large', 't3.small']), ['- name: aws-node → 11–29 pods · 2 types']);
});

test('several types: one full table in the tooltip', () => {
  const text = awsNode({});
  const range = { start: 0, end: text.length };
  const [hint] = inlayHints(analyzed(text), range, DEFAULT_SETTINGS, ['m5.large', 't3.small']);
  assert.equal(hint?.tooltip.match(/Max pods on/g)?.length, 1);
  assert.match(hint?.tooltip ?? '', /\n\| `t3\.small` \| 11 \|/);
});

test('a type that is not known is none', () => {
  assert.deepEqual(hints(awsNode({}), ['m5.large', 't3.smal']), ['- name: aws-node → 29 pods · m5.large']);
});

test('without the ceiling', () => {
  const text = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });
  assert.deepEqual(hints(text, ['m5.large'], { maxPodsCeiling: false }), [
    '- name: aws-node → 434 pods · m5.large',
    'value: "true" → 434 pods, 29 without',
    'value: "1" → idle 16 addresses; at 434 pods 432',
  ]);
});

test('addresses behind each block of a list', () => {
  const text = awsNode({ AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: '"10.0.0.0/8, 192.168.1.7/32, what"' });
  assert.deepEqual(hints(text).slice(1), [
    'value: "10.0.0.0/8 → 16,777,216 addresses',
    'value: "10.0.0.0/8, 192.168.1.7/32 → 1 address',
  ]);
});

test('each kind can be switched off', () => {
  const text = awsNode({ AWS_EXTERNAL_SERVICE_CIDRS: '"10.0.0.0/8"' });
  assert.equal(hints(text).length, 2);
  assert.equal(
    hints(text, ['m5.large'], { inlayHints: { maxPods: false, addresses: true, pool: true, nodes: true } })
      .length,
    1,
  );
  assert.equal(
    hints(text, ['m5.large'], { inlayHints: { maxPods: false, addresses: false, pool: false, nodes: false } })
      .length,
    0,
  );
});

test('nothing where the number is not known: a patch, a template, an unlisted type', () => {
  assert.deepEqual(hints(patch({ ENABLE_PREFIX_DELEGATION: '"true"' })), []);
  assert.deepEqual(hints(awsNode({ ENABLE_PREFIX_DELEGATION: '"${PREFIXES}"' })), []);
  assert.deepEqual(hints(awsNode({}), ['m99.huge']), []);
});

test('only what lies in the range asked for', () => {
  const text = awsNode({ MAX_ENI: '"2"' });
  const end = text.indexOf('MAX_ENI');
  assert.equal(inlayHints(analyzed(text), { start: 0, end }, DEFAULT_SETTINGS, ['m5.large']).length, 1);
});
