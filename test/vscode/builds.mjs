// Server builds of VS Code, put together from npm packages. Nothing is compiled, no package script is run.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, run } from '../../client/tools/process.mjs';

/** The oldest VS Code the extension supports, and the newest it was tried with. */
export const OLDEST = '1.100.3';
export const NEWEST = '1.139.1';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = () =>
  path.resolve(process.env.VSCODE_OFFLINE_CACHE || path.join(here, '../../.vscode-test'), 'offline');
const folder = (version) => path.join(cache(), `vscode-${version}`);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** What every package downloaded by name must hash to. */
const INTEGRITY = readJson(path.join(here, 'packages.json'));

// Only for chat and agents, and only bulky; never loaded here.
const PRUNE = [
  '@github',
  '@microsoft/mxc-sdk',
  '@devcontainers',
  '@vscode/copilot-api',
  '@vscode/sqlite3',
  '@vscode/sandbox-runtime',
  '@koromix',
  'ssh2',
  'cpu-features',
];

/** The build named by `wanted` or VSCODE_OFFLINE_VERSION: a version, `oldest` (default) or `newest` of those there. */
export function findBuild(wanted = process.env.VSCODE_OFFLINE_VERSION || 'oldest') {
  const there = existsSync(cache())
    ? readdirSync(cache())
        .filter((name) => existsSync(path.join(cache(), name, 'ready.json')))
        .map((name) => name.replace('vscode-', ''))
        .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
    : [];
  const version = { oldest: there[0], newest: there.at(-1) }[wanted] ?? wanted;
  if (!there.includes(version))
    throw new Error(`VS Code ${version} is not in ${cache()}; run test/vscode/setup.mjs`);
  const root = folder(version);
  const { commit, node, nodeMajor } = readJson(path.join(root, 'ready.json'));
  if (!node && !isRunning(nodeMajor)) {
    throw new Error(`VS Code ${version} runs on Node ${nodeMajor}; run test/vscode/setup.mjs to add it`);
  }
  return {
    version,
    commit,
    main: path.join(root, 'lib/vscode/out/server-main.js'),
    node: node ? path.join(root, node) : process.execPath,
  };
}

/** Makes the build of `version` available; quick where it is there already. */
export async function setUpBuild(version, { log = console.log, signal } = {}) {
  if (process.platform !== 'linux')
    throw new Error('the server build of VS Code is put together for Linux only');
  const target = folder(version);
  const ready = path.join(target, 'ready.json');
  if (existsSync(ready)) {
    const info = readJson(ready);
    if (!info.node)
      writeFileSync(ready, JSON.stringify({ ...info, node: await addNode(target, info.nodeMajor, signal) }));
    return;
  }
  const started = Date.now();
  log(`VS Code ${version}: downloading from npm (once, 300 to 500 MB on disk)`);
  const partial = `${target}.${process.pid}`;
  try {
    const info = await assemble(version, partial, signal);
    writeFileSync(path.join(partial, 'ready.json'), JSON.stringify(info));
    rmSync(target, { recursive: true, force: true });
    renameSync(partial, target);
  } finally {
    rmSync(partial, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  log(`VS Code ${version}: ready after ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

async function assemble(version, root, signal) {
  // code-server 4.x.y carries VS Code 1.x.y.
  await unpack(`code-server@${version.replace(/^1\./, '4.')}`, root, {
    only: ['package.json', 'LICENSE', 'ThirdPartyNotices.txt', 'lib/vscode'],
    signal,
  });
  const { engines, commit } = readJson(path.join(root, 'package.json'));
  const nodeMajor = engines.node.match(/\d+/)[0];

  // Pinned by the shrinkwrap file that comes with it.
  const vscode = path.join(root, 'lib/vscode');
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--workspaces=false'];
  await npm(['install', ...flags], { cwd: vscode, signal });
  const modules = path.join(vscode, 'node_modules');
  const has = (name) => existsSync(path.join(modules, name));
  for (const name of PRUNE) rmSync(path.join(modules, name), { recursive: true, force: true });

  // Native parts: prebuilt files from npm, or small stand-ins.
  stub(modules, '@vscode/spdlog', 'spdlog.cjs');
  for (const name of ['native-watchdog', '@vscode/native-watchdog']) {
    if (has(name)) stub(modules, name, 'native-watchdog.cjs');
  }
  if (!has('node-pty/prebuilds')) {
    rmSync(path.join(modules, 'node-pty'), { recursive: true, force: true });
    await unpack('node-pty@1.2.0-beta.15', path.join(modules, 'node-pty'), { signal });
  }
  if (has('@vscode/ripgrep')) {
    const ripgrep = `@vscode/ripgrep-linux-${process.arch}@1.18.0`;
    await unpack(ripgrep, path.join(modules, '@vscode/ripgrep'), { only: ['bin/rg'], signal });
  }
  // Some code paths look here instead.
  rmSync(path.join(vscode, 'node_modules.asar'), { recursive: true, force: true });
  symlinkSync('node_modules', path.join(vscode, 'node_modules.asar'));
  return { version, commit, nodeMajor, node: await addNode(root, nodeMajor, signal) };
}

const isRunning = (nodeMajor) => process.versions.node.split('.')[0] === nodeMajor;

/** Puts the Node a build was made for beside it, unless it is the one running this. */
async function addNode(root, nodeMajor, signal) {
  if (isRunning(nodeMajor)) return null;
  const prefix = `node-linux-${process.arch}@${nodeMajor}.`;
  const known = Object.keys(INTEGRITY).find((spec) => spec.startsWith(prefix));
  if (!known)
    throw new Error(`no package of Node ${nodeMajor} for ${process.arch} is listed in packages.json`);
  await unpack(known, path.join(root, 'node'), { only: ['bin/node'], signal });
  return 'node/bin/node';
}

async function unpack(spec, into, { only = [], signal }) {
  mkdirSync(into, { recursive: true });
  const { stdout } = await npm(['pack', spec, '--json', '--ignore-scripts'], { cwd: into, signal });
  const [{ filename, integrity }] = JSON.parse(stdout);
  if (INTEGRITY[spec] && INTEGRITY[spec] !== integrity) throw new Error(`${spec} is not the package it was`);
  const archive = path.join(into, filename);
  const members = only.map((name) => `package/${name}`);
  await run('tar', ['xzf', archive, '-C', into, '--strip-components=1', ...members], { signal });
  rmSync(archive);
}

function stub(modules, name, file) {
  const target = path.join(modules, name);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  copyFileSync(path.join(here, 'stubs', file), path.join(target, 'index.cjs'));
  writeFileSync(
    path.join(target, 'package.json'),
    JSON.stringify({ name, version: '0.0.0', main: 'index.cjs' }),
  );
}
