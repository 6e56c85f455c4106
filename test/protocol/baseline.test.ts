import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { lstatSync, symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { commandLine } from '../support/commandLine.js';
import { readSarif } from '../support/sarif.js';

const policy = (name: string, ...groups: string[]): string => `apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: ${name}
  namespace: shop
spec:
  podSelector: {}
  securityGroups:
    groupIds:
${groups.map((group) => `      - ${group}\n`).join('')}`;

/** One warning each. */
const BAD = policy('web', 'sg-1');
const LINT = ['lint', '--max-warnings', '0', '--baseline', 'ci/base.json'];

test('what is in the baseline is not told, wherever its lines go', (t) => {
  const { run, read, write } = commandLine(t, { 'b.yaml': BAD, 'a.yaml': BAD, 'ci/.keep': '' });
  assert.deepEqual(run([...LINT, '.']), {
    status: 2,
    stdout: '',
    stderr: 'vpc-cni: ci/base.json: no such baseline; --update-baseline makes it\n',
  });
  const made = run([...LINT, '--update-baseline', '.']);
  assert.equal(made.stderr, 'vpc-cni: ci/base.json: 2 findings written\n');
  assert.equal(made.status, 0);
  const { version, findings } = JSON.parse(read('ci/base.json'));
  assert.equal(version, 1);
  assert.deepEqual(
    findings.map(({ message, ...rest }: { message: string }) => rest),
    ['../a.yaml', '../b.yaml'].map((file) => ({
      file,
      rule: 'security-group-not-an-id',
      object: 'SecurityGroupPolicy shop/web',
    })),
  );
  write('a.yaml', `# moved\n\n${BAD}`);
  assert.deepEqual(run([...LINT, '.']), {
    status: 0,
    stdout: '2 files: nothing to report (2 in the baseline)\n',
    stderr: '',
  });
  // From anywhere: names in it are from its own folder.
  assert.equal(
    run(['lint', '--max-warnings', '0', '--baseline', 'base.json', '..'], { cwd: 'ci' }).status,
    0,
  );
});

test('a second mistake of the same kind is new', (t) => {
  const { run, write } = commandLine(t, { 'a.yaml': BAD, 'ci/.keep': '' });
  run([...LINT, '--update-baseline', '.']);
  write('a.yaml', policy('web', 'sg-1', 'sg-1'));
  assert.equal(run([...LINT, '.', '--format', 'json']).status, 1);
  write('a.yaml', `${BAD}---\n${BAD}`);
  const { log, errors } = readSarif(run([...LINT, '--format', 'sarif', '.']).stdout);
  assert.deepEqual(errors, []);
  assert.deepEqual(
    log.runs[0]?.results?.map(({ baselineState, locations }) => [
      baselineState,
      locations?.[0]?.physicalLocation?.region?.startLine,
    ]),
    [['new', 21]],
  );
  write('a.yaml', policy('other', 'sg-1'));
  assert.equal(run([...LINT, '.']).status, 1);
});

test('what is no longer there is told, and taken out by an update', (t) => {
  const { run, write, read } = commandLine(t, { 'a.yaml': BAD, 'b.yaml': BAD, 'ci/.keep': '' });
  run([...LINT, '--update-baseline', '.']);
  write('a.yaml', policy('web', 'sg-0123456789abcdef0'));
  const { status, stderr, stdout } = run([...LINT, '.', '--format', 'json']);
  assert.equal(status, 0);
  assert.match(
    stderr,
    /^vpc-cni: ci\/base\.json: no longer found in \.\.\/a\.yaml: security-group-not-an-id: /,
  );
  const { known, gone } = JSON.parse(stdout).baseline;
  assert.equal(known, 1);
  assert.deepEqual(
    gone.map(({ file }: { file: string }) => file),
    ['../a.yaml'],
  );
  // A look at one file says nothing of another.
  assert.equal(run([...LINT, 'b.yaml']).stderr, '');
  run([...LINT, '--update-baseline', 'b.yaml']);
  assert.equal(JSON.parse(read('ci/base.json')).findings.length, 2);
  run([...LINT, '--update-baseline', '.']);
  assert.equal(JSON.parse(read('ci/base.json')).findings.length, 1);
});

test('a baseline is not written where a file cannot be read, nor read where it is none', (t) => {
  const { run, write, read } = commandLine(t, {
    'a.yaml': BAD,
    'ci/base.json': '{ "version": 1, "findings": [] }',
  });
  assert.equal(run([...LINT, '--update-baseline', 'a.yaml', 'missing.yaml']).status, 2);
  assert.equal(read('ci/base.json'), '{ "version": 1, "findings": [] }');
  for (const text of [
    '',
    '[]',
    'null',
    '{"version":2,"findings":[]}',
    '{"version":1,"findings":[null]}',
    ...['"d"', '-5', '0', '1.5', '1e300'].map(
      (count) => `{"version":1,"findings":[{"file":"a","rule":"b","message":"c","count":${count}}]}`,
    ),
  ]) {
    write('ci/base.json', text);
    const { status, stderr } = run([...LINT, 'a.yaml']);
    assert.equal(status, 2, text);
    assert.match(stderr, /^vpc-cni: ci\/base\.json: not a baseline/, text);
  }
});

test('a baseline may be UTF-16, as shells of Windows write it', (t) => {
  const { run, read, write } = commandLine(t, { 'a.yaml': BAD, 'ci/.keep': '' });
  run([...LINT, '--update-baseline', '.']);
  write('ci/base.json', Buffer.from(`\ufeff${read('ci/base.json')}`, 'utf16le'));
  assert.equal(run([...LINT, 'a.yaml']).stdout, '1 file: nothing to report (1 in the baseline)\n');
});

test('a pipe is no baseline, and a link is written through', (t) => {
  if (process.platform === 'win32') return;
  const { run, read, at } = commandLine(t, { 'a.yaml': BAD, 'ci/.keep': '' });
  assert.equal(spawnSync('mkfifo', [at('pipe')]).status, 0);
  for (const file of ['pipe', 'ci'])
    for (const more of [[], ['--update-baseline']]) {
      const { status, stderr } = run(['lint', '--baseline', file, ...more, 'a.yaml'], { timeout: 20_000 });
      assert.deepEqual([status, stderr], [2, `vpc-cni: ${file}: not a file\n`]);
    }
  symlinkSync('../made.json', at('ci/base.json'));
  assert.equal(run([...LINT, '--update-baseline', 'a.yaml']).status, 0);
  assert.ok(lstatSync(at('ci/base.json')).isSymbolicLink());
  assert.equal(JSON.parse(read('made.json')).findings.length, 1);
});

test('the baseline itself is no manifest', (t) => {
  const { run } = commandLine(t, { 'a.yaml': BAD, 'ci/.keep': '' });
  run([...LINT, '--update-baseline', '.']);
  assert.match(run([...LINT, '.']).stdout, /^1 file: /);
  assert.equal(run([...LINT, 'a.yaml', 'ci/base.json']).stderr, '');
});
