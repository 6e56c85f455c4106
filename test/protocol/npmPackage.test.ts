import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { Client, type Diagnostic } from './client.js';

const onWindows = process.platform === 'win32';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const WRONG = awsNode({ AWS_VPC_ENI_MTU: '9001' });

/** A folder of somebody who has installed the package, and what is in the package. Nothing is downloaded: it needs nothing. */
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc cni ')));
after(() => rmSync(folder, { recursive: true, force: true }));
const [packed] = JSON.parse(
  npm(process.cwd(), 'pack', '--json', '--ignore-scripts', '--pack-destination', folder),
);
mkdirSync(path.join(folder, 'project'));
const project = path.join(folder, 'project');
writeFileSync(path.join(project, 'package.json'), '{}');
npm(project, 'install', '--offline', '--no-audit', '--no-fund', path.join(folder, packed.filename));
writeFileSync(path.join(project, 'aws-node.yaml'), WRONG);
const installed = path.join(project, 'node_modules');

function npm(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8', shell: onWindows });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** By the name that people type. */
function npx(...args: string[]) {
  return spawnSync('npx', ['--no-install', 'vpc-cni', ...args], {
    cwd: project,
    encoding: 'utf8',
    shell: onWindows,
  });
}

test('the package holds the programs, the schemas and what the law wants, and nothing of the extension', () => {
  const names = packed.files.map(({ path: name }: { path: string }) => name).sort();
  const schemas = readdirSync('schemas').map((name) => `schemas/${name}`);
  const programs = ['cli.js', 'mcp.js', 'server.js'].map((name) => `dist/${name}`);
  const rest = ['LICENSE', 'README.md', 'dist/THIRD-PARTY-NOTICES.txt', 'dist/sbom.cdx.json', 'package.json'];
  assert.deepEqual(names, [...programs, ...rest, ...schemas].sort());
});

test('the package installs nothing else', () => {
  assert.deepEqual(
    readdirSync(installed).filter((name) => !name.startsWith('.')),
    ['vpc-cni'],
  );
});

test('the installed program tells its version, and lints', () => {
  assert.match(npx('--version').stdout, new RegExp(`^${version.replaceAll('.', '\\.')}\n`));
  const { status, stdout } = npx('lint', '--format', 'json', 'aws-node.yaml');
  assert.equal(status, 1);
  assert.deepEqual(
    JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule),
    ['unquoted-value'],
  );
});

/** What npx starts, without a shell between: it would not pass on that its child is to end. */
const program = path.join(installed, 'vpc-cni/dist/cli.js');
const rulesOf = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

for (const args of [['lsp'], ['lsp', '--stdio']]) {
  test(`the installed language server answers to vpc-cni ${args.join(' ')}`, async (t) => {
    const client = new Client(t, [program, ...args], project);
    const { capabilities } = await client.initialize();
    assert.ok(capabilities.hoverProvider);
    await client.open(WRONG);
    const { diagnostics } = await client.push(({ diagnostics }) => diagnostics.length > 0);
    assert.deepEqual(rulesOf(diagnostics), ['unquoted-value']);
    assert.equal(await client.close(), 0);
  });
}

test('the language server answers through npx, too', async (t) => {
  // There it is a script of another kind.
  if (onWindows) return;
  const npxItself = path.join(path.dirname(realpathSync(process.execPath)), 'npx');
  const client = new Client(
    t,
    [realpathSync(npxItself), '--no-install', 'vpc-cni', 'lsp', '--stdio'],
    project,
  );
  await client.initialize();
  await client.open(WRONG);
  const { diagnostics } = await client.push(({ diagnostics }) => diagnostics.length > 0);
  assert.deepEqual(rulesOf(diagnostics), ['unquoted-value']);
  assert.equal(await client.close(), 0);
});

test('the language server takes one transport, and complains of what it does not know', () => {
  for (const args of [['--stdin'], ['--socket=none'], ['--socket=0']]) {
    const { status, stderr } = npx('lsp', ...args);
    assert.equal(status, 2, args.join());
    assert.notEqual(stderr, '');
  }
});
