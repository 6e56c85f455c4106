import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzed } from '../support/check.js';

const nodes = (text: string) => analyzed(text).documents.flatMap(({ facts }) => facts.cniNodes);

test('the name of the node and its features', () => {
  const [node, ...others] = nodes(`apiVersion: vpcresources.k8s.aws/v1alpha1
kind: CNINode
metadata: {name: node-1}
spec:
  features:
    - name: SecurityGroupsForPods
    - {name: CustomNetworking, value: us-west-2a}
    - SecurityGroupsForPods
`);
  assert.equal(others.length, 0);
  assert.equal(node?.name?.value, 'node-1');
  assert.deepEqual(
    node?.features.map(({ name, value }) => [name?.value, value?.value]),
    [
      ['SecurityGroupsForPods', undefined],
      ['CustomNetworking', 'us-west-2a'],
      [undefined, undefined],
    ],
  );
});

test('a kind of that name of somebody else', () => {
  assert.deepEqual(nodes('apiVersion: example.com/v1\nkind: CNINode\nspec: {}\n'), []);
});
