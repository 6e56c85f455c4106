// Values of the chart, as an editor shows them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../server/src/core/features/complete.js';
import { hover } from '../../server/src/core/features/hover.js';
import { inlayHints } from '../../server/src/core/features/inlayHints.js';
import { symbols } from '../../server/src/core/features/symbols.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';
import { atCursor } from '../support/cursor.js';

/** What the text comes to with each of the offers. */
function results(marked: string): Map<string, string> {
  const { analysis, offset, settings, text } = atCursor(marked);
  return new Map(
    complete(analysis, offset, settings).map((item) => [
      item.label,
      text.slice(0, item.span.start) + item.text + text.slice(item.span.end),
    ]),
  );
}

function hovered(marked: string): string {
  const { analysis, offset, settings } = atCursor(marked);
  return hover(analysis, offset, settings, ['m5.large'])?.markdown ?? '';
}

test('half of a name below env: names of variables, each with a value', () => {
  const found = results('nameOverride: aws-node\nenv:\n  CLUSTER_NAME: dev\n  WARM_$0\n');
  assert.equal(
    found.get('WARM_ENI_TARGET'),
    'nameOverride: aws-node\nenv:\n  CLUSTER_NAME: dev\n  WARM_ENI_TARGET: "1"\n',
  );
  assert.ok(!found.has('CLUSTER_NAME'), 'already set');
  assert.ok(!found.has('DISABLE_TCP_EARLY_DEMUX'), 'read by the init container only');
});

test('a name in the place of another keeps the value', () => {
  assert.equal(
    results('nameOverride: aws-node\nenv:\n  WARM_$0: "3"\n').get('WARM_ENI_TARGET'),
    'nameOverride: aws-node\nenv:\n  WARM_ENI_TARGET: "3"\n',
  );
  assert.equal(
    results('{"nameOverride": "aws-node", "env": {"WARM_$0": "3"}}').get('WARM_ENI_TARGET'),
    '{"nameOverride": "aws-node", "env": {"WARM_ENI_TARGET": "3"}}',
  );
});

test('the first variable of a file', () => {
  assert.equal(results('env:\n  WARM_IP_$0\n').get('WARM_IP_TARGET'), 'env:\n  WARM_IP_TARGET: "0"\n');
  assert.ok(results('aws-vpc-cni:\n  env:\n    $0\n').has('WARM_IP_TARGET'));
});

test('variables of the init container', () => {
  const found = results('env:\n  MAX_ENI: 4\ninit:\n  env:\n    $0\n');
  assert.ok(found.has('DISABLE_TCP_EARLY_DEMUX'));
  assert.ok(!found.has('WARM_IP_TARGET'));
});

test('values of variables', () => {
  const found = results('env:\n  ENABLE_PREFIX_DELEGATION: $0\n');
  assert.equal(found.get('true'), 'env:\n  ENABLE_PREFIX_DELEGATION: "true"\n');
});

test('inside the text of a field', () => {
  const application = (line: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
spec:
  source:
    chart: aws-vpc-cni
    helm:
      values: |
        env:
          ${line}
        image: {}
`;
  assert.equal(results(application('WARM_$0')).get('WARM_ENI_TARGET'), application('WARM_ENI_TARGET: "1"'));
});

test('keys of the chart, at every level', () => {
  assert.ok(results('env:\n  MAX_ENI: 4\nno$0\n').has('nodeAgent'));
  assert.ok(!results('env:\n  MAX_ENI: 4\ne$0\n').has('env'), 'already there');
  assert.ok(results('env:\n  MAX_ENI: 4\ninit:\n  image:\n    $0\n').has('overrideRepository'));
  const zone = 'env:\n  MAX_ENI: 4\neniConfig:\n  subnets:\n    us-west-2a:\n      $0\n';
  assert.deepEqual([...results(zone).keys()], ['id', 'securityGroups']);
  assert.equal(
    results('env:\n  MAX_ENI: 4\nenableNetworkPolicy: $0\n').get('"true"'),
    'env:\n  MAX_ENI: 4\nenableNetworkPolicy: "true"\n',
  );
});

test('what a key of the chart is', () => {
  assert.match(hovered('env:\n  MAX_ENI: 4\nenableWin$0dowsIpam: "true"\n'), /enable-windows-ipam/);
  assert.match(
    hovered('eniConfig:\n  create: true\n  subnets:\n    us-west-2a:\n      i$0d: a\n'),
    /Id of the subnet/,
  );
  assert.match(
    hovered('nameOverr$0ide: aws-node\neniConfig: {}\n'),
    /Name of the chart/,
    'though it stands for containers that have no key',
  );
});

test('what a variable comes to', () => {
  assert.match(hovered('env:\n  WARM_IP_T$0ARGET: 5\n'), /\*\*Here:\*\* in effect `5`/);
  assert.match(hovered('env:\n  WARM_ENI_T$0ARGET: null\n'), /not set, whatever the chart sets it to/);
  assert.match(
    hovered('nodeAgent:\n  enabled: false\nenv:\n  NETWORK_POLICY_ENFORC$0ING_MODE: strict\n'),
    /left out by the chart/,
  );
});

test('containers: at their keys, and at the name of the chart', () => {
  assert.match(hovered('e$0nv:\n  MAX_ENI: 4\n'), /\*\*aws-node\*\*[\s\S]*Max pods/);
  assert.match(hovered('env:\n  MAX_ENI: 4\nin$0it: {}\n'), /\*\*aws-vpc-cni-init\*\*/);
  const flux = 'kind: HelmRelease\nspec:\n  chart:\n    spec:\n      chart: aws-vpc-$0cni\n';
  assert.match(hovered(flux), /\*\*aws-node\*\*/);
});

test('pods behind the colon of env', () => {
  const text = 'env:\n  MAX_ENI: 2\n';
  const [hint] = inlayHints(
    analyzed(text),
    { start: 0, end: text.length },
    { ...DEFAULT_SETTINGS, inlayHints: { ...DEFAULT_SETTINGS.inlayHints, maxPods: true } },
    ['m5.large'],
  );
  assert.equal(hint?.offset, 'env:'.length);
  assert.equal(hint?.label, '20 pods · m5.large');
});

test('values among the symbols of a file', () => {
  const text = 'global: {}\naws-vpc-cni:\n  env:\n    MAX_ENI: 2\n';
  const [values] = symbols(analyzed(text));
  assert.deepEqual([values?.name, values?.detail], ['aws-vpc-cni', 'values of the chart']);
  assert.deepEqual(
    values?.children.map(({ name, children }) => [name, children.map((child) => child.name)]),
    [
      ['aws-node', ['MAX_ENI']],
      ['aws-vpc-cni-init', []],
      ['aws-eks-nodeagent', []],
    ],
  );
  for (const { span, nameSpan } of [values, ...(values?.children ?? [])].flatMap((one) => one ?? []))
    assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end);
});
