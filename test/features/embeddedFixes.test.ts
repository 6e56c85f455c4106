import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applied, codeActions, fixAll } from '../../server/src/core/features/codeActions.js';
import { read } from '../../server/src/core/model/source.js';
import { at, type Node, toJson } from '../../server/src/core/model/tree.js';
import { analyzed } from '../support/check.js';
import { INNER, OUTER } from '../support/embedded.js';

interface Holder {
  readonly before: string;
  readonly pad: string;
  readonly after: string;
  readonly key: string;
}

const HOLDERS: Readonly<Record<string, Holder>> = {
  eksctl: {
    before: `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: eu-west-1}
addons:
  - name: vpc-cni
    configurationValues: `,
    pad: '      ',
    after: '\n    resolveConflicts: overwrite\n',
    key: 'configurationValues',
  },
  CloudFormation: {
    before: `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Cni:
    Type: AWS::EKS::Addon
    Properties:
      AddonName: vpc-cni
      ClusterName: shop
      ConfigurationValues: `,
    pad: '        ',
    after: '\n      ResolveConflicts: OVERWRITE\n',
    key: 'ConfigurationValues',
  },
  'Argo CD': {
    before: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cni}
spec:
  source:
    repoURL: https://aws.github.io/eks-charts
    chart: aws-vpc-cni
    targetRevision: 1.23.1
    helm:
      values: `,
    pad: '        ',
    after: '\n  destination: {namespace: kube-system}\n',
    key: 'values',
  },
};

/** What is in the text below a key, wherever that stands. */
function valuesOf(source: string, key: string): unknown {
  const { root, problems } = read(source);
  assert.deepEqual(problems, [], source);
  const [found] = textsBelow(root, key);
  assert.ok(found !== undefined, source);
  const inside = read(found);
  assert.deepEqual(inside.problems, [], source);
  return inside.root && toJson(inside.root);
}

function textsBelow(node: Node | undefined, key: string): string[] {
  if (node?.kind === 'list') return node.items.flatMap((item) => textsBelow(item, key));
  if (node?.kind !== 'map') return [];
  const found = at(node, key);
  return found?.kind === 'scalar'
    ? [found.text]
    : node.entries.flatMap(({ value }) => textsBelow(value, key));
}

interface Change {
  readonly title: string;
  readonly values: unknown;
}

/** What each fix makes of the values, and all safe ones together. */
function changes(source: string, { before, after, key }: Holder, eol: string): readonly Change[] {
  const analysis = analyzed(source);
  const actions = codeActions(analysis, { start: 0, end: source.length });
  const all = fixAll(analysis, (text) => analyzed(text));
  return [...actions, ...(all ? [all] : [])].map(({ title, edits }) => {
    const result = applied(source, edits);
    assert.ok(result.startsWith(before.replaceAll('\n', eol)), result);
    assert.ok(result.endsWith(after.replaceAll('\n', eol)), result);
    if (eol === '\r\n') assert.doesNotMatch(result, /[^\r]\n/);
    return { title, values: valuesOf(result, key) };
  });
}

const env = fc.dictionary(
  fc.constantFrom(
    'WARM_IP_TARGET',
    'WARM_PREFIX_TARGET',
    'ENABLE_PREFIX_DELEGATION',
    'ENABLE_PREFIX_DELEGATON',
    'AWS_VPC_K8S_CNI_LOGLEVEL',
    'AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS',
    'AWS_VPC_ENI_MTU',
    'DISABLE_TCP_EARLY_DEMUX',
    'ADDITIONAL_ENI_TAGS',
  ),
  fc.constantFrom<string | number | boolean>(
    '1',
    1,
    true,
    'true',
    '-1',
    'it\'s "x"',
    'debug',
    '9002',
    '10.0.0.0/8,10.1.0.0/16',
    '10.0.0.1/8',
    '{"a": "b"}',
  ),
  { minKeys: 1, maxKeys: 5, noNullPrototype: true },
);
const values = fc
  .tuple(env, fc.option(env), fc.boolean(), fc.boolean())
  .map(([of, init, stranger, unquoted]) => ({
    env: of,
    ...(init && { init: { env: init } }),
    ...(stranger && { enableNetworkPolicies: 'true' }),
    ...(unquoted && { enableNetworkPolicy: true }),
  }));

/** Letters that are written as escapes cannot be mended one by one: there, some fixes are not offered. */
const STYLES = Object.keys(OUTER).filter((style) => style !== 'double with escapes that need not be');

test('a fix comes to the same, however the text is written that it mends', () => {
  let fixes = 0;
  fc.assert(
    fc.property(
      values,
      fc.constantFrom(...Object.keys(INNER)),
      fc.constantFrom(...STYLES),
      fc.constantFrom(...Object.keys(HOLDERS)),
      fc.constantFrom('\n', '\r\n'),
      (written, inner, outer, holderName, eol) => {
        const holder = HOLDERS[holderName];
        const text = INNER[inner]?.(written);
        assert.ok(holder && text);
        const changesIn = (style: string): readonly Change[] | undefined => {
          const scalar = OUTER[style]?.(text, holder.pad);
          if (scalar === undefined) return undefined;
          const source = (holder.before + scalar + holder.after).replaceAll('\n', eol);
          return changes(source, holder, eol);
        };
        const found = changesIn(outer);
        if (found) assert.deepEqual(found, changesIn('literal'));
        fixes += found?.length ?? 0;
      },
    ),
    { numRuns: 150, includeErrorInReport: true },
  );
  assert.ok(fixes > 150);
});
