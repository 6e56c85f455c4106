import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/core/analysis.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

test('a document says more than the engine takes as arguments', () => {
  const text = `${'a:\n'.repeat(130_000)}apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: sbnet-1
`;
  assert.ok(diagnose(analyze(text, DEFAULT_SETTINGS)).some(({ rule }) => rule === 'subnet-not-an-id'));
});
