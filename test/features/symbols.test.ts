import assert from 'node:assert/strict';
import { test } from 'node:test';
import { symbols } from '../../server/src/core/features/symbols.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { analyzed } from '../support/check.js';

test('our objects of all documents, with containers and variables below', () => {
  const text = `kind: Other\n---${awsNode({})}---\napiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata: {name: eu-west-1a}\n`;
  const found = symbols(analyzed(text));
  assert.deepEqual(
    found.map(({ name, detail }) => `${detail} ${name}`),
    ['DaemonSet aws-node', 'ENIConfig eu-west-1a'],
  );
  assert.deepEqual(
    found[0]?.children.map(({ name, detail }) => `${name} ${detail}`),
    ['aws-vpc-cni-init v1.23.1', 'aws-node v1.23.1'],
  );
  assert.deepEqual(
    found[0]?.children[1]?.children.map(({ name, detail }) => `${name} ${detail}`),
    ['ENABLE_IPv4 true', 'MY_NODE_NAME valueFrom'],
  );
});

test('the selection is the name, wherever the document starts', () => {
  const text = `kind: Other\n---${awsNode({})}`;
  const [symbol] = symbols(analyzed(text));
  assert.equal(text.slice(symbol?.nameSpan.start, symbol?.nameSpan.end), 'aws-node');
});
