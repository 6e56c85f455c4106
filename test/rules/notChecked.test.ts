import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, rulesIn } from '../support/check.js';

const ENI_CONFIG = 'kind: ENIConfig\nmetadata: {name: default}\nspec:\n  subnet: subnet-0a1b2c3d4e5f60718\n';

test('an alias bomb', () => {
  const levels = Array.from({ length: 9 }, (_, i) => `  a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`)}]`);
  check(`
kind: ENIConfig
#^^^^^^^^^^^^^^ warning not-checked: This document is not checked, and what it says does not count for other files, since it has more than 200,000 values, with aliases written out. Split or simplify it.
metadata: {name: default}
spec:
  a0: &a0 [x]
${levels.join('\n')}
`);
});

test('a document of its own: the others are read as ever', () => {
  const [long, wrong] = [`${ENI_CONFIG}# ${'x'.repeat(1_500_000)}\n`, ENI_CONFIG.replace('subnet-0a', 'x')];
  assert.deepEqual(rulesIn(`${long}---\n${wrong}`), ['not-checked', 'subnet-not-an-id']);
});

test('where all is made of more words than are read, in JSON as well', () => {
  const securityGroups = Array(160_000).fill('x');
  assert.deepEqual(rulesIn(JSON.stringify({ kind: 'ENIConfig', spec: { securityGroups } })), ['not-checked']);
});

test('nothing: what is not ours, or of interest to policies alone, or only speaks of ours', () => {
  for (const kind of ['Pod', 'CustomResourceDefinition', 'Dashboard'])
    for (const words of ['', 'aws-node and ENIConfig', 'ENIConfig: {}', 'WARM_IP_TARGET: 5'])
      assert.deepEqual(rulesIn(`kind: ${kind}\n# ${words}\nspec: ${'['.repeat(70)}`), []);
});

test('an aws-node, and a List that holds something of ours', () => {
  const deep = '['.repeat(70);
  for (const text of [
    `kind: DaemonSet\nmetadata: {name: aws-node, annotations: ${deep}`,
    `{"kind":"List","items":[{"kind":"ENIConfig"}, ${deep}`,
  ])
    assert.deepEqual(rulesIn(text), ['not-checked']);
});

test('values of the chart', () => {
  for (const deep of ['AWS_VPC_K8S_CNI_EXTERNALSNAT', 'WARM_IP_TARGET', 'MINIMUM_IP_TARGET'])
    assert.deepEqual(rulesIn(`env:\n  ${deep}: "2"\n  A: ${'['.repeat(70)}`), ['not-checked']);
});

test('a list that is too long, and all beside it is checked', () => {
  const list = (length: number): string => Array(length).fill('10.1.2.3/16').join();
  check(`
env:
  AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: "${list(1000)}"
#                                     ^${'^'.repeat(12_000)} warning not-checked: This text is not checked, since it has more than 10,000 characters. Write fewer items, if it is a list.
  ENABLE_POD_ENI: "yes"
#                 ^^^^^ warning ignored-value: "yes" is not a boolean Go can read; false, the default, is used. Write "true".
`);
  const values = `env:\n  AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: "${list(800)}"\n`;
  assert.equal(rulesIn(values).includes('not-checked'), false);
});

test('off', () => {
  assert.deepEqual(rulesIn(`${ENI_CONFIG}  a: ${'['.repeat(70)}\n`, { rules: { 'not-checked': 'off' } }), []);
});
