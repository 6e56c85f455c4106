import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayBeOurs } from '../../server/src/core/carriers/marks.js';
import { read } from '../support/karpenter.js';

const namespace = (labels: string): string =>
  `kind: Namespace\nmetadata:\n  name: shop\n  labels: ${labels}\n`;

test('a namespace in an ambient mesh', () => {
  const text = namespace('{istio.io/dataplane-mode: ambient}');
  const [setting, ...others] = read(text).clusterSettings;
  assert.ok(setting?.kind === 'ambient' && others.length === 0);
  assert.equal(setting.namespace, 'shop');
  assert.equal(text.slice(setting.span.start, setting.span.end), 'shop');
});

test('other namespaces say nothing, and most are never parsed', () => {
  assert.ok(!mayBeOurs(namespace('{team: web}')));
  for (const labels of ['{istio.io/dataplane-mode: none}', '{istio.io/dataplane-mode: "${MODE}"}'])
    assert.deepStrictEqual(read(namespace(labels)).clusterSettings, [], labels);
});
