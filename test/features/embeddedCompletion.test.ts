import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../server/src/core/features/complete.js';
import { atCursor } from '../support/cursor.js';

/** The configuration of an add-on with what is offered at the cursor written into it. */
function written(marked: string, label: string): string | undefined {
  const before = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: eu-west-1}
addons:
  - name: vpc-cni
    configurationValues: `;
  const { analysis, offset, settings, text } = atCursor(`${before}${marked}\n`);
  const item = complete(analysis, offset, settings).find((one) => one.label === label);
  return (
    item && (text.slice(0, item.span.start) + item.text + text.slice(item.span.end)).slice(before.length, -1)
  );
}

test('a value gets the quotes it needs, and these their escapes', () => {
  for (const [marked, after] of [
    ['"{\\"env\\": {\\"ENABLE_POD_ENI\\": $0}}"', '"{\\"env\\": {\\"ENABLE_POD_ENI\\": \\"true\\"}}"'],
    [
      '"{\\"env\\": {\\"ENABLE_POD_ENI\\": \\"fa$0\\"}}"',
      '"{\\"env\\": {\\"ENABLE_POD_ENI\\": \\"true\\"}}"',
    ],
    ['"env:\\n  ENABLE_POD_ENI: $0\\n"', '"env:\\n  ENABLE_POD_ENI: \\"true\\"\\n"'],
    [`'{"env": {"ENABLE_POD_ENI": t$0}}'`, `'{"env": {"ENABLE_POD_ENI": "true"}}'`],
    ['|\n      env:\n        ENABLE_POD_ENI: $0', '|\n      env:\n        ENABLE_POD_ENI: "true"'],
  ] as const)
    assert.equal(written(marked, 'true'), after);
});

test('a name brings its value where there is room for it', () => {
  for (const [marked, after] of [
    ['|\n      env:\n        ENABLE_POD$0', '|\n      env:\n        ENABLE_POD_ENI: "true"'],
    ['"{\\"env\\": {\\"ENABLE$0\\": \\"\\"}}"', '"{\\"env\\": {\\"ENABLE_POD_ENI\\": \\"\\"}}"'],
    ['>-\n      {"env": {"$0": ""}}', '>-\n      {"env": {"ENABLE_POD_ENI": ""}}'],
  ] as const)
    assert.equal(written(marked, 'ENABLE_POD_ENI'), after);
});

test('a key between quotes is written without a colon', () => {
  assert.equal(written('"{\\"en$0\\": {}}"', 'env'), '"{\\"env\\": {}}"');
  assert.equal(written('|\n      en$0', 'env'), '|\n      env: ');
});

test('between braces a key has the quotes that the others have', () => {
  for (const [marked, after] of [
    ['"{\\"env\\": {}, $0}"', '"{\\"env\\": {}, \\"init\\": }"'],
    [`'{"env": {}, $0}'`, `'{"env": {}, "init": }'`],
    [`'{$0}'`, `'{"init": }'`],
    [`'{env: {}, $0}'`, `'{env: {}, init: }'`],
  ] as const)
    assert.equal(written(marked, 'init'), after);
  assert.equal(
    written(`'{"env": {"MAX_ENI": "2", $0}}'`, 'ENABLE_POD_ENI'),
    `'{"env": {"MAX_ENI": "2", "ENABLE_POD_ENI": "true"}}'`,
  );
});

test('JSON that stands alone is taken for configuration of the add-on, unless a key is of the chart', () => {
  const offered = (marked: string) => {
    const { analysis, offset, settings } = atCursor(marked);
    return new Map(complete(analysis, offset, settings).map(({ label, text }) => [label, text]));
  };
  for (const [rest, text] of [
    ['"no$0"', 'nodeAgent'],
    ['$0', '"nodeAgent": '],
  ] as const) {
    const found = offered(`{"env": {"WARM_IP_TARGET": "3"}, ${rest}}`);
    assert.equal(found.get('nodeAgent'), text);
    assert.ok(!found.has('extraEnv') && !found.has('image'));
  }
  assert.ok(offered('{"env": {"WARM_IP_TARGET": "3"}, "extraEnv": [], $0}').has('image'));
});
