import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CidrField, NO_FACTS } from '../../server/src/core/model/facts.js';
import { analyzed } from '../support/check.js';

const cidrs = (text: string): readonly CidrField[] => (analyzed(text).documents[0]?.facts ?? NO_FACTS).cidrs;

const shown = ({ role, field, text, outer }: CidrField) => [role, field, text.value, outer?.value];

test('pools of Calico, with the size of their blocks', () => {
  const pool = (group: string) =>
    cidrs(
      `apiVersion: ${group}\nkind: IPPool\nmetadata: {name: pods}\nspec:\n  cidr: 192.168.0.0/24\n  blockSize: 28\n`,
    );
  for (const group of ['crd.projectcalico.org/v1', 'projectcalico.org/v3']) {
    const [found] = pool(group);
    assert.deepStrictEqual(found && shown(found), ['pods', 'spec.cidr', '192.168.0.0/24', undefined]);
    assert.deepStrictEqual([found?.blockSize?.value, found?.admission], [28, false]);
  }
});

test('pools that the operator of Calico makes', () => {
  const [found] = cidrs(`
apiVersion: operator.tigera.io/v1
kind: Installation
metadata: {name: default}
spec:
  calicoNetwork:
    ipPools:
      - cidr: 192.168.0.0/16
`);
  assert.deepStrictEqual(found && shown(found), [
    'pods',
    'spec.calicoNetwork.ipPools.cidr',
    '192.168.0.0/16',
    undefined,
  ]);
  assert.equal(found?.blockSize, undefined);
});
