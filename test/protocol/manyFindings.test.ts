// A file with more findings than an editor shows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { MOST_SHOWN } from '../../server/src/core/features/shown.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client, type Diagnostic, positionOf } from './client.js';

const TIMEOUT = { timeout: 60_000 };

const eniConfig = (name: string, subnet: string, groups: readonly string[]): string =>
  `apiVersion: crd.k8s.amazonaws.com/v1alpha1\nkind: ENIConfig\nmetadata:\n  name: ${name}\nspec:\n  subnet: ${subnet}\n  securityGroups: [${groups.join(', ')}]\n`;

const GROUP = 'sg-0a1b2c3d4e5f60718';
/** Of a warning each, behind them one that can be mended, and an error. */
const TEXT = [
  ...Array.from({ length: 1200 }, (_, i) => eniConfig(`zone-${i}`, `subnet-${i}x`, [GROUP])),
  eniConfig('last', 'subnet-0a1b2c3d4e5f60718', [GROUP, GROUP]),
  awsNode({ ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '"1"' }),
].join('---\n');
const TWICE = { start: positionOf(TEXT, `${GROUP}, `), end: positionOf(TEXT, `${GROUP}, `, 30) };

function isAsMeant(diagnostics: readonly Diagnostic[]): void {
  assert.equal(diagnostics.length, MOST_SHOWN);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 1).map(({ code }) => code),
    ['unquoted-value'],
  );
  const rest = diagnostics.filter(({ code }) => code === undefined);
  assert.equal(rest.length, 1);
  assert.match(
    rest[0]?.message ?? '',
    /^Of 1,202 findings in this file the worst 999 are shown; left out are 202 warnings, 1 information\..*`vpc-cni lint` lists all\.$/,
  );
  assert.equal(rest[0]?.source, 'VPC CNI');
  assert.deepEqual(rest[0]?.range.start, { line: 0, character: 0 });
}

test('a client that is sent them is sent the worst, and how many more there are', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize();
  await client.open(TEXT);
  isAsMeant((await client.push(({ version }) => version === 1)).diagnostics);
  // Typed in, it is the same.
  const end = positionOf(TEXT, 'subnet-7x', 8);
  await client.change(2, [{ range: { start: end, end }, text: 'y' }]);
  isAsMeant((await client.push(({ version }) => version === 2)).diagnostics);
  assert.equal(await client.close(), 0);
});

test('so is one that asks, and what is not shown can be mended', TIMEOUT, async (t) => {
  const client = new Client(t);
  await client.initialize({ textDocument: { diagnostic: {} } });
  await client.open(TEXT);
  isAsMeant((await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic')).items);
  const ask = (range: object, only: string) =>
    client.request<{ diagnostics?: Diagnostic[]; edit: { changes: Record<string, unknown[]> } }[]>(
      'textDocument/codeAction',
      { range, context: { diagnostics: [], only: [only] } },
    );
  const fixes = await ask({ start: TWICE.end, end: TWICE.end }, 'quickfix');
  assert.ok(fixes.some(({ diagnostics }) => diagnostics?.[0]?.code === 'duplicate-security-group'));
  const [all] = await ask({ start: TWICE.start, end: TWICE.start }, 'source.fixAll');
  assert.equal(all?.edit.changes['file:///aws-node.yaml']?.length, 2);
  assert.equal(await client.close(), 0);
});

test('and `lint` lists all', TIMEOUT, () => {
  const { stdout } = spawnSync(process.execPath, ['dist/cli.js', 'lint', '--format', 'json', '-'], {
    input: TEXT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  assert.equal(stdout.match(/"rule": ?"/g)?.length, 1202);
});
