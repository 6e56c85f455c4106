import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/core/analysis.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

test('a document says more than the engine takes as arguments', () => {
  const keys = 'a,'.repeat(60_000);
  const text = `x: &x {${keys}}\ny: *x\nz: *x\napiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: sbnet-1
`;
  const { documents } = analyze(text, DEFAULT_SETTINGS);
  assert.ok((documents[0]?.facts.lostKeys.length ?? 0) > 170_000);
  assert.ok(diagnose(analyze(text, DEFAULT_SETTINGS)).some(({ rule }) => rule === 'subnet-not-an-id'));
});
