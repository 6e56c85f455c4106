// Runs the extension's tests in a real VS Code.
//
//   node test/extension/run.mjs [VERSION]              the extension under development, from dist/
//   node test/extension/run.mjs VERSION --web          the same in the host that is a worker of the browser
//   node test/extension/run.mjs VERSION FILE.vsix      the packaged extension, installed
//   node test/extension/run.mjs VERSION --beside-yaml  the extension beside a YAML server, which wants a newer Node
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { ROOT } from '../../client/tools/install.mjs';
import { run, stopSignal } from '../../client/tools/process.mjs';
import { OLDEST } from '../vscode/builds.mjs';
import { chooseVSCode } from '../vscode/choose.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const [version = OLDEST, what] = process.argv.slice(2);
const besideYaml = what === '--beside-yaml';
const web = what === '--web';
const vsix = besideYaml || web ? undefined : what;
const COMMON_JS = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['vscode', 'mocha'],
};
const IN_BROWSER = {
  ...COMMON_JS,
  platform: 'browser',
  external: ['vscode'],
  alias: { mocha: path.join(here, 'web/mocha.ts'), 'node:assert/strict': path.join(here, 'web/assert.ts') },
};
const signal = stopSignal();
const scratch = mkdtempSync(path.join(os.tmpdir(), 'vpc-cni-tests-'));
/** Where the extension lets the server keep what V8 compiled of it, by version of the extension. */
const compiled = path.join(scratch, 'user/User/globalStorage/vpc-cni-tools.vpc-cni/compiled');
// The launcher takes it from here, test-electron from its arguments.
process.env.VSCODE_OFFLINE_VERSION = version;
try {
  const vscode = await chooseVSCode(version, { signal });
  console.log(`Running in ${vscode.title}`);
  const workspace = path.join(scratch, 'a workspace');
  cpSync(path.join(here, 'workspace'), workspace, { recursive: true });
  const folders = [`--user-data-dir=${scratch}/user`, `--extensions-dir=${scratch}/extensions`];
  if (vsix) {
    await run(vscode.cli, [...folders, '--install-extension', path.resolve(vsix), '--force'], { signal });
  }
  if (besideYaml) await installYamlServer(`${scratch}/extensions`);
  mkdirSync(`${compiled}/0.0.0`, { recursive: true });
  const suite = vsix ? 'installed' : besideYaml ? 'besideYaml' : web ? 'web' : 'all';
  const flags = [
    ...(vsix || besideYaml ? [] : ['--disable-extensions']),
    ...(web ? ['--extensionDevelopmentKind=web'] : []),
  ];
  await runTests({
    vscodeExecutablePath: vscode.executable,
    extensionDevelopmentPath: vsix ? path.join(here, 'harness') : ROOT,
    extensionTestsPath: await bundle(suite),
    launchArgs: [workspace, ...folders, ...flags],
  });
  if (!web) checkCompiled();
} catch (error) {
  console.error(error.output ?? '', error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The server leaves what was compiled of it, and nothing is left of another version. */
function checkCompiled() {
  const { version: current } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const others = readdirSync(compiled).filter((name) => name !== current);
  if (others.length > 0) throw new Error(`compiled for ${others.join(', ')} is still there`);
  const files = existsSync(`${compiled}/${current}`)
    ? readdirSync(`${compiled}/${current}`, { recursive: true })
    : [];
  if (files.length === 0) throw new Error('nothing was compiled for the next start');
  console.log(`Compiled for the next start: ${files.join(', ')}`);
}

/** One CommonJS file, which every VS Code can load; where there is a disk mocha comes from node_modules. */
async function bundle(suite) {
  // A folder for each run: several may be under way.
  const outdir = path.join(ROOT, 'out/extension-tests', `${suite}-${version}`);
  mkdirSync(outdir, { recursive: true });
  writeFileSync(path.join(outdir, 'package.json'), '{ "type": "commonjs" }');
  const options = suite === 'web' ? IN_BROWSER : COMMON_JS;
  await build({ ...options, entryPoints: [path.join(here, `${suite}.ts`)], outdir });
  return path.join(outdir, `${suite}.js`);
}

/** Puts an extension there that runs the YAML server of node_modules. */
async function installYamlServer(extensions) {
  const outdir = path.join(extensions, 'redhat.vscode-yaml-0.0.0');
  mkdirSync(outdir, { recursive: true });
  cpSync(path.join(here, 'yaml/package.json'), path.join(outdir, 'package.json'));
  const server = path.join(ROOT, 'node_modules/yaml-language-server/out/src/server.js');
  const define = { YAML_SERVER: JSON.stringify(server) };
  await build({ ...COMMON_JS, define, entryPoints: [path.join(here, 'yaml/extension.ts')], outdir });
}
