import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { run } from '../../client/tools/process.mjs';

// A page without any font has no text.
const DEBIAN = ['chromium', 'fonts-liberation'];
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const findChromium = () =>
  [process.env.CHROMIUM_PATH, ...PLACES].find((file) => file && existsSync(file));

/** Installs Chromium where that needs no questions: as root on Debian and its relatives. */
export async function setUpChromium({ log = console.log, signal } = {}) {
  if (findChromium()) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      'no Chromium: install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH',
    );
  }
  log('Chromium: installing with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, signal });
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...DEBIAN], { env, signal });
}

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--force-color-profile=srgb',
  '--lang=en-US',
  '--log-level=3',
  // Nothing but the local server can be reached.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export async function launchChromium({ headless = true } = {}) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium; run test/vscode/setup.mjs');
  const handle = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath, headless, args: ARGS, ...handle });
}
