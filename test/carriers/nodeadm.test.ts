import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/core/analysis.js';
import type { Facts, NodeGroup } from '../../server/src/core/model/facts.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { has } from '../support/has.js';

const read = (text: string): Facts => readDocument(text, DEFAULT_SETTINGS).facts;

const nodeConfig = (kubelet: string): string => `apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  cluster:
    name: dev
    cidr: 10.100.0.0/16
  kubelet:
${kubelet.replace(/^(?=.)/gm, '    ')}
`;

/** Limits in their order, each of which stands in the text where it says. */
const shown = (text: string, { podLimits }: Pick<NodeGroup, 'podLimits'>): string[] =>
  podLimits.map(({ field, form, text: written, value }) => {
    if (written.inner !== undefined && written.value !== undefined) {
      assert.equal(text.slice(written.inner, written.inner + written.value.length), written.value);
    }
    return `${field} ${form === 'expression' ? written.value : value}`;
  });

function only(text: string): NodeGroup {
  const [group, ...others] = read(text).nodeGroups;
  assert.ok(group && others.length === 0, text);
  return group;
}

const limits = (kubelet: string): string[] => {
  const text = nodeConfig(kubelet);
  return shown(text, only(text));
};

test('a node of nodeadm', () => {
  has(only(nodeConfig('config: {}')), {
    maker: 'nodeadm',
    os: 'linux',
    image: 'AL2023',
    customImage: false,
    types: [],
    typesComplete: false,
    podLimits: [],
    complete: true,
  });
});

test('flags come before the configuration, and that before an expression', () => {
  assert.deepEqual(
    limits('maxPodsExpression: max_pods - 2\nconfig:\n  maxPods: 20\nflags:\n  - --max-pods=30'),
    ['--max-pods 30', 'maxPods 20', 'maxPodsExpression max_pods - 2'],
  );
  assert.deepEqual(limits('flags: [\'--max-pods=30\', "--v=2", --max-pods=40]'), ['--max-pods 40']);
});

test('a formula in parentheses is no template', () => {
  const formula = '((default_enis - 1) * (ips_per_eni - 1)) + 2';
  assert.deepEqual(limits(`maxPodsExpression: "${formula}"`), [`maxPodsExpression ${formula}`]);
  assert.deepEqual(limits('maxPodsExpression: ((expression))'), ['maxPodsExpression undefined']);
});

test('numbers and expressions that a template fills in', () => {
  assert.deepEqual(limits('config:\n  maxPods: ${PODS}'), ['maxPods undefined']);
  assert.deepEqual(limits('maxPodsExpression: "{{ .expression }}"'), ['maxPodsExpression undefined']);
  assert.equal(only(nodeConfig('{{- if .x }}\nconfig: {}\n{{- end }}')).complete, false);
});

test('fields in other shapes', () => {
  for (const kubelet of [
    'config: 5',
    'config: []',
    'config:\n  maxPods:',
    'flags: text',
    'flags:\n  - {a: b}',
    'config:\n  maxPods: [1]',
  ])
    assert.deepEqual(limits(kubelet), [], kubelet);
});

test('the CIDR of Services, of either family', () => {
  for (const cidr of ['10.100.0.0/16', 'fd30:1c53:5f8a::/108']) {
    const text = nodeConfig('config: {}').replace('10.100.0.0/16', cidr);
    const [field, ...others] = read(text).cidrs;
    assert.ok(field && others.length === 0);
    has(field, {
      role: 'service',
      field: 'spec.cluster.cidr',
      reader: 'nodeadm',
      admission: false,
      forNodes: false,
    });
    assert.equal(text.slice(field.text.span.start, field.text.span.end), cidr);
  }
});

test('a part without the cluster, to which others add', () => {
  const part = nodeConfig('config: {}').replace(/ {2}cluster:\n(?: {4}.*\n){2}/, '');
  has(only(part), { complete: false });
});

test('hybrid nodes are machines of the user', () => {
  has(read(nodeConfig('config: {}').replace('spec:\n', 'spec:\n  hybrid: {}\n')), {
    nodeGroups: [],
    cidrs: [],
  });
});

test('a message of several parts: each NodeConfig is one of its own', () => {
  const text = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="BOUNDARY"

--BOUNDARY
Content-Type: application/node.eks.aws

---
${nodeConfig('config:\n  maxPods: 58')}
--BOUNDARY
Content-Type: application/node.eks.aws

${nodeConfig('maxPodsExpression: "max_pods - 5"')}
--BOUNDARY
Content-Type: text/x-shellscript; charset="us-ascii"

#!/bin/bash
echo "--max-pods=5"

--BOUNDARY--
`;
  for (const file of [text, text.replaceAll('\n', '\r\n')]) {
    const found = analyze(file, DEFAULT_SETTINGS).documents.flatMap((document) =>
      document.facts.nodeGroups.map((group) => shown(document.text, group)),
    );
    assert.deepEqual(found, [['maxPods 58'], ['maxPodsExpression max_pods - 5']]);
  }
});

test('kinds of others', () => {
  assert.deepEqual(
    read('apiVersion: config.example.com/v1\nkind: NodeConfig\n# node.eks.aws/v1alpha1\n').nodeGroups,
    [],
  );
  assert.deepEqual(read('apiVersion: node.eks.aws/v1alpha1\nkind: Other\nspec: {}\n').nodeGroups, []);
});
