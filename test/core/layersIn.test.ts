import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { type Files, linksIn, workspaceOf } from '../support/checkFiles.js';

const KUSTOMIZATION = 'kind: Kustomization\n';
const base = (env: Record<string, string>): Files => ({
  'base/kustomization.yaml': `${KUSTOMIZATION}resources: [aws-node.yaml]\n`,
  'base/aws-node.yaml': awsNode(env),
});
const overlay = (name: string, env: string, image = ''): Files => ({
  [`${name}/kustomization.yaml`]: `${KUSTOMIZATION}resources: [../base]\npatches: [{ path: patch.yaml }]\n`,
  [`${name}/patch.yaml`]: `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: aws-node, namespace: kube-system }
spec:
  template:
    spec:
      containers:
        - name: aws-node
${image}          env:
${env}`,
});
const item = (name: string, value: string) =>
  `            - name: ${name}\n              value: "${value}"\n`;

const found = (files: Files): string[] =>
  [...workspaceOf(files).analyses].flatMap(([path, analysis]) =>
    diagnose(analysis).map(({ rule }) => `${path} ${rule}`),
  );

test('what is wrong with a base and its patch only is told with the patch, and leads to the base', () => {
  const files = {
    ...base({ WARM_PREFIX_TARGET: '"0"' }),
    ...overlay('prod', item('ENABLE_PREFIX_DELEGATION', 'true')),
  };
  assert.deepEqual(found(files), ['prod/patch.yaml prefix-delegation-without-target']);
  assert.ok(
    linksIn(files).some((link) => /^prod\/patch\.yaml:\d+ .* → base\/aws-node\.yaml:\d+ /.test(link)),
    linksIn(files).join('\n'),
  );
});

test('what every overlay mends is no mistake of the base', () => {
  const wrong = base({ WARM_IP_TARGET: '"3"' });
  const mended = overlay('prod', item('MINIMUM_IP_TARGET', '10'));
  assert.deepEqual(found(wrong), ['base/aws-node.yaml warm-ip-without-minimum']);
  assert.deepEqual(found({ ...wrong, ...mended }), []);
  const other = overlay('dev', item('WARM_ENI_TARGET', '1'));
  assert.ok(!found({ ...wrong, ...mended, ...other }).includes('prod/patch.yaml warm-ip-without-minimum'));
});

test('no fix writes into a text of another file', () => {
  const files = {
    ...base({}),
    ...overlay('prod', item('WARM_ENI_TARGET', '1'), '          image: amazon-k8s-cni:v1.19.0\n'),
  };
  const text = files['base/aws-node.yaml']?.replaceAll('v1.23.1', 'v1.18.3') ?? '';
  const all = { ...files, 'base/aws-node.yaml': text };
  assert.ok(
    found(all).some((each) => each.endsWith('init-version-mismatch')),
    found(all).join('\n'),
  );
  for (const [path, analysis] of workspaceOf(all).analyses) {
    const actions = codeActions(analysis, { start: 0, end: analysis.text.length });
    for (const { finding, edits } of actions)
      if (finding?.rule === 'init-version-mismatch')
        for (const { span } of edits)
          assert.match(
            analysis.text.slice(span.start, span.end),
            /v?1\.\d+\.\d+/,
            `${path}: ${finding.message}`,
          );
  }
});
