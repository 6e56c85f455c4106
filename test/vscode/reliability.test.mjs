// What becomes of the extension where a server is killed, where a folder is not trusted, and what its page may load.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../client/tools/install.mjs';
import { findBuild, NEWEST } from './builds.mjs';
import {
  goTo,
  hover,
  openFile,
  openWorkbench,
  runCommand,
  squiggles,
  until,
  webviewFrame,
} from './workbench.mjs';

const FILE = 'mistakes/aws-node.yaml';
const WAIT = { timeout: 30_000 };

/** A workbench with the examples, open at the one with mistakes. */
async function opened(t, options = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vpc-cni-reliability-'));
  cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });
  const workbench = await openWorkbench({ build: findBuild(NEWEST), folder, extension: ROOT, ...options });
  t.after(async () => {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await openFile(workbench.page, FILE);
  await squiggles(workbench.page, 'error').first().waitFor(WAIT);
  return workbench.page;
}

/** Ids of the language servers that this test started, by way of VS Code. */
function servers() {
  const parents = new Map();
  const found = [];
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
      parents.set(Number(id), Number(parent));
      if (readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(path.join(ROOT, 'dist/start.js')))
        found.push(Number(id));
    } catch {
      // It has left.
    }
  }
  const isOurs = (id) => id === process.pid || (parents.has(id) && isOurs(parents.get(id)));
  return found.filter(isOurs);
}

test('a server that is killed again and again is left to the user, who starts it again', async (t) => {
  const page = await opened(t, { settings: { 'files.autoSave': 'off' } });
  // What is told from now on is about a text that is on no disk.
  await goTo(page, 1);
  await page.keyboard.type('# not saved\n');
  await page.locator('.tab.active.dirty').waitFor();
  const kill = async () => {
    const [id] = await until('a server', () => servers().length === 1 && servers());
    process.kill(id, 'SIGKILL');
    return () => until('another server', () => servers().some((each) => each !== id));
  };
  for (let i = 0; i < 4; i++) {
    const again = await kill();
    await again();
    await squiggles(page, 'error').first().waitFor(WAIT);
  }
  await kill();
  // Without a window that has the focus, messages gather behind the bell.
  await page.locator('.statusbar-item .codicon-bell-dot').click(WAIT);
  const told = page.locator('.notification-list-item', { hasText: /ended 5 times within 3 minutes/ });
  await told.waitFor(WAIT);
  await squiggles(page, 'error')
    .first()
    .waitFor({ state: 'detached', ...WAIT });
  assert.deepEqual(servers(), []);
  await told.locator('.monaco-button', { hasText: 'Restart' }).click();
  await squiggles(page, 'error').first().waitFor(WAIT);
  assert.equal(servers().length, 1);
  await page.locator('.tab.active.dirty').waitFor();
});

test('in a folder that is not trusted all is told, and a page loads nothing but its own', async (t) => {
  const page = await opened(t, { isUntrusted: true });
  await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor(WAIT);
  const shown = await hover(page, 'ENABLE_PREFIX_DELEGATION', /pods/i);
  assert.match(await shown.textContent(), /ENABLE_PREFIX_DELEGATION/);
  // Of what a hover may hold: no pictures, no commands.
  assert.equal(await shown.locator('img, a[href^="command:"], a[data-href^="command:"]').count(), 0);

  await runCommand(page, 'VPC CNI: Explore Pod Density');
  const frame = await webviewFrame(page);
  const policy = await frame.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const rules = new Map(policy.split('; ').map((rule) => rule.split(/ (.*)/).slice(0, 2)));
  assert.equal(rules.get('default-src'), "'none'");
  assert.match(rules.get('script-src'), /^'nonce-[\w-]{36}'$/);
  assert.doesNotMatch(policy, /unsafe-|\*(?!\.)|data:|blob:/);
  assert.deepEqual([...rules.keys()].sort(), [
    'base-uri',
    'default-src',
    'form-action',
    'script-src',
    'style-src',
  ]);
  const refused = await frame.evaluate(async () => {
    const failed = [];
    await fetch('https://evil.example/').catch(() => failed.push('fetch'));
    await new Promise((resolve) => {
      const image = new Image();
      image.onerror = () => resolve(failed.push('image'));
      image.onload = resolve;
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    });
    try {
      new Function('');
    } catch {
      failed.push('eval');
    }
    return failed;
  });
  assert.deepEqual(refused, ['fetch', 'image', 'eval']);
});
