import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { queryOf, TRIABLES } from '../../server/src/core/features/explorationQuery.js';
import { explore } from '../../server/src/core/features/explore.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

const NOTHING = { types: [], tried: {}, subnets: [] };

test('what is no question asks for what is in sight', () => {
  for (const asked of [undefined, null, 7, 'x', [], {}, { types: 'm5.large', tried: 'x', subnets: {} }])
    assert.deepEqual(queryOf(asked), NOTHING);
});

test('what aws-node takes as it is can be tried', () => {
  const tried = {
    ENABLE_PREFIX_DELEGATION: 'true',
    ENABLE_POD_ENI: 'yes',
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: true,
    MAX_ENI: '0',
    WARM_ENI_TARGET: '07',
    WARM_IP_TARGET: '5',
    MINIMUM_IP_TARGET: '-1',
    WARM_PREFIX_TARGET: '12345',
    ENABLE_IPv6: 'true',
    constructor: '1',
  };
  assert.deepEqual(queryOf({ tried }).tried, { ENABLE_PREFIX_DELEGATION: 'true', WARM_IP_TARGET: '5' });
});

test('lists are cut, and each of their texts counts once', () => {
  const many = Array.from({ length: 200 }, (_, i) => `type.${i}`);
  const { types, subnets } = queryOf({
    types: ['m5.large', ' m5.large', 5, ...many],
    subnets: [...many, 'x'.repeat(1e6)],
  });
  assert.deepEqual(types.slice(0, 2), ['m5.large', 'type.0']);
  assert.deepEqual([types.length, subnets.length], [50, 64]);
});

test('pods are whole numbers up to a thousand', () => {
  const asked = (podsPerNode: unknown) => queryOf({ podsPerNode, daemonSetPods: podsPerNode });
  assert.deepEqual(asked(0), { ...NOTHING, podsPerNode: 0, daemonSetPods: 0 });
  assert.deepEqual(asked(1000), { ...NOTHING, podsPerNode: 1000, daemonSetPods: 1000 });
  for (const pods of [1001, -1, 1.5, '5', Number.NaN, null]) assert.deepEqual(asked(pods), NOTHING);
});

test('whatever is asked gets an answer that JSON carries', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('m5.large', 'm4.xlarge', '10.0.0.0/24', '::/0', 'true', '7'),
  );
  const asked = fc.record(
    {
      types: fc.array(text, { maxLength: 3 }),
      subnets: fc.array(text, { maxLength: 3 }),
      tried: fc.dictionary(fc.constantFrom(...TRIABLES, '__proto__'), text),
      podsPerNode: fc.oneof(fc.integer(), fc.double()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(asked, fc.anything()), (question) => {
      const answer = explore(undefined, queryOf(question), DEFAULT_SETTINGS);
      assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer);
    }),
    { numRuns: 100 },
  );
});
