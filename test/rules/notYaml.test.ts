import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, rulesIn } from '../support/check.js';

test('a line that is indented by one blank too many', () => {
  check(`
  apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
#^^^ error not-yaml: Not valid YAML, so the API server gets nothing: Unexpected scalar at node end
metadata:
  name: web
`);
});

test('JSON with a comma too many', () => {
  check(`
{"kind": "ENIConfig",, "metadata": {"name": "default"}}
#                    ^ error not-yaml: Not valid YAML, so the API server gets nothing: Unexpected , in flow map
`);
});

test('a document of its own: the others are read as ever', () => {
  check(`
kind: ENIConfig
metadata: {name: default,, labels: {}}
#                        ^ error not-yaml: Not valid YAML, so the API server gets nothing: Unexpected , in flow map
---
kind: ENIConfig
spec:
  subnet: private-a
#         ^^^^^^^^^ warning subnet-not-an-id: "private-a" is a name, not an id: EC2 refuses it, and nodes that use this ENIConfig stay NotReady. Write subnet- and 8 or 17 hexadecimal digits.
`);
});

test('an alias without an anchor above it in its document, and nothing that would follow from it', () => {
  const note =
    'error not-yaml: Not valid YAML, so the API server gets nothing: This alias has no anchor above it in its document (a text that begins with * takes quotes)';
  check(`
kind: ENIConfig
spec:
  subnet: *a
#         ^^ ${note}
  securityGroups: [&a sg-07a6b5c4d3e2f1098]
---
kind: ENIConfig
spec:
  securityGroups:
    - *a
#     ^^ ${note}
`);
});

const application = (values: string): string => `
kind: Application
spec:
  source:
    chart: aws-vpc-cni
    helm:
      values: |
        env:
${values}
          ENABLE_POD_ENI: "yes"
`;

test('a text of values of Argo CD, and nothing that would follow from it', () => {
  check(
    application(`          WARM_IP_TARGET: *five
#                         ^^^^^ error not-yaml: Not valid YAML, so Helm gets nothing: This alias has no anchor above it in its document (a text that begins with * takes quotes)`),
  );
  for (const values of ['          WARM_IP_TARGET: {a: b', '         WARM_IP_TARGET: "2"'])
    assert.deepEqual(rulesIn(application(values)), ['not-yaml']);
  assert.deepEqual(rulesIn(application('          WARM_IP_TARGET: *five {{ .five }}')), ['ignored-value']);
});

test('nothing: templates, and what is not ours', () => {
  for (const text of [
    'kind: ENIConfig\n{{- if .x }}\nspec:\n  subnet: {{ .subnet }}\n {{ end }}\n',
    'kind: ENIConfig\n{{ .Values.anchors }}\nspec: *a\n',
    'kind: Deployment\nmetadata: [aws-node\n',
    'kind: Deployment\nmetadata: *a\n',
    '# ENIConfig\n{{{{',
  ]) {
    assert.deepEqual(rulesIn(text), []);
  }
});

test('off', () => {
  assert.deepEqual(
    rulesIn('  apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\n', {
      rules: { 'not-yaml': 'off' },
    }),
    [],
  );
});
