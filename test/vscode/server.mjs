// Starts the server build of VS Code, which any browser can show.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBuild } from './builds.mjs';

const PARENT_WATCH = fileURLToPath(new URL('stubs/parent-watch.cjs', import.meta.url));
const START_MS = 60_000;
const STOP_MS = 3000;

/**
 * Starts the server on 127.0.0.1: on a free port if `port` is not given, for whoever knows `token` if one is given.
 * `close()` ends it and all it started, and removes its temporary files, among them a `userDataDir` that was not
 * given. `settings` are the user's. `isUntrusted`: folders are opened in Restricted Mode.
 */
export async function startServer(options = {}) {
  const { build = findBuild(), settings, args = [], env = {} } = options;
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'vscode-'));
  const userDataDir = options.userDataDir ?? path.join(scratch, 'user');
  const extensionsDir = options.extensionsDir ?? path.join(userDataDir, 'extensions');
  const user = path.join(userDataDir, 'User');
  mkdirSync(user, { recursive: true });
  if (settings) writeFileSync(path.join(user, 'settings.json'), JSON.stringify(settings));

  const child = spawn(
    build.node,
    ['--require', PARENT_WATCH, build.main, ...serverArgs(options, userDataDir, extensionsDir), ...args],
    // VS Code does not remove its sockets and caches.
    {
      env: { ...serverEnv(env), TMPDIR: scratch, XDG_RUNTIME_DIR: scratch },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const left = new Promise((resolve) => child.on('exit', resolve));
  const send = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // None of the group is left.
    }
  };
  const close = async () => {
    send('SIGTERM');
    const late = setTimeout(() => send('SIGKILL'), STOP_MS);
    await left;
    clearTimeout(late);
    send('SIGKILL'); // Extension hosts may outlive the server.
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const port = await listening(child);
    return { port, userDataDir, extensionsDir, left, kill: () => send('SIGKILL'), close };
  } catch (error) {
    if (child.pid) await close();
    throw error;
  }
}

const serverArgs = ({ port = 0, token, isUntrusted = false }, userDataDir, extensionsDir) => [
  ...['--host', '127.0.0.1', '--port', String(port), '--accept-server-license-terms'],
  ...(token ? ['--connection-token', token] : ['--without-connection-token']),
  ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir],
  ...['--telemetry-level', 'off', '--disable-update-check', '--disable-getting-started-override'],
  ...(isUntrusted ? [] : ['--disable-workspace-trust']),
  '--force-disable-user-env',
  // Newer builds take extensionDevelopmentPath and extensionTestsPath from the page only with this.
  '--enable-smoke-test-driver',
];

function serverEnv(env) {
  // What is left over when we run inside a terminal or an extension host of VS Code would confuse it.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_(?!OFFLINE_|TEST_)|ELECTRON_)/.test(name),
  );
  // No extension gallery: nothing to look up, nothing to wait for.
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env };
}

function listening(child) {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (what) => reject(new Error(`VS Code's server ${what}:\n${output}`));
    const timer = setTimeout(() => fail('did not start'), START_MS);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      fail(`left with ${code}`);
    });
    const read = (chunk) => {
      output = (output + chunk).slice(-20_000);
      const found = /Extension host agent listening on (\d+)/.exec(output);
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
}

/** The page's address for a folder, a .code-workspace file, or an empty window. */
export function pageUrl(port, { open, payload = [] } = {}) {
  const query = new URLSearchParams();
  if (!open) query.set('ew', 'true');
  else query.set(open.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(open));
  query.set('payload', JSON.stringify([['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload]));
  return `http://127.0.0.1:${port}/?${query}`;
}

/** A path as the workbench in the page must name it. */
export const remoteUri = (port, file) => `vscode-remote://127.0.0.1:${port}${encodeURI(path.resolve(file))}`;
