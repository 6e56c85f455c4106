import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofTypes, oneOf, only, read } from '../support/karpenter.js';

const SIZES = ofKey('[large, xlarge]', 'instance-size');

/** A requirement by one of Karpenter's own labels. */
function ofKey(values: string, label: string, operator = 'In'): string {
  return oneOf(values, operator, `karpenter.k8s.aws/${label}`);
}

/** Types of the only group, each with the text where it is said to stand; all or not. */
function offered(...requirements: readonly string[]): readonly [types: readonly string[], complete: boolean] {
  const text = ofTypes(requirements.join('\n'));
  const { types, typesComplete } = only(text);
  assert.deepEqual(read(text).instanceTypes, []);
  return [types.map(({ value, span }) => `${value} at ${text.slice(span.start, span.end)}`), typesComplete];
}

const NONE = [[], false] as const;

test('families and sizes, each type where its family is', () => {
  const both = ['m5.large at m5', 'm5.xlarge at m5', 'c5.large at c5', 'c5.xlarge at c5'];
  for (const families of ['[m5, c5]', `["m5", 'c5']`]) {
    const [types, complete] = offered(ofKey(families, 'instance-family'), SIZES);
    assert.deepEqual([...types].sort(), [...both].sort());
    assert.equal(complete, true);
  }
  // There is no t3.metal.
  const sizes = ofKey('[large, metal]', 'instance-size');
  assert.deepEqual(offered(ofKey('[t3]', 'instance-family'), sizes), [['t3.large at t3'], true]);
});

test('a family that is not listed may have types', () => {
  const families = ofKey('[m99, t3]', 'instance-family');
  assert.deepEqual(offered(families, SIZES), [['t3.large at t3', 't3.xlarge at t3'], false]);
  assert.deepEqual(offered(ofKey('[m99]', 'instance-family'), SIZES), NONE);
});

test('a family or sizes alone offer too much to be listed', () => {
  assert.deepEqual(offered(SIZES), NONE);
  assert.deepEqual(
    offered(ofKey('[m5]', 'instance-family'), ofKey('[metal]', 'instance-size', 'NotIn')),
    NONE,
  );
});

test('what is known of types narrows them', () => {
  const families = ofKey('[m4, m6g, m7i]', 'instance-family');
  const large = ofKey('[large]', 'instance-size');
  const all = ['m4.large at m4', 'm6g.large at m6g', 'm7i.large at m7i'];
  const rows: readonly (readonly [requirement: string, types: readonly number[]])[] = [
    [oneOf('[arm64]', 'In', 'kubernetes.io/arch'), [1]],
    [oneOf('[arm64]', 'NotIn', 'kubernetes.io/arch'), [0, 2]],
    [ofKey('[nitro]', 'instance-hypervisor'), [1, 2]],
    [ofKey('["4"]', 'instance-generation', 'Gt'), [1, 2]],
    [ofKey('["7"]', 'instance-generation', 'Lt'), [0, 1]],
    [ofKey('[m, c]', 'instance-category'), [0, 1, 2]],
    [ofKey('["2"]', 'instance-cpu'), [0, 1, 2]],
    [ofKey('[m4]', 'instance-family', 'NotIn'), [1, 2]],
  ];
  for (const [requirement, types] of rows) {
    const expected = types.map((index) => all[index]);
    const [found, complete] = offered(families, large, requirement);
    assert.deepEqual([...found].sort(), expected, requirement);
    assert.equal(complete, true, requirement);
  }
});

test('excluded types, which are named', () => {
  const requirements = [ofKey('[t3]', 'instance-family'), SIZES, oneOf('[t3.large]', 'NotIn')].join('\n');
  const { types } = only(ofTypes(requirements));
  assert.deepEqual(
    types.map(({ value }) => value),
    ['t3.xlarge'],
  );
});

test('requirements that cannot be judged leave the types open', () => {
  const families = ofKey('[t3]', 'instance-family');
  for (const requirement of [
    ofKey('["1"]', 'instance-gpu-count', 'Lt'),
    ofKey('["10000"]', 'instance-network-bandwidth', 'Gt'),
    ofKey('[]', 'instance-local-nvme', 'DoesNotExist'),
    oneOf('["${ARCH}"]', 'In', 'kubernetes.io/arch'),
    oneOf('[a]', 'In', '"${KEY}"'),
    oneOf('["${TYPE}"]'),
    '- "${REQUIREMENT}"',
  ])
    assert.deepEqual(only(ofTypes([families, SIZES, requirement].join('\n'))).types, [], requirement);
  assert.deepEqual(offered(families, ofKey('[large, "${SIZE}"]', 'instance-size')), NONE);
});

test('requirements that are not about types', () => {
  const others = [
    oneOf('[linux]', 'In', 'kubernetes.io/os'),
    oneOf('[spot, "${SPOT}"]', 'In', 'karpenter.sh/capacity-type'),
    oneOf('["${REGION}a"]', 'In', 'topology.kubernetes.io/zone'),
    oneOf('[]', 'Exists', 'example.com/team'),
  ];
  const found = offered(ofKey('[t3]', 'instance-family'), ofKey('[large]', 'instance-size'), ...others);
  assert.deepEqual(found, [['t3.large at t3'], true]);
});

test('labels of the NodePool are requirements, too', () => {
  const labels = (text: string): string =>
    ofTypes(`${ofKey('[t3, m6g]', 'instance-family')}\n${ofKey('[large]', 'instance-size')}`).replace(
      '    spec:\n',
      `    metadata:\n      labels:\n        ${text}\n    spec:\n`,
    );
  const types = (text: string) => only(labels(text)).types.map(({ value }) => value);
  assert.deepEqual(types('kubernetes.io/arch: arm64'), ['m6g.large']);
  assert.deepEqual(types('team: batch').length, 2);
  assert.deepEqual(types('karpenter.k8s.aws/instance-gpu-count: "1"'), []);
});

test('so many types that they are no choice', () => {
  const families =
    '[c5, c5a, c5d, c5n, c6a, c6g, c6gd, c6gn, c6i, c6id, c6in, c7a, c7g, c7gd, c7i, m5, m5a, m5ad, m5d, m5n, m6a, m6g, m6gd, m6i, m6id, m6idn, m6in, m7a, m7g, m7gd, m7i, r5, r5a, r5ad, r5b, r5d, r5n, r6a, r6g, r6i]';
  const sizes = '[large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge]';
  assert.deepEqual(offered(ofKey(families, 'instance-family'), ofKey(sizes, 'instance-size')), NONE);
});
