import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } from '@vscode/test-electron';
import { setUpBuild } from './builds.mjs';
import { setUpChromium } from './chromium.mjs';

const UPDATES = 'https://update.code.visualstudio.com/api/releases/stable';
const PROBE_MS = 3000;
const inProject = (file) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/**
 * The VS Code that tests of the extension run in: the one named by VSCODE_EXECUTABLE, else the desktop build
 * where it can be downloaded and shown, else the server build in headless Chromium.
 */
export async function chooseVSCode(version, options = {}) {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) return chosen(path.resolve(named), `VS Code at ${named}`, path.resolve(named));
  if (hasDisplay() && (await canDownload())) {
    const executable = await downloadAndUnzipVSCode({ version, cachePath: inProject('.vscode-test') });
    return chosen(
      executable,
      `VS Code ${version}, desktop build`,
      resolveCliPathFromVSCodeExecutablePath(executable),
    );
  }
  if (process.platform !== 'linux') {
    throw new Error(`${UPDATES} cannot be reached; name a VS Code in VSCODE_EXECUTABLE`);
  }
  await setUpBuild(version, options);
  await setUpChromium(options);
  const launcher = inProject('test/vscode/code.mjs');
  return chosen(launcher, `VS Code ${version}, server build in headless Chromium`, launcher);
}

/** `cli` installs extensions. */
const chosen = (executable, title, cli) => ({ executable, title, cli });

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

async function canDownload() {
  try {
    return (await fetch(UPDATES, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })).ok;
  } catch {
    return false;
  }
}
