import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  CHART_KEYS,
  DEFINITIONS,
  isKnownKey,
  isOffered,
  keysBelow,
} from '../../server/src/core/domain/addonSchema.js';
import { isVariable } from '../../server/src/core/domain/variables.js';

interface SchemaNode {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

const schema: SchemaNode = JSON.parse(readFileSync('schemas/addonconfiguration.schema.json', 'utf8'));

function pathsOf(node: SchemaNode, prefix = ''): string[] {
  const { properties, additionalProperties } = node.$ref ? (schema.definitions?.amounts ?? {}) : node;
  const children = { ...properties, ...(additionalProperties && { '*': additionalProperties }) };
  return Object.entries(children).flatMap(([key, child]) => [
    `${prefix}${key}`,
    ...pathsOf(child, `${prefix}${key}.`),
  ]);
}

test('the schema explains all keys but variables, and no others', () => {
  const paths = pathsOf(schema);
  assert.deepEqual(
    paths.filter((path) => !isKnownKey(path)),
    [],
  );
  const parents = [
    '',
    'init',
    'nodeAgent',
    'eniConfig',
    'eniConfig.subnets',
    'eniConfig.subnets.*',
    'resources',
    'resources.limits',
  ];
  for (const parent of parents) {
    for (const key of keysBelow(parent)) {
      const path = parent === '' ? key : `${parent}.${key}`;
      assert.ok(paths.includes(path), path);
    }
  }
});

test('below env there are variables of the plugin', () => {
  for (const name of [...keysBelow('env'), ...keysBelow('init.env')]) assert.ok(isVariable(name), name);
  assert.equal(keysBelow('env').length, 42);
});

test('what each version is known to have, and to lack', () => {
  const answers = (path: string) =>
    [undefined, '1.11.4', '1.12.0', '1.13.0', '1.15.1', '1.15.5', '1.16.0', '1.18.5', '1.23.1'].map(
      (version) => isOffered(path, version),
    );
  const [yes, no, open] = [true, false, undefined];
  assert.deepEqual(answers('env.WARM_ENI_TARGET'), [yes, yes, yes, yes, yes, yes, yes, yes, yes]);
  assert.deepEqual(answers('env.WARM_IP_TARGET'), [yes, no, no, open, yes, yes, yes, yes, yes]);
  assert.deepEqual(answers('env.POD_MTU'), [yes, no, no, no, no, open, open, yes, yes]);
  assert.deepEqual(answers('enableWindowsPrefixDelegation'), [open, no, no, no, no, no, open, open, open]);
  assert.deepEqual(answers('env.AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER'), [
    open,
    yes,
    yes,
    yes,
    no,
    no,
    no,
    no,
    no,
  ]);
  assert.deepEqual(answers('env.HTTP_TIMEOUT'), [open, no, no, no, no, open, open, open, open]);
  assert.deepEqual(answers('nothing'), [open, no, no, no, no, open, open, open, open]);
});

test('names from within the schema, and keys of the chart alone, are no keys', () => {
  for (const name of [...Object.keys(DEFINITIONS), ...CHART_KEYS])
    assert.equal(isKnownKey(name), false, name);
  for (const path of Object.values(DEFINITIONS)) assert.ok(isKnownKey(path.join('.')), path.join('.'));
});
