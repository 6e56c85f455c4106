import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client, type Diagnostic } from './client.js';

const TIMEOUT = { timeout: 20_000 };
const CLI = path.resolve('dist/cli.js');
const MISTAKE = awsNode({ AWS_VPC_ENI_MTU: '9001' });
const OFF = 'rules:\n  unquoted-value: off\n';

/** A repository on the disk. */
function repository(t: TestContext) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-config-')));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, '.git'));
  return {
    root,
    uri: pathToFileURL(root).href,
    write(name: string, text: string): string {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return pathToFileURL(file).href;
    },
    /** Runs the command line in one of its folders. */
    run(args: readonly string[], folder = '.', input = '') {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
        cwd: path.join(root, folder),
        input,
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    },
  };
}

test('lint takes severities from the nearest file', (t) => {
  const { write, run } = repository(t);
  write('a/b/aws-node.yaml', MISTAKE);
  assert.equal(run(['lint', '.']).status, 1);
  write('.vpc-cni.yaml', OFF);
  for (const folder of ['.', 'a', 'a/b']) {
    const { status, stdout } = run(['lint', '.'], folder);
    assert.deepEqual([status, stdout], [0, '1 file: nothing to report\n'], folder);
  }
  write('a/.vpc-cni.yaml', 'rules: { unquoted-value: hint }\n');
  assert.match(run(['lint', '.'], 'a/b').stdout, / hint unquoted-value: /);
  assert.equal(run(['lint', '.']).stdout, '1 file: nothing to report\n');
});

test('the search ends at the root of the repository', (t) => {
  const { write, run } = repository(t);
  write('.vpc-cni.yaml', OFF);
  write('vendored/aws-node.yaml', MISTAKE);
  assert.equal(run(['lint', '.'], 'vendored').status, 0);
  // In the folder of a submodule or a worktree it is a file.
  write('vendored/.git', 'gitdir: ../.git/modules/vendored\n');
  assert.equal(run(['lint', '.'], 'vendored').status, 1);
});

test('another file, or none', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', MISTAKE);
  write('.vpc-cni.yaml', 'rules: { unquoted-value: warning }\n');
  write('ci/strict.yaml', OFF);
  assert.match(run(['lint', 'aws-node.yaml']).stdout, / warning unquoted-value: /);
  assert.equal(run(['lint', '--config', 'ci/strict.yaml', 'aws-node.yaml']).status, 0);
  assert.match(run(['lint', '--no-config', 'aws-node.yaml']).stdout, / error unquoted-value: /);
  const { status, stdout, stderr } = run(['lint', '--config', 'none.yaml', 'aws-node.yaml']);
  assert.deepEqual([status, stdout, stderr], [2, '', 'vpc-cni: none.yaml: no such file or folder\n']);
  assert.match(run(['lint', '--config', 'ci', '.']).stderr, /^vpc-cni: ci: not a file\n$/);
});

test('a file of another name is not read, which is told', TIMEOUT, async (t) => {
  const { uri, write, run } = repository(t);
  const misnamed = write('.vpc-cni.yml', OFF);
  write('sub/aws-node.yaml', MISTAKE);
  const message = 'Settings are read from .vpc-cni.yaml, not from .vpc-cni.yml: rename the file.';
  const { status, stderr } = run(['lint', '.']);
  assert.deepEqual([status, stderr], [1, `vpc-cni: .vpc-cni.yml: ${message}\n`]);
  assert.match(run(['lint', '.'], 'sub').stderr, /\.vpc-cni\.yml: Settings are read/);
  assert.equal(run(['lint', '--no-config', '.']).stderr, '');
  const { client, pull } = await started(t, uri, PULLS);
  await client.open(OFF, misnamed);
  assert.deepEqual(await pull(misnamed), [message]);
  assert.equal(await client.close(), 0);
  write('.vpc-cni.yaml', OFF);
  assert.equal(run(['lint', '.']).stderr, '');
});

test('paths of a file that is named start at the working directory', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({}));
  write('testdata/aws-node.yaml', MISTAKE);
  write('ci/vpc.yaml', 'ignore: [testdata]\n');
  assert.equal(run(['lint', '.']).status, 1);
  assert.deepEqual(run(['lint', '--config', 'ci/vpc.yaml', '.']), {
    status: 0,
    stdout: '2 files: nothing to report\n',
    stderr: '',
  });
});

test('a glob of clusters that names no folder is told where all was read', (t) => {
  const { write, run } = repository(t);
  write('all/one/aws-node.yaml', awsNode({}));
  write('.vpc-cni.yaml', 'clusters: ["all/*", "nope/*", "*/*/*.yaml"]\n');
  const complaint =
    'vpc-cni: clusters: no file lies in nope/*\nvpc-cni: clusters: no file lies in */*/*.yaml\n';
  const { status, stderr } = run(['lint', '.']);
  assert.deepEqual([status, stderr], [0, complaint]);
  assert.equal(run(['lint', 'all']).stderr, '');
  assert.equal(run(['lint', '.'], 'all').stderr, '');
  assert.equal(run(['lint', '..'], 'all').stderr, complaint);
  assert.equal(run(['lint', '--cluster', 'all/one', '--', '.']).stderr, '');
  write('.vpc-cni.yaml', 'clusters: [".", "all/"]\n');
  assert.equal(run(['lint', '.']).stderr, '');
});

test('instance types in any case', (t) => {
  const { write, run } = repository(t);
  const same = (...args: string[]) => {
    const { status, stdout } = run(args);
    assert.deepEqual(
      { status, stdout, stderr: '' },
      run(args.map((arg) => arg.replace('M5.Large', 'm5.large'))),
    );
    assert.match(stdout, /m5\.large/);
  };
  same('max-pods', 'M5.Large', 'M5.Large');
  same('pool', 'M5.Large', '--pods', '3', '--format', 'json');
  same('plan', '--cidr', '10.0.0.0/24', '--type', 'M5.Large', '--pods-per-node', '3', '--format', 'json');
  write('aws-node.yaml', awsNode({}));
  assert.equal(run(['lint', '--instance-type', 'M5.Large', '.']).status, 0);
  assert.match(
    run(['max-pods', 'M5.Larg']).stdout,
    /^m5\.larg: unknown instance type; did you mean m5\.large/,
  );
});

test('a link that leads nowhere is no missing file', (t) => {
  const { root, write, run } = repository(t);
  write('sub/aws-node.yaml', awsNode({}));
  symlinkSync('shared/vpc-cni.yaml', path.join(root, '.vpc-cni.yaml'));
  const { status, stdout, stderr } = run(['lint', '.'], 'sub');
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^vpc-cni: \S*\.vpc-cni\.yaml: a link that leads nowhere\n$/);
  assert.equal(run(['lint', '--no-config', '.'], 'sub').status, 0);
  write('shared/vpc-cni.yaml', 'podsPerNode: 3\n');
  assert.equal(run(['lint', '.'], 'sub').status, 0);
});

test('a template in place of a name', (t) => {
  const { write, run } = repository(t);
  write('.vpc-cni.yaml', 'rules: {{ x }}\n');
  assert.match(
    run(['max-pods', 'm5.large']).stderr,
    /^vpc-cni: \.vpc-cni\.yaml:1:\d+: rules: the name of a rule is missing \(templates are not filled in here\)\.\n$/,
  );
});

test('what is wrong in the file is an error of every command that reads it', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({}));
  write('.vpc-cni.yaml', '# Ours.\nrules:\n  unquoted-valu: off\npodsPerNode: "3"\n');
  const complaints = [
    'vpc-cni: ../.vpc-cni.yaml:3:3: rules: there is no rule "unquoted-valu"; did you mean unquoted-value?',
    'vpc-cni: ../.vpc-cni.yaml:4:14: podsPerNode should be a whole number from 1 to 10000.\n',
  ].join('\n');
  write('sub/aws-node.yaml', awsNode({}));
  for (const args of [
    ['lint', '.'],
    ['config', '.'],
    ['max-pods', 'm5.large'],
    ['pool', 'm5.large', '--pods', '3'],
    ['plan', '--cidr', '10.0.0.0/24', '--type', 'm5.large', '--pods-per-node', '3'],
  ]) {
    const { status, stdout, stderr } = run(args, 'sub');
    assert.deepEqual([status, stdout], [2, ''], args[0]);
    assert.equal(stderr.replaceAll(/vpc-cni: \S*\.vpc-cni\.yaml/g, 'vpc-cni: ../.vpc-cni.yaml'), complaints);
    assert.equal(run([...args, '--no-config'], 'sub').stderr, '', args[0]);
  }
});

test('a key that is written twice is told, and no error', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({}));
  write('.vpc-cni.yaml', 'podsPerNode: 3\npodsPerNode: 4\n');
  const { status, stderr } = run(['lint', '.']);
  assert.equal(status, 0);
  assert.match(stderr, /^vpc-cni: \.vpc-cni\.yaml:1:1: "podsPerNode" is written again/);
});

test('options of the command line count more', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({ ENABLE_MULTI_NIC: '"true"' }).replace(/image: .*/g, 'image: cni'));
  write('.vpc-cni.yaml', 'cniVersion: 1.15.0\n');
  const without = run(['lint', '.']).stdout;
  const own = run(['lint', '--cni-version', '1.21.0', '.']).stdout;
  assert.match(without, /variable-too-new/);
  assert.doesNotMatch(own, /variable-too-new/);
  assert.match(
    run(['lint', '--instance-type', 'm5.larg', '.']).stderr,
    /^vpc-cni: --instance-type m5\.larg: unknown instance type; did you mean m5\.large/,
  );
});

test('files that are ignored are not read, whoever names them', (t) => {
  const { write, run } = repository(t);
  write('aws-node.yaml', awsNode({}));
  write('testdata/deep/aws-node.yaml', MISTAKE);
  write('sub/testdata/aws-node.yaml', MISTAKE);
  write('.vpc-cni.yaml', 'ignore: ["**/testdata"]\n');
  assert.deepEqual(run(['lint', '.']), { status: 0, stdout: '1 file: nothing to report\n', stderr: '' });
  assert.deepEqual(run(['lint', 'testdata/deep/aws-node.yaml']), {
    status: 0,
    stdout: '',
    stderr: 'vpc-cni: testdata/deep/aws-node.yaml is ignored by .vpc-cni.yaml\n',
  });
  assert.match(run(['lint', 'testdata']).stderr, /no YAML or JSON files in testdata, or they are ignored/);
  assert.equal(run(['lint', '.'], 'sub').status, 0);
  assert.equal(run(['lint', '*/**/*.yaml']).status, 0);
  assert.equal(run(['lint', '--no-ignore', '.']).status, 1);
  assert.equal(run(['lint', '-'], '.', MISTAKE).status, 1);
});

const GROUP = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: blue, region: us-east-1 }
managedNodeGroups:
  - { name: general, instanceType: m5.large, maxPodsPerNode: 110 }
`;

test('clusters of the file are folders below it', (t) => {
  const { write, run } = repository(t);
  const prefixes = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });
  write('all/one/nodes/cluster.yaml', GROUP);
  write('all/one/addons/aws-node.yaml', prefixes);
  const isAbove = (folder: string, args: readonly string[] = []) =>
    /max-pods-above-capacity/.test(run(['lint', '.', ...args], folder).stdout);
  const before = isAbove('all');
  write('.vpc-cni.yaml', 'clusters: ["all/*"]\n');
  // Only seen together is it known that prefixes are delegated.
  assert.deepEqual([before, isAbove('all'), isAbove('.')], [true, false, false]);
  assert.equal(isAbove('.', ['--cluster', 'all/one/nodes']), true);
  assert.equal(isAbove('.', ['--no-config']), true);
});

test('instance types, ENIs and DaemonSets of the file count in every command', (t) => {
  const { write, run } = repository(t);
  write(
    '.vpc-cni.yaml',
    'instanceTypes:\n  m99.large: { enis: 4, ipv4PerEni: 10, vcpus: 4, hypervisor: nitro }\nunmanagedEnis: 1\ndaemonSetPods: 2\nmaxPodsCeiling: false\n',
  );
  const [own] = JSON.parse(run(['max-pods', 'm99.large', '--format', 'json']).stdout);
  assert.deepEqual([own.maxPods, own.workloadPods, own.ceiling], [29, 25, null]);
  const [flagged] = JSON.parse(
    run(['max-pods', 'm99.large', '--unmanaged-enis', '0', '--daemonsets', '0', '--format', 'json']).stdout,
  );
  assert.deepEqual([flagged.maxPods, flagged.workloadPods], [38, 36]);
  assert.equal(run(['max-pods', 'm99.large', '--no-config']).status, 1);
  assert.equal(run(['pool', 'm99.large', '--pods', '10']).status, 0);
  assert.equal(
    run(['plan', '--cidr', '10.0.0.0/24', '--type', 'm99.large', '--pods-per-node', '9']).status,
    0,
  );
  assert.equal(run(['lint', '--instance-type', 'm99.large', '-'], '.', awsNode({})).status, 0);
});

/** A client of a folder, that answers what the server asks; its pulls say how often the server has told it to ask again. */
async function started(t: TestContext, uri: string, capabilities: object, options: object = {}) {
  const client = new Client(t);
  let refreshes = 0;
  let refreshed = () => {};
  client.connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    refreshed();
    return null;
  });
  client.connection.onRequest('client/registerCapability', () => null);
  await client.initialize(capabilities, {
    workspaceFolders: [{ uri, name: 'repo' }],
    capabilities,
    ...options,
  });
  const pull = async (of: string): Promise<string[]> => {
    const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {}, of);
    return items.map(({ code, severity, message }) =>
      code === 'config-file' ? message : `${severity} ${code}`,
    );
  };
  /** What is pulled once it is so; each pull after the server has told that answers are old. */
  const until = async (of: string, expected: readonly string[]): Promise<void> => {
    for (;;) {
      const seen = refreshes;
      const found = await pull(of);
      if (JSON.stringify(found) === JSON.stringify(expected)) return;
      if (seen === refreshes) await new Promise<void>((resolve) => (refreshed = resolve));
    }
  };
  return { client, pull, until };
}

const PULLS = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
};

test('editing the file changes what is said of another open one', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const manifest = write('apps/aws-node.yaml', MISTAKE);
  const config = write('.vpc-cni.yaml', OFF);
  const { client, until, pull } = await started(t, uri, PULLS);
  await client.open(MISTAKE, manifest);
  await until(manifest, []);
  await client.open(OFF, config);
  assert.deepEqual(await pull(config), []);
  await client.change(2, [{ text: 'rules: { unquoted-value: warning }\n' }], config);
  await until(manifest, ['2 unquoted-value']);
  // The text on disk counts again.
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: config } });
  await until(manifest, []);
  assert.equal(await client.close(), 0);
});

test('the file is followed on disk', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const manifest = write('aws-node.yaml', MISTAKE);
  const { client, until } = await started(t, uri, PULLS);
  await client.open(MISTAKE, manifest);
  await until(manifest, ['1 unquoted-value']);
  const config = write('.vpc-cni.yaml', OFF);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: config, type: 1 }],
  });
  await until(manifest, []);
  write('.vpc-cni.yaml', '');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: config, type: 2 }],
  });
  await until(manifest, ['1 unquoted-value']);
  assert.equal(await client.close(), 0);
});

test('a client that tells of no files tells of texts that are opened and saved', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const manifest = write('aws-node.yaml', MISTAKE);
  const { client } = await started(t, uri, {});
  await client.open(MISTAKE, manifest);
  const pushed = (count: number, version: number) =>
    client.push((push) => push.version === version && push.diagnostics.length === count);
  await pushed(1, 1);
  write('.vpc-cni.yaml', OFF);
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: manifest } });
  await pushed(0, 1);
  assert.equal(await client.close(), 0);
});

test('the file counts more than the settings of the editor, which stay for the rest', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const both = awsNode({ AWS_VPC_ENI_MTU: '9001', WARM_IP_TARGET: '"x"' });
  const manifest = write('aws-node.yaml', both);
  write('.vpc-cni.yaml', 'rules: { unquoted-value: information }\n');
  const { client, until } = await started(t, uri, PULLS, {
    initializationOptions: { rules: { 'unquoted-value': 'off', 'ignored-value': 'hint' } },
  });
  await client.open(both, manifest);
  await until(manifest, ['3 unquoted-value', '4 ignored-value']);
  const elsewhere = 'file:///elsewhere/aws-node.yaml';
  await client.open(both, elsewhere);
  await until(elsewhere, ['4 ignored-value']);
  assert.equal(await client.close(), 0);
});

test('each folder of the workspace has a file of its own', TIMEOUT, async (t) => {
  const [one, two] = [repository(t), repository(t)];
  one.write('.vpc-cni.yaml', OFF);
  two.write('.vpc-cni.yaml', 'rules: { unquoted-value: hint }\n');
  const { client, until } = await started(t, one.uri, PULLS, {
    workspaceFolders: [one, two].map(({ uri }) => ({ uri, name: 'x' })),
  });
  const manifests = [one, two].map(({ write }) => write('aws-node.yaml', MISTAKE));
  for (const manifest of manifests) await client.open(MISTAKE, manifest);
  await until(manifests[0] ?? '', []);
  await until(manifests[1] ?? '', ['4 unquoted-value']);
  assert.equal(await client.close(), 0);
});

test('files that are ignored are neither judged nor seen', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  write('aws-node.yaml', awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' }));
  const manifest = write('cluster.yaml', GROUP);
  const { client, until } = await started(t, uri, PULLS);
  await client.open(GROUP, manifest);
  await until(manifest, []);
  const config = write('.vpc-cni.yaml', 'ignore: [aws-node.yaml]\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: config, type: 1 }],
  });
  await until(manifest, ['3 max-pods-above-capacity']);
  await client.open('ignore: ["*.yaml"]\n', config);
  await until(manifest, []);
  assert.equal(await client.close(), 0);
});

test('the file itself: findings, a fix, completion and hover', TIMEOUT, async (t) => {
  const { uri, write } = repository(t);
  const text = 'rulez:\n  fatal-value: \n';
  const config = write('sub/.vpc-cni.yaml', text);
  const { client, pull } = await started(t, uri, PULLS);
  await client.open(text, config);
  assert.deepEqual(await pull(config), ['There is no setting "rulez"; did you mean rules?']);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
  const [action] = await client.request<{ title: string; edit: { changes: Record<string, unknown[]> } }[]>(
    'textDocument/codeAction',
    { range, context: { diagnostics: [] } },
    config,
  );
  assert.deepEqual(
    [action?.title, action?.edit.changes[config]],
    ['Write rules', [{ range, newText: 'rules' }]],
  );
  await client.change(2, [{ text: 'rules:\n  fatal-value: \n' }], config);
  const position = { line: 1, character: 15 };
  const offers = await client.request<{ label: string }[]>('textDocument/completion', { position }, config);
  assert.deepEqual(
    offers.map(({ label }) => label),
    ['off', 'error', 'warning', 'information', 'hint'],
  );
  const hover = await client.request<{ contents: { value: string } }>(
    'textDocument/hover',
    { position: { line: 0, character: 2 } },
    config,
  );
  assert.match(hover.contents.value, /^Severity of single rules/);
  assert.equal(await client.close(), 0);
});
