import { test } from 'node:test';
import { check, checkFixAll } from '../support/check.js';

test('a namespace', () => {
  check(`
kind: ENIConfig
metadata:
  namespace: kube-system
# ^^^^^^^^^^^^^^^^^^^^^^ information namespace-on-eni-config: An ENIConfig belongs to the whole cluster: the namespace is ignored. Remove it.
  name: us-west-2a
`);
});

test('nothing: none, an empty one, one of a policy', () => {
  check(`
kind: ENIConfig
metadata:
  name: us-west-2a
  namespace:
---
kind: SecurityGroupPolicy
metadata:
  name: web
  namespace: shop
`);
});

test('the fix takes the line out, comment and all', () => {
  checkFixAll(
    `kind: ENIConfig
metadata:
  namespace: kube-system # not needed
  name: us-west-2a
`,
    `kind: ENIConfig
metadata:
  name: us-west-2a
`,
  );
});

test('the fix takes it out of JSON', () => {
  checkFixAll(
    `{
  "kind": "ENIConfig",
  "metadata": {
    "name": "us-west-2a",
    "namespace": "kube-system"
  }
}`,
    `{
  "kind": "ENIConfig",
  "metadata": {
    "name": "us-west-2a"
  }
}`,
  );
});
