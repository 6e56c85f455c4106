import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover } from '../../server/src/core/features/hover.js';
import { groupIds, policy, workload } from '../../server/src/core/rules/support/policyExamples.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { workspaceOf } from '../support/checkFiles.js';
import { atCursor } from '../support/cursor.js';

function hovered(marked: string): string {
  const { analysis, offset, settings } = atCursor(marked);
  return hover(analysis, offset, settings, [])?.markdown ?? '';
}

const NAMED = policy().replace('name: shop', 'name: sh$0op');

test('on a policy: the workloads that it selects', () => {
  const other = workload('', { name: 'store', labels: 'app: store' });
  const host = workload('      hostNetwork: true\n', { kind: 'DaemonSet', name: 'agent' });
  const text = hovered(NAMED + workload() + other + host);
  assert.match(
    text,
    /Selects pods of\n\n- Deployment `shop`\n- DaemonSet `agent`, which has the network of the node: it keeps the groups of that$/,
  );
});

test('what only the cluster knows is told apart', () => {
  const perhaps = workload('', { name: 'chart', labels: 'app: "${APP}"' });
  assert.match(
    hovered(NAMED + perhaps),
    /Selects nothing in sight for sure\.\n\nKnown only in the cluster, .*\n\n- Deployment `chart`$/,
  );
});

test('on a selector, behind what the field is', () => {
  assert.match(
    hovered(policy().replace('podSelector', 'pod$0Selector') + workload()),
    /^\*\*podSelector\*\* · SecurityGroupPolicy\n\n[\s\S]*\n\nSelects pods of\n\n- Deployment `shop`$/,
  );
});

test('a long list is cut short', () => {
  const many = Array.from({ length: 12 }, (_, i) => workload('', { name: `shop-${i}` })).join('');
  assert.match(hovered(NAMED + many), /- Deployment `shop-9`\n- and 2 others$/);
});

test('a policy that the controller skips', () => {
  assert.match(
    hovered(policy('podSelector:').replace('name: shop', 'name: sh$0op') + workload()),
    /\n\nThe controller skips this policy: it selects no pod\.$/,
  );
});

test('those elsewhere in the workspace are counted', () => {
  const files = {
    'a/policy.yaml': policy(),
    'a/shop.yaml': workload(),
    'b/shop.yaml': workload('', { name: 'other' }),
  };
  const analysis = workspaceOf(files).analyses.get('a/policy.yaml') ?? assert.fail();
  const text = hover(analysis, files['a/policy.yaml'].indexOf('shop'), DEFAULT_SETTINGS, [])?.markdown;
  assert.match(
    text ?? '',
    /\n\nSelects pods of\n\n- Deployment `shop`\n\nElsewhere in the workspace: 1 more\.$/,
  );
});

const SHOP = workload().replace('name: shop', 'name: sh$0op');

test('on a workload: the groups of its pods, each once, and who gives them', () => {
  const all = policy('podSelector: {}', { name: 'all', groups: groupIds(2, 2) });
  assert.equal(
    hovered(policy(undefined, { groups: groupIds(2) }) + all + SHOP),
    `Security groups of its pods, by \`shop\`, \`all\`:\n\n${groupIds(3)
      .map((id) => `- \`${id}\``)
      .join('\n')}`,
  );
});

test('on a workload that policies may select, or do not', () => {
  assert.equal(
    hovered(policy().replace('app: shop', 'app: store') + SHOP),
    'No SecurityGroupPolicy in sight is known to select its pods.',
  );
  assert.match(
    hovered(policy().replace('app: shop', 'app: "${APP}"') + SHOP),
    /\n\nKnown only in the cluster: whether `shop` selects them\.$/,
  );
  assert.match(
    hovered(policy() + SHOP.replace('    spec:\n', '    spec:\n      hostNetwork: true\n')),
    /of the node\.$/,
  );
});

test('without policies in sight a workload is foreign', () => {
  assert.equal(hovered(SHOP), '');
});

test('a name cannot write links into a hover', () => {
  const name = '"[x](https://example.com)`"';
  assert.match(
    hovered(NAMED + workload('', { name })),
    /- Deployment `` \[x\]\(https:\/\/example\.com\)` ``$/,
  );
});
