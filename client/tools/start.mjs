// Opens VS Code with the extension: `npm start [FOLDER]`. Needs Node and npm alone.
//
// The desktop's `code` where there is one and a display to show it; else the server build of VS Code, for any
// browser on this machine. PORT chooses the port of the latter.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findBuild, NEWEST, setUpBuild } from '../../test/vscode/builds.mjs';
import { startServer } from '../../test/vscode/server.mjs';
import { install, ROOT } from './install.mjs';
import { run, stopSignal } from './process.mjs';

const SETTINGS = {
  'workbench.startupEditor': 'readme',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
};

const signal = stopSignal();
try {
  // npm runs this in the project's folder, wherever it was called.
  const here = process.env.INIT_CWD ?? process.cwd();
  await start(process.argv[2] ? path.resolve(here, process.argv[2]) : path.join(ROOT, 'examples'));
} catch (error) {
  if (!signal.aborted) console.error([error.output, error.message].filter(Boolean).join('\n'));
  process.exitCode = signal.reason?.exitCode ?? 1;
}

async function start(folder) {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
  await step('Installing packages', () => install({ signal }));
  await step('Building the extension', () => node('build.mjs'));
  const code = desktopCode();
  if (code) {
    console.log(`Opening ${code}`);
    const args = [`--extensionDevelopmentPath=${ROOT}`, folder];
    // A .cmd file needs the shell, and the shell quotes.
    if (process.platform === 'win32')
      await run(
        `"${code}"`,
        args.map((arg) => `"${arg}"`),
        { signal, shell: true },
      );
    else await run(code, args, { signal, echo: true });
    return;
  }
  if (process.platform !== 'linux') {
    throw new Error(
      'No `code` on the PATH: in VS Code run "Shell Command: Install \'code\' command in PATH", then try again.',
    );
  }
  console.log(
    'No desktop VS Code here (no `code` on the PATH, no display, or root): using the server build from npm',
  );
  await serve(folder);
}

/** Serves VS Code with the packaged extension installed until it is told to stop. */
async function serve(folder) {
  await setUpBuild(NEWEST, { signal });
  const build = findBuild(NEWEST);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'vpc-cni-'));
  let server;
  try {
    const vsix = path.join(scratch, 'extension.vsix');
    const extensionsDir = path.join(scratch, 'extensions');
    const userDataDir = path.join(scratch, 'user');
    mkdirSync(extensionsDir);
    await step('Packaging it', () => node('client/tools/package.mjs', '--no-build', '--out', vsix));
    const folders = ['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
    const launcher = path.join(ROOT, 'test/vscode/code.mjs');
    await step(`Installing it into VS Code ${NEWEST}`, () =>
      node(launcher, ...folders, '--install-extension', vsix),
    );
    const token = randomBytes(12).toString('hex');
    const args = ['--default-folder', folder];
    const port = process.env.PORT;
    server = await startServer({ build, settings: SETTINGS, userDataDir, extensionsDir, port, token, args });
    process.on('exit', server.kill);
    console.log(`
VS Code shows ${folder} at

    http://127.0.0.1:${server.port}/?tkn=${token}

Open it in a browser on this machine; Ctrl+C ends it.`);
    signal.throwIfAborted();
    await Promise.race([server.left, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
    if (!signal.aborted) throw new Error('VS Code has ended by itself');
    process.exitCode = signal.reason.exitCode;
  } finally {
    await server?.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function node(...args) {
  return run(process.execPath, args, {
    cwd: ROOT,
    signal,
    env: { ...process.env, VSCODE_OFFLINE_VERSION: NEWEST },
  });
}

/** Says what is going on, and how long it took. */
async function step(title, work) {
  process.stdout.write(`${title} … `);
  const started = Date.now();
  const done = await work();
  console.log(done.isNew === false ? 'nothing to do' : `${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** `code` on the PATH, if its window could be seen; as root it would not start. */
function desktopCode() {
  const isLinux = process.platform === 'linux';
  if (isLinux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  if (isLinux && process.getuid() === 0) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const places = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
  return places.find((file) => existsSync(file));
}
