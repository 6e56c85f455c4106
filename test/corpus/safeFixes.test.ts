import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Analysis } from '../../server/src/core/analysis.js';
import { type Cidr, contains, print } from '../../server/src/core/domain/cidr.js';
import { explainId } from '../../server/src/core/domain/ec2Id.js';
import type { Variable } from '../../server/src/core/domain/variable.js';
import { isVariable, VARIABLES, type VariableName } from '../../server/src/core/domain/variables.js';
import { applied, editsOf, fixAll } from '../../server/src/core/features/codeActions.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { troublesOf } from '../../server/src/core/features/troubles.js';
import { asData } from '../../server/src/core/model/configuration.js';
import { effective, UNKNOWN } from '../../server/src/core/model/effective.js';
import type { Install } from '../../server/src/core/model/facts.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { eksctlAddon } from '../../server/src/core/rules/support/addonExample.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { analyzed, FIXTURES, manifests } from './fixtures.js';

const NAMES = Object.keys(VARIABLES).filter(isVariable);
const rowOf = (name: VariableName): Variable => VARIABLES[name];
const judge = (text: string): Analysis => analyzed(text);

/** What each container of an aws-node runs with, as far as it is known, by container and variable. */
function inEffect(install: Install): Map<string, string> {
  const values = install.containers.flatMap(({ role, args }) => [
    ...NAMES.filter((name) => rowOf(name).containers.includes(role)).flatMap((name) => {
      const value = effective(install, name, role);
      return value === UNKNOWN ? [] : [[`${role} ${name}`, printed(name, value)] as const];
    }),
    ...args.map(({ name, value }) => [`${role} --${name}`, `${value}`] as const),
  ]);
  return new Map(values);
}

/** Of a list of blocks what it covers: one in another adds nothing. */
function printed(name: VariableName, value: unknown): string {
  if (rowOf(name).kind !== 'cidr-list') return `${JSON.stringify(asData(value))}`;
  const blocks = [...(value as readonly Cidr[])];
  const needed = blocks.filter((block) => !blocks.some((other) => other !== block && covers(other, block)));
  return [...new Set(needed.map(print))].sort().join();
}

const covers = (outer: Cidr, inner: Cidr): boolean =>
  outer.prefixLength < inner.prefixLength && contains(outer, inner);

/** ENIConfigs and policies as nodes and pods get them. EC2 refuses an id that is none, so nothing comes of it. */
function objectsIn({ documents }: Analysis): Map<string, string> {
  const entries = documents.flatMap(({ facts: { eniConfigs, policies } }, i) => [
    ...eniConfigs.map(({ name, subnet, securityGroups }, j): [string, string] => [
      `${i} ENIConfig ${j}`,
      JSON.stringify([
        name?.value,
        id(subnet?.value, 'subnet'),
        [...new Set(securityGroups?.items.map(({ value }) => id(value, 'sg')))],
      ]),
    ]),
    ...policies.map(({ podSelector, serviceAccountSelector, securityGroups }, j): [string, string] => [
      `${i} policy ${j}`,
      JSON.stringify([
        [podSelector, serviceAccountSelector].map((selector) => [
          selector?.conditions,
          selector?.expressions.map(({ operator }) => operator?.value),
        ]),
        [...new Set(securityGroups?.groupIds?.items.map(({ value }) => id(value, 'sg')))],
      ]),
    ]),
  ]);
  return new Map(entries.filter(([, text]) => !text.includes(REFUSED)));
}

const REFUSED = 'refused';
const id = (text: string | undefined, prefix: 'subnet' | 'sg') =>
  text !== undefined && explainId(text, prefix) ? REFUSED : text;

const installsIn = ({ documents }: Analysis): Install[] =>
  documents.flatMap(({ facts }) => [...facts.installs]);

/** What was known before is so afterwards. */
function sameIn(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, told: string): void {
  for (const [key, value] of before) {
    const now = after.get(key);
    if (now !== undefined || !key.includes('--')) assert.equal(now, value, `${told}: ${key}`);
  }
}

/** No safe fix changes what is in effect, but of what is refused, or ends a container: nothing of that is in effect. */
function changesNothing(analysis: Analysis, told: string): void {
  const installs = installsIn(analysis);
  const compare = (text: string, title: string, isExcused: (install: Install) => boolean): void => {
    const better = analyzed(text);
    const others = installsIn(better);
    for (const [i, install] of installs.entries()) {
      const other = others[i];
      if (other && !isExcused(install)) sameIn(inEffect(install), inEffect(other), `${told}: ${title}`);
    }
    sameIn(objectsIn(analysis), objectsIn(better), `${told}: ${title}`);
  };
  for (const finding of diagnose(analysis)) {
    for (const fix of finding.fixes ?? []) {
      if (!fix.safe || finding.severity === 'error') continue;
      const edits = editsOf(analysis, finding, fix);
      if (edits) compare(applied(analysis.text, edits), `${finding.rule}, ${fix.title}`, () => false);
    }
  }
  const action = fixAll(analysis, judge);
  const isDown = (install: Install): boolean => troublesOf(install).length > 0;
  if (action) compare(applied(analysis.text, action.edits), action.title, isDown);
}

for (const { id, bad, good } of RULES) {
  test(`${id}: what is safe to fix changes nothing that is in effect`, () => {
    changesNothing(analyzed(bad), 'bad');
    changesNothing(analyzed(good), 'good');
  });
}

test('nor in any manifest of the corpus', () => {
  for (const { file, text } of manifests(FIXTURES)) changesNothing(analyzed(text), file);
});

/** What people write where the plugin reads something else. */
const TEXTS = [
  ...[
    '',
    ' ',
    'yes',
    'Yes',
    'no',
    'on',
    'off',
    'enabled',
    'disabled',
    'TRUE',
    ' true',
    'true ',
    "'true'",
    'ture',
  ],
  ...['1', '0', '5', ' 5', '5.0', '+5', '007', '-1', '1_000', '0x10', '30s', '5m', '99999', 'ten'],
  ...['Strict', 'standard ', 'debug', 'Debug', 'WARNING', 'none', 'prng', 'hash-random', 'hashrandom'],
  ...['10.0.0.0/8', '10.0.0.0', '10.0.0.0/255.0.0.0', '10.1.2.3/8', '10.0.0.0 /8', '10.0.0.0/8 10.1.0.0/16'],
  ...[
    '10.0.0.0/8,',
    '10.0.0.0/8,,10.1.0.0/16',
    '10.0.0.0/8;11.0.0.0/8',
    '10.0.0.0/8, fd00::/8',
    '010.0.0.0/8',
  ],
  ...['10.0.0.0/8, 10.0.0.0/8, 11.0.0.0/255.0.0.0', '10.0.0.1/8,12.0.0.0 / 8', '10.0.0.0/9,10.128.0.0/9'],
  ...['{"a":"b"}', "{'a':'b'}", '{"a":1}', '{"a":true}', '[]', '{"k8s.amazonaws.com/x":"y"}'],
  ...[
    'failure-domain.beta.kubernetes.io/zone',
    ' topology.kubernetes.io/zone',
    '/host/var/log/x.log',
    'stdout',
  ],
];

const RELEASES = ['v1.11.0', 'v1.15.0', 'v1.19.0', 'v1.23.1'];

const map = (env: Readonly<Record<string, string>>): string =>
  Object.entries(env)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join('');
const FORMS = [
  (env: Readonly<Record<string, string>>, version: string) => awsNode(env, { version }),
  (env: Readonly<Record<string, string>>, version: string) =>
    `originalMatchLabels: true\nimage:\n  tag: ${version}\nenv:\n${map(env)}`,
  (env: Readonly<Record<string, string>>) => eksctlAddon(`env:\n${map(env)}`),
];

test('nor whatever the variables are set to, in quotes or without', () => {
  const text = fc.tuple(fc.constantFrom(...TEXTS), fc.constantFrom('"', "'", '', '|'));
  const env = fc.dictionary(fc.constantFrom(...NAMES), text, {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(env, fc.constantFrom(...RELEASES), fc.constantFrom(...FORMS), (variables, release, form) => {
      const written = Object.entries(variables).map(([name, [value, quote]]) => [name, quoted(value, quote)]);
      const manifest = form(Object.fromEntries(written), release);
      changesNothing(analyzed(manifest), manifest);
    }),
    { numRuns: 1000 },
  );
});

const quoted = (text: string, quote: string): string => {
  if (quote === '"') return JSON.stringify(text);
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  return quote === '' ? text : `|\n                ${text}`;
};
