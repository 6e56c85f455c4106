#!/usr/bin/env node
// Takes the command line of VS Code's `code` and runs it on a server build shown in headless Chromium:
// what @vscode/test-electron needs behind `vscodeExecutablePath`.
//
// VSCODE_OFFLINE_VERSION          a version, `oldest` (default) or `newest` of those set up
// VSCODE_OFFLINE_CACHE            folder of the builds; default: .vscode-test of this project
// VSCODE_OFFLINE_TIMEOUT_MINUTES  longest run of tests, default 10
// VSCODE_OFFLINE_VERBOSE          prints the log of the workbench as well
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, parseArgs } from 'node:util';
import { run, stopSignal } from '../../client/tools/process.mjs';
import { findBuild } from './builds.mjs';
import { launchChromium } from './chromium.mjs';
import { pageUrl, remoteUri, startServer } from './server.mjs';
import { serveExtension } from './webExtensions.mjs';

const TESTS_ENTRY = fileURLToPath(new URL('stubs/tests-entry.cjs', import.meta.url));
// See stubs/tests-entry.cjs.
const MARK = '\u001e>';
const DONE = `${MARK}\u0004`;

const text = { type: 'string' };
const texts = { type: 'string', multiple: true };
const { values: cli, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: texts,
    extensionDevelopmentKind: text,
    extensionTestsPath: text,
    'user-data-dir': text,
    'extensions-dir': text,
    'install-extension': texts,
    'uninstall-extension': texts,
    version: { type: 'boolean', short: 'v' },
  },
});

const stop = stopSignal();
const verbose = Boolean(process.env.VSCODE_OFFLINE_VERBOSE);
const build = findBuild();
const toPath = (value) => (value.startsWith('file:') ? fileURLToPath(value) : path.resolve(value));
const folderOf = (name) => cli[name] && toPath(cli[name]);

try {
  process.exitCode = await main();
} catch (error) {
  console.error('[launcher]', error);
  process.exitCode = stop.reason?.exitCode ?? 1;
}
// Output that is still on its way to a pipe goes first.
setTimeout(() => process.exit(), 1000).unref();

function main() {
  if (cli.version) return console.log(`${build.version}\n${build.commit}\n${process.arch}`);
  const isAboutExtensions = ['install-extension', 'uninstall-extension', 'list-extensions'].some(
    (name) => cli[name],
  );
  return isAboutExtensions ? manageExtensions() : open();
}

async function manageExtensions() {
  const userDataDir = folderOf('user-data-dir') ?? path.join(os.homedir(), '.vscode-offline');
  const args = [build.main, '--accept-server-license-terms', '--telemetry-level', 'off'];
  args.push('--user-data-dir', userDataDir);
  args.push('--extensions-dir', folderOf('extensions-dir') ?? path.join(userDataDir, 'extensions'));
  for (const name of ['install-extension', 'uninstall-extension']) {
    for (const value of cli[name] ?? [])
      args.push(`--${name}`, /\.vsix$/i.test(value) ? toPath(value) : value);
  }
  for (const name of ['list-extensions', 'show-versions', 'force']) if (cli[name]) args.push(`--${name}`);
  await run(build.node, args, { signal: stop, echo: true });
}

/** Opens the workbench; ends with its tests, or when it is told to. */
async function open() {
  const isFolder = (file) =>
    file.endsWith('.code-workspace') || (existsSync(file) && statSync(file).isDirectory());
  const paths = positionals.map(toPath);
  // One extension, and tests that are one file in it.
  const isWeb = cli.extensionDevelopmentKind === 'web';
  const server = await startServer({
    build,
    userDataDir: folderOf('user-data-dir'),
    extensionsDir: folderOf('extensions-dir'),
    env: cli.extensionTestsPath && !isWeb ? { VSCODE_OFFLINE_TESTS: toPath(cli.extensionTestsPath) } : {},
  });
  process.on('exit', server.kill);
  let browser;
  try {
    browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    const { ended } = await watch(page, browser);
    const uri = (file) => remoteUri(server.port, file);
    const extensions = (cli.extensionDevelopmentPath ?? []).map(toPath);
    const uriInExtension = isWeb ? await serveExtension(page, server.port, extensions[0]) : uri;
    const payload = extensions.map((dir) => ['extensionDevelopmentPath', uriInExtension(dir)]);
    if (isWeb) payload.push(['extensionDevelopmentKind', 'web']);
    if (cli.extensionTestsPath) {
      const entry = isWeb ? uriInExtension(toPath(cli.extensionTestsPath)) : uri(TESTS_ENTRY);
      payload.push(['extensionTestsPath', entry]);
    }
    if (cli['disable-extensions']) payload.push(['disableExtensions', 'true']);
    for (const file of paths.filter((file) => !isFolder(file))) payload.push(['openFile', uri(file)]);
    await page.goto(pageUrl(server.port, { open: paths.find(isFolder), payload }));
    if (!cli.extensionTestsPath) console.error(`VS Code ${build.version} is open; end with Ctrl+C`);
    const code = await ended;
    if (code !== 0) showHostErrors(server.userDataDir);
    return code;
  } finally {
    await browser?.close();
    await server.close();
  }
}

/** Passes on what the page says; `ended` resolves to the exit code it ends with. */
async function watch(page, browser) {
  let isDone = false;
  let end;
  let fail;
  const ended = new Promise((resolve, reject) => {
    end = resolve;
    fail = (message) => reject(new Error(message));
  });
  ended.catch(() => {}); // May come before anybody waits for it.
  const print = (type, [first, ...more]) => {
    const isTests = typeof first === 'string' && first.startsWith(MARK);
    if (isTests && first === DONE) isDone = true;
    else if (isTests) (type === 'error' ? console.error : console.log)(first.slice(MARK.length));
    else if (verbose) console.error(`[${type}] ${format(first, ...more)}`);
  };
  await page.exposeFunction('codeAutomationLog', (type, args) => print(type, args ?? []));
  await page.exposeFunction('codeAutomationExit', (code) => {
    if (code === 0 && !isDone) fail('the extension host ended before the tests did');
    else end(code);
  });
  page.on('crash', () => fail('the page crashed'));
  browser.on('disconnected', () => fail('the browser went away'));
  if (stop.aborted) fail(stop.reason.message);
  stop.addEventListener('abort', () => fail(stop.reason.message));
  if (verbose) page.on('console', (message) => console.error('[page]', message.text()));
  if (cli.extensionTestsPath) {
    const minutes = Number(process.env.VSCODE_OFFLINE_TIMEOUT_MINUTES || 10);
    setTimeout(() => fail(`no end after ${minutes} minutes`), minutes * 60_000).unref();
  }
  return { ended };
}

/** After a failed run: what the extension host itself logged as errors. */
function showHostErrors(userDataDir) {
  const logs = path.join(userDataDir, 'logs');
  const last = existsSync(logs) && readdirSync(logs).sort().at(-1);
  if (!last) return;
  for (const host of readdirSync(path.join(logs, last)).filter((name) => name.startsWith('exthost'))) {
    const file = path.join(logs, last, host, 'remoteexthost.log');
    const entries = existsSync(file) ? readFileSync(file, 'utf8').split(/\n(?=\d{4}-\d\d-\d\d )/) : [];
    const errors = entries.filter((entry) => entry.includes(' [error] ')).slice(-20);
    if (errors.length) console.error(`[launcher] errors in the extension host log:\n${errors.join('\n')}`);
  }
}
