import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const config = (...args: string[]) =>
  spawnSync(process.execPath, ['dist/cli.js', 'config', ...args], { encoding: 'utf8' });

test('config prints each variable, where it is set and what it replaces', () => {
  const { stdout, status } = config('test/forms/kustomize');
  assert.equal(status, 0);
  assert.match(stdout, /^aws-node, release 1\.18\.6$/m);
  assert.match(
    stdout,
    /^ {2}AWS_VPC_ENI_MTU +.*9100.* test\/forms\/kustomize\/overlay\/aws-node\.yaml:\d+, replaces "9001" \(test\/forms\/kustomize\/base\/aws-node\.yaml:\d+\)/m,
  );
  assert.match(stdout, /^ {2}WARM_ENI_TARGET .*; never read: with prefix delegation/m);
  // One cluster: the base is a part of it.
  assert.equal(stdout.match(/^aws-node, release/gm)?.length, 1);
});

test('config as JSON', () => {
  const { stdout, status } = config('test/forms/helm', '--format', 'json');
  assert.equal(status, 0);
  const [install, ...others] = JSON.parse(stdout);
  assert.deepEqual(others, []);
  assert.deepEqual(install.sources, [
    { form: 'chart', file: 'test/forms/helm/values.yaml', line: 2, column: 1 },
  ]);
  const { variables } = install.containers.find(({ name }: { name: string }) => name === 'aws-node');
  const named = (wanted: string) => variables.find(({ name }: { name: string }) => name === wanted);
  assert.deepEqual(named('ENABLE_POD_ENI'), {
    name: 'ENABLE_POD_ENI',
    known: true,
    value: 'true',
    inEffect: true,
    from: 'setting',
    place: { file: 'test/forms/helm/values.yaml', line: 8, column: 3 },
    replaces: [],
  });
  assert.equal(named('ENABLE_IPv4').from, 'manifest');
  assert.equal(named('MY_NODE_NAME').known, false);
});

test('config of files without an aws-node says so, and exits 1', () => {
  const { stdout, status } = config('test/forms/helm/nodes.yaml');
  assert.equal(stdout, 'no aws-node is configured in these files\n');
  assert.equal(status, 1);
  const missing = config('nowhere.yaml');
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /no such file/);
});

test('an overlay is seen with its base, wherever that is, and the base is not judged', () => {
  const { stdout } = config('test/forms/kustomize/overlay');
  assert.match(stdout, /^from DaemonSet, test\/forms\/kustomize\/base\/aws-node\.yaml:1$/m);
  const lint = (path: string) =>
    spawnSync(process.execPath, ['dist/cli.js', 'lint', path], { encoding: 'utf8' }).stdout.split('\n');
  const findings = lint('test/forms/kustomize').filter((line) => line.includes('/overlay/'));
  assert.deepEqual(
    lint('test/forms/kustomize/overlay').filter((line) => line.includes('/overlay/')),
    findings,
  );
  assert.ok(findings.some((line) => line.includes('strict-mode-with-early-demux')));
});
