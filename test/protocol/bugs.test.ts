import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { commandLine } from '../support/commandLine.js';
import { Client, type Diagnostic, positionOf } from './client.js';

const TIMEOUT = { timeout: 20_000 };
/** The server from its sources, so that rows which throw can be put into its tables before it starts. */
const POISONED = ['--import', './out/test/protocol/preload/poison.js', 'out/server/src/main.js', '--stdio'];
const ENI_CONFIG = `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-east-1a
spec:
  subnet: 5
  securityGroups: [sg-1]
`;
/** The carrier that throws takes this object for its own. */
const STRANGE = `apiVersion: v1
kind: Strange
metadata: {}
spec: {}
more: WARM_IP_TARGET
`;
const TEXT = [awsNode({ ENABLE_PREFIX_DELEGATION: '"yes"' }), ENI_CONFIG, STRANGE].join('---\n');

test(
  'a rule, a carrier, a schema that throws costs what it would have found, is logged with its id, and the rest runs',
  TIMEOUT,
  async (t) => {
    const client = new Client(t, POISONED);
    await client.initialize({ textDocument: { diagnostic: {} } });
    await client.open(TEXT);
    const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic');
    const codes = items.map(({ code }) => code);
    assert.ok(codes.includes('ignored-value') && codes.includes('security-group-not-an-id'), codes.join());
    assert.ok(
      codes.every((code) => !code.startsWith('throws-') && code !== 'wrong-type'),
      codes.join(),
    );
    const told = client.log.map((text) => text.split('\n')[0]?.replace(/ at .*/, ''));
    assert.deepEqual([...new Set(told)].sort(), [
      'carrier throws: Error: poisoned',
      'rule throws-alone: Error: poisoned',
      'rule throws-in-cluster: Error: poisoned',
      'rule throws-late: Error: poisoned',
      'rule throws-together: Error: poisoned',
      'schema eniconfig: Error: poisoned',
    ]);
    // With where it happened, for whoever mends it.
    assert.match(client.log[0] ?? '', /poison\.js:\d+/);
    const hover = await client.request<{ contents: { value: string } }>('textDocument/hover', {
      position: positionOf(TEXT, 'ENABLE_PREFIX_DELEGATION', 3),
    });
    assert.match(hover.contents.value, /prefix/);
    assert.equal(await client.close(), 0);
  },
);

test('on the command line, too, what is missing is told, and that not all was looked at', TIMEOUT, (t) => {
  const { root } = commandLine(t, { 'a.yaml': TEXT });
  const [flag = '', preload = ''] = POISONED;
  const cli = path.resolve('out/server/src/cli.js');
  const args = [flag, pathToFileURL(path.resolve(preload)).href, cli, 'lint', '--format', 'json', 'a.yaml'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  assert.equal(status, 2, stderr);
  const rules = JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
  assert.ok(rules.includes('ignored-value'), rules.join());
  const told = stderr
    .trim()
    .split('\n')
    .map((line) => /^vpc-cni: a\.yaml: (\w+ [\w-]+) failed, .*poisoned$/.exec(line)?.[1]);
  assert.deepEqual([...told].sort(), [
    'carrier throws',
    'rule throws-alone',
    'rule throws-in-cluster',
    'rule throws-late',
    'rule throws-together',
    'schema eniconfig',
  ]);
});
