import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { analyzed } from '../support/check.js';

test('a map or a list as a key is no field, and nothing is said of it at the beginning of the text', () => {
  for (const key of ['!{{', '{{ x }: y}', '{[a]: b}', '{? {a: b} : c}']) {
    const text = `Resources:
  Cni:
    Type: AWS::EKS::Addon
    Properties:
      AddonName: vpc-cni
      ConfigurationValues: ${key}
`;
    const analysis = analyzed(text);
    const fields = analysis.documents.flatMap(({ facts }) => facts.addons.flatMap((addon) => addon.fields));
    assert.deepEqual(
      fields.filter(({ name }) => name === ''),
      [],
    );
    for (const { span } of diagnose(analysis)) assert.ok(span.end > span.start, key);
  }
});
