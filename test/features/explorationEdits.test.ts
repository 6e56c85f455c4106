import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Analysis } from '../../server/src/core/analysis.js';
import { applied, type Edit } from '../../server/src/core/carriers/lines.js';
import { application, homeOf, layersToWrite } from '../../server/src/core/features/explorationEdits.js';
import { textInEffect } from '../../server/src/core/features/explorationPicture.js';
import { TRIABLE, TRIABLES, type Tried } from '../../server/src/core/features/explorationQuery.js';
import { explore } from '../../server/src/core/features/explore.js';
import { containerOf, effective } from '../../server/src/core/model/effective.js';
import type { Install } from '../../server/src/core/model/facts.js';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';
import { workspaceOf } from '../support/checkFiles.js';

const form = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../test/forms/${path}`, import.meta.url)), 'utf8');

const queryOf = (tried: Tried) => ({ types: [], subnets: [], tried });

/** The text that comes of it, or why there is none. */
function apply(text: string, tried: Tried): { text: string; edits: readonly Edit[] } | { refused: string } {
  const analysis = analyzed(text);
  const homes = layersToWrite(analysis).flatMap((layer) => homeOf(analysis, layer) ?? []);
  const written = application(analysis, queryOf(tried), DEFAULT_SETTINGS, homes, (_, next) => analyzed(next));
  if ('refused' in written) return written;
  return { text: applied(text, written.edits), edits: written.edits };
}

const installOf = ({ cluster }: Analysis) => {
  const [install] = cluster.installs;
  assert.ok(install);
  return install;
};

const ADDON_IN_STRING = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: eu-west-1}
managedNodeGroups:
  - name: general # the only one
    instanceType: m5.xlarge
addons:
  - name: vpc-cni
    configurationValues: "{\\"env\\": {\\"WARM_ENI_TARGET\\": \\"2\\", \\"ENABLE_PREFIX_DELEGATION\\": \\"false\\"}}"
    resolveConflicts: overwrite
`;

const ADDON_IN_LINES = ADDON_IN_STRING.replace(
  /configurationValues: .*/,
  `configurationValues: |-
      {
        "env": {
          "WARM_ENI_TARGET": "2"
        }
      }`,
);

const VALUES = `# Of the chart aws-vpc-cni.
image:
  tag: v1.23.1
env: # quoted by the chart
  WARM_ENI_TARGET: 2 # two
  ENABLE_PREFIX_DELEGATION: 'false'
init:
  env:
    DISABLE_TCP_EARLY_DEMUX: "true"
`;

const TEXTS: Readonly<Record<string, string>> = {
  'a DaemonSet': form('daemonset/aws-node.yaml'),
  'a short DaemonSet': awsNode({ WARM_ENI_TARGET: '"2"', WARM_PREFIX_TARGET: "'1'" }),
  'a DaemonSet with Windows line ends': awsNode({ WARM_PREFIX_TARGET: '"1"' }).replaceAll('\n', '\r\n'),
  'values of the chart': form('helm/values.yaml'),
  'short values of the chart': VALUES,
  'YAML in a block of eksctl': form('eksctl/cluster.yaml'),
  'JSON in a string of eksctl': ADDON_IN_STRING,
  'JSON over several lines in eksctl': ADDON_IN_LINES,
  'YAML in a stack of CloudFormation': form('cloudformation/stack.yaml'),
  'JSON in the JSON of the AWS CLI': form('addon/create-addon.json'),
};

const tries: fc.Arbitrary<Tried> = fc.record(
  Object.fromEntries(
    TRIABLES.map((name) => [
      name,
      TRIABLE[name] === 'switch'
        ? fc.constantFrom('true', 'false')
        : fc.integer({ min: name === 'MAX_ENI' ? 1 : 0, max: 40 }).map(String),
    ]),
  ),
  { requiredKeys: [] },
);

for (const [what, text] of Object.entries(TEXTS)) {
  test(`${what}: what was tried is in effect once it is written, and nothing else is changed`, () => {
    const before = installOf(analyzed(text));
    let written = 0;
    fc.assert(
      fc.property(tries, (tried) => {
        const result = apply(text, tried);
        const picture = explore(analyzed(text), queryOf(tried), DEFAULT_SETTINGS);
        if ('refused' in result) {
          const isNothing = picture.controls.every(({ isTried }) => !isTried);
          assert.ok(isNothing || /exits/.test(result.refused), result.refused);
          return;
        }
        written++;
        const after = installOf(analyzed(result.text));
        for (const { name, value } of picture.controls) {
          const isLimited = name !== 'MAX_ENI' || effective(after, name) !== undefined;
          if (isLimited) assert.equal(textInEffect(after, name), value, name);
        }
        // Only values make way, and what is put in has nothing but them and their names.
        for (const { span, text: put } of result.edits) {
          assert.match(text.slice(span.start, span.end), /^[\\"']*(true|false|\d+)?[\\"']*$/);
          assert.doesNotMatch(put.replaceAll(NEW, ''), /[A-Za-z\d]/);
        }
        const names = (install: typeof after) =>
          install.containers.map(({ settings }) => settings.map(({ name }) => name.value).sort());
        const added = TRIABLES.filter((name) => !holds(before, name) && holds(after, name));
        for (const name of added) assert.ok(name in tried, name);
        assert.equal(names(after).flat().length, names(before).flat().length + added.length);
      }),
      { numRuns: 30 },
    );
    assert.ok(written > 10, `${written} written`);
  });
}

const holds = (install: Install, name: string): boolean =>
  containerOf(install, 'aws-node')?.settings.some((setting) => setting.name.value === name) === true;

/** Names, values and the keys of items. */
const NEW = new RegExp(`\\b(${TRIABLES.join('|')}|name|value|true|false|\\d+)\\b`, 'g');

const refusalOf = (text: string, tried: Tried): string => {
  const result = apply(text, tried);
  assert.ok('refused' in result, JSON.stringify(result));
  return result.refused;
};

const PREFIXES = { ENABLE_PREFIX_DELEGATION: 'true' };

test('nothing that is tried is nothing to write', () => {
  const text = awsNode({ WARM_ENI_TARGET: '"2"' });
  assert.match(refusalOf(text, {}), /^Nothing is tried/);
  assert.match(refusalOf(text, { WARM_ENI_TARGET: '2', MAX_ENI: '15' }), /^Nothing is tried/);
});

test('aws-node must start with what is written', () => {
  assert.match(refusalOf(awsNode({}), PREFIXES), /^This is not written: .*exits/);
  const result = apply(awsNode({}), { ...PREFIXES, WARM_PREFIX_TARGET: '1' });
  assert.ok('text' in result);
  assert.match(result.text, /- name: ENABLE_PREFIX_DELEGATION\n {14}value: "true"\n/);
  // What kept it from starting before is no reason to leave it at that.
  const broken = awsNode({ AWS_VPC_ENI_MTU: '"9100"', WARM_PREFIX_TARGET: '"1"' });
  assert.ok('text' in apply(broken, PREFIXES));
});

test('what others refer to is not written to', () => {
  const text = awsNode({ WARM_ENI_TARGET: '&two "2"', IP_COOLDOWN_PERIOD: '*two' });
  assert.match(refusalOf(text, { WARM_ENI_TARGET: '3' }), /cannot be written/);
  const list = awsNode({ WARM_ENI_TARGET: '"2"' }).replace(
    'containers:\n        - name: aws-node',
    'containers:\n        - &it\n          name: aws-node',
  );
  const copied = `${list.trimEnd()}\n        - *it\n`;
  assert.match(refusalOf(copied, { WARM_ENI_TARGET: '3' }), /cannot be written|aws-nodes|not in sight/);
});

test('what a template fills in is not written to', () => {
  const text = awsNode({ WARM_ENI_TARGET: '"{{ .Values.warm }}"' });
  assert.match(refusalOf(text, { WARM_ENI_TARGET: '3' }), /^Nothing is tried/);
  const listed = awsNode({}).replace(
    '            - name: MY_NODE_NAME',
    '            {{- range .Values.env }}\n            - name: {{ .name }}\n              value: {{ .value }}\n            {{- end }}\n            - name: MY_NODE_NAME',
  );
  assert.match(refusalOf(listed, { WARM_ENI_TARGET: '3' }), /cannot be written/);
});

test('of two aws-nodes it is not known which is meant', () => {
  const one = awsNode({ WARM_ENI_TARGET: '"2"' });
  assert.match(refusalOf(`${one}---${one}`, { WARM_ENI_TARGET: '3' }), /^2 aws-nodes are in sight/);
});

test('without an aws-node there is nowhere to write to', () => {
  assert.match(refusalOf('kind: Service\n', { WARM_ENI_TARGET: '3' }), /^No aws-node is in sight/);
  const none = application(undefined, queryOf({ WARM_ENI_TARGET: '3' }), DEFAULT_SETTINGS, [], () =>
    analyzed(''),
  );
  assert.ok('refused' in none && /^No manifest/.test(none.refused));
});

test('edits that come to something else are refused', () => {
  const text = awsNode({ WARM_ENI_TARGET: '"2"' });
  const analysis = analyzed(text);
  const homes = layersToWrite(analysis).flatMap((layer) => homeOf(analysis, layer) ?? []);
  const judged = (become: (next: string) => string) =>
    application(analysis, queryOf({ WARM_ENI_TARGET: '3' }), DEFAULT_SETTINGS, homes, (_, next) =>
      analyzed(become(next)),
    );
  assert.ok('edits' in judged((next) => next));
  for (const become of [
    () => text,
    () => '',
    (next: string) => next.replace('ENABLE_IPv4', 'ENABLE_IPv6'),
    (next: string) => `${next}---${next}`,
    (next: string) => next.replace('v1.23.1', 'v1.23.0'),
  ])
    assert.ok('refused' in judged(become));
});

test('a base below patches of other files is written to only in its own file', () => {
  const base = awsNode({ WARM_ENI_TARGET: '"2"' });
  const files = {
    'base/kustomization.yaml': 'resources: [aws-node.yaml]\n',
    'base/aws-node.yaml': base,
    'prod/kustomization.yaml': 'resources: [../base]\npatches:\n  - path: patch.yaml\n',
    'prod/patch.yaml': patch({ MAX_ENI: '"2"' }),
  };
  const { analyses } = workspaceOf(files);
  const layersOf = (path: string) => {
    const analysis = analyses.get(path);
    assert.ok(analysis);
    return layersToWrite(analysis).map((layer) => layer.containers.length);
  };
  // The patch has one container, the base has two.
  assert.deepEqual(layersOf('prod/kustomization.yaml'), [1]);
  assert.deepEqual(layersOf('prod/patch.yaml'), [1]);
  assert.deepEqual(layersOf('base/aws-node.yaml'), [1, 2]);
});

test('JSON over several lines gets a line for each variable', () => {
  const tried = { ENABLE_PREFIX_DELEGATION: 'true', MINIMUM_IP_TARGET: '30', WARM_IP_TARGET: '5' };
  const result = apply(ADDON_IN_LINES, tried);
  assert.equal(
    'text' in result && result.text,
    ADDON_IN_LINES.replace(
      '"WARM_ENI_TARGET": "2"',
      `"WARM_ENI_TARGET": "2",
          "ENABLE_PREFIX_DELEGATION": "true",
          "WARM_IP_TARGET": "5",
          "MINIMUM_IP_TARGET": "30"`,
    ),
  );
});

test('a variable that the release does not read is not written, alone or beside others', () => {
  const old = awsNode({}, { version: 'v1.8.0' });
  assert.ok('refused' in apply(old, { WARM_PREFIX_TARGET: '3' }));
  const written = apply(old, { WARM_PREFIX_TARGET: '3', WARM_IP_TARGET: '4' });
  assert.ok('text' in written && !written.text.includes('WARM_PREFIX_TARGET'));
});
