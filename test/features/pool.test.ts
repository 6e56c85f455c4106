import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poolHints, poolMarkdown } from '../../server/src/core/features/pool.js';
import type { Install } from '../../server/src/core/model/facts.js';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';

const PREFIXES = { ENABLE_PREFIX_DELEGATION: '"true"' };

function installIn(text: string): Install {
  const [install] = analyzed(text).documents.flatMap(({ facts }) => facts.installs);
  assert.ok(install);
  return install;
}

/** Each hint with the lines it ends: the variable and its value. */
function hints(
  text: string,
  types: readonly string[] = ['m5.large'],
  given: Partial<Settings> = {},
): string[] {
  return poolHints(installIn(text), { ...DEFAULT_SETTINGS, ...given }, types).map(({ offset, label }) => {
    const [name, value] = text.slice(0, offset).split('\n').slice(-2);
    return `${name?.replace('- name:', '').trim()} ${value?.replace('value:', '').trim()} → ${label}`;
  });
}

const markdown = (text: string, types: readonly string[] = ['m5.large'], given: Partial<Settings> = {}) =>
  poolMarkdown(installIn(text), { ...DEFAULT_SETTINGS, ...given }, types);

/** The rows of the tables, without their heads. */
const rows = (text: string, types?: readonly string[], given?: Partial<Settings>): string[] =>
  (markdown(text, types, given) ?? '').split('\n').filter((line) => /^\| (idle|\d)/.test(line));

test('beside the warm ENI target', () => {
  assert.deepEqual(hints(awsNode({ WARM_ENI_TARGET: '"1"' })), [
    'WARM_ENI_TARGET "1" → idle 9 addresses; at 29 pods 27',
  ]);
});

test('beside the target that decides, and no other', () => {
  const both = {
    WARM_ENI_TARGET: '"1"',
    MINIMUM_IP_TARGET: '"20"',
    WARM_IP_TARGET: '"5"',
    WARM_PREFIX_TARGET: '"1"',
  };
  assert.deepEqual(hints(awsNode(both)), ['WARM_IP_TARGET "5" → idle 20 addresses; at 29 pods 27']);
  const prefixes = { ...PREFIXES, WARM_ENI_TARGET: '"1"', WARM_PREFIX_TARGET: '"1"' };
  assert.deepEqual(hints(awsNode(prefixes)), ['WARM_PREFIX_TARGET "1" → idle 16 addresses; at 110 pods 112']);
});

test('pods that wait', () => {
  assert.deepEqual(hints(awsNode({ MINIMUM_IP_TARGET: '"5"' })), [
    'MINIMUM_IP_TARGET "5" → stops at 5 addresses, 22 pods wait',
  ]);
  assert.deepEqual(hints(awsNode({ MINIMUM_IP_TARGET: '"26"' })), [
    'MINIMUM_IP_TARGET "26" → stops at 26 addresses, 1 pod waits',
  ]);
});

test('the first of the types that is known', () => {
  const text = awsNode({ WARM_ENI_TARGET: '"1"' });
  assert.deepEqual(hints(text, ['t3.small', 'm5.large']), [
    'WARM_ENI_TARGET "1" → idle 3 addresses; at 11 pods 9',
  ]);
  assert.deepEqual(hints(text, ['m99.huge', 'm5.large']), [
    'WARM_ENI_TARGET "1" → idle 9 addresses; at 29 pods 27',
  ]);
  assert.match(markdown(text, ['t3.small', 'm5.large']) ?? '', /on `t3\.small`[\s\S]*on `m5\.large`/);
});

test('four types at most are explained', () => {
  const types = ['t3.small', 'm5.large', 'm5.xlarge', 'c5.large', 'r5.large'];
  const text = markdown(awsNode({ WARM_ENI_TARGET: '"1"' }), types) ?? '';
  assert.equal(text.match(/Warm pool on/g)?.length, 4);
  assert.doesNotMatch(text, /r5\.large/);
});

test('the ceiling, and ENIs that the plugin leaves alone', () => {
  const text = awsNode({ ...PREFIXES, WARM_PREFIX_TARGET: '"1"' });
  assert.deepEqual(hints(text, ['m5.large'], { maxPodsCeiling: false }), [
    'WARM_PREFIX_TARGET "1" → idle 16 addresses; at 434 pods 432',
  ]);
  assert.deepEqual(rows(awsNode({ WARM_ENI_TARGET: '"1"' }), ['m5.large'], { unmanagedEnis: 1 }), [
    '| idle | 1 | 9 | 9 | yes |',
    '| 11 | 2 | 18 | 9 | yes |',
    '| 20 | 2 | 18 | 0 | yes |',
  ]);
});

test('nothing where it is not known: a patch, a template, an unlisted type, a switch from elsewhere', () => {
  const env = { WARM_ENI_TARGET: '"1"' };
  assert.deepEqual(hints(patch(env)), []);
  assert.deepEqual(hints(awsNode({ WARM_ENI_TARGET: '"${WARM}"' })), []);
  assert.deepEqual(hints(awsNode({ ...env, WARM_IP_TARGET: '"${WARM}"' })), []);
  assert.deepEqual(hints(awsNode(env), ['m99.huge']), []);
  assert.deepEqual(hints(awsNode({ ...env, DISABLE_NETWORK_RESOURCE_PROVISIONING: '"${OFF}"' })), []);
  assert.equal(markdown(awsNode(env), ['m99.huge']), undefined);
});

test('nothing where there is no pool, or it is not what the targets make of it', () => {
  const env = { WARM_ENI_TARGET: '"1"', WARM_PREFIX_TARGET: '"1"', ...PREFIXES };
  for (const name of [
    'ENABLE_IPv6',
    'ENABLE_IMDS_ONLY_MODE',
    'DISABLE_NETWORK_RESOURCE_PROVISIONING',
    'ENABLE_MULTI_NIC',
  ])
    assert.deepEqual(hints(awsNode({ ...env, [name]: '"true"' })), [], name);
});

test('nothing beside a target that is left to its default', () => {
  assert.deepEqual(hints(awsNode({ WARM_IP_TARGET: '"0"' })), []);
  assert.ok(markdown(awsNode({ WARM_IP_TARGET: '"0"' })));
});

test('a node idle, half full and full', () => {
  assert.equal(
    markdown(awsNode({ WARM_ENI_TARGET: '"1"' }))
      ?.split('\n\n')
      .slice(0, 2)
      .join('\n'),
    [
      'Warm pool on `m5.large`, here with secondary IPs',
      '| pods | ENIs | addresses | free | steady |',
      '| :-: | :-: | :-: | :-: | :-: |',
      '| idle | 1 | 9 | 9 | yes |',
      '| 15 | 3 | 27 | 14 | yes |',
      '| 29 | 3 | 27 | 0 | yes |',
    ].join('\n'),
  );
});

test('prefixes have a column of their own', () => {
  const text = awsNode({ ...PREFIXES, WARM_PREFIX_TARGET: '"1"' });
  assert.match(markdown(text) ?? '', /^\| pods \| ENIs \| prefixes \| addresses \|/m);
  assert.deepEqual(rows(text), [
    '| idle | 1 | 1 | 16 | 16 | yes |',
    '| 56 | 1 | 5 | 80 | 26 | yes |',
    '| 110 | 1 | 7 | 112 | 4 | yes |',
  ]);
});

test('pods without an address, and what is attached and freed in turn', () => {
  assert.deepEqual(rows(awsNode({ MINIMUM_IP_TARGET: '"5"' })), [
    '| idle | 1 | 5 | 5 | 0 | yes |',
    '| 15 | 1 | 5 | 0 | 8 | yes |',
    '| 29 | 1 | 5 | 0 | 22 | yes |',
  ]);
  const custom = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"', WARM_ENI_TARGET: '"0"' };
  assert.equal(rows(awsNode(custom))[0], '| idle | 2 | 9 | 9 | **no** |');
});

test('the pods to expect in place of half', () => {
  const text = awsNode({ WARM_ENI_TARGET: '"1"' });
  assert.equal(rows(text, ['m5.large'], { podsPerNode: 5 })[1], '| 7 | 2 | 18 | 13 | yes |');
  assert.equal(rows(text, ['m5.large'], { podsPerNode: 500 }).length, 2);
});

test('labels are short and tables fit 80 columns', () => {
  const configurations = [
    { WARM_ENI_TARGET: '"3"' },
    { MINIMUM_IP_TARGET: '"100"' },
    { ...PREFIXES, WARM_PREFIX_TARGET: '"3"' },
    { ...PREFIXES, MINIMUM_IP_TARGET: '"100"', AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"true"' },
  ];
  for (const env of configurations) {
    const install = installIn(awsNode(env));
    const settings = { ...DEFAULT_SETTINGS, maxPodsCeiling: false };
    const [hint] = poolHints(install, settings, ['m5.24xlarge']);
    assert.ok(hint && hint.label.length <= 45, hint?.label);
    for (const line of hint
      .tooltip()
      .split('\n')
      .filter((text) => text.startsWith('|')))
      assert.ok(line.length <= 80, line);
  }
});
