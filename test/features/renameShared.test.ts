import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applied } from '../../server/src/core/features/codeActions.js';
import { renameEdits } from '../../server/src/core/features/rename.js';
import { analyzed } from '../support/check.js';

test('a name that others refer to is written once', () => {
  const text = `apiVersion: v1
kind: List
items:
  - &first
    apiVersion: crd.k8s.amazonaws.com/v1alpha1
    kind: ENIConfig
    metadata: {name: pods}
    spec: {subnet: subnet-0aa1bb2cc3dd4ee5e}
  - <<: *first
`;
  const edits = renameEdits(analyzed(text), 'pods', 'other', new Set());
  assert.equal(applied(text, edits), text.replace('pods', 'other'));
});
