// Drives the workbench of VS Code in a browser, as a user would.
import path from 'node:path';
import { launchChromium } from './chromium.mjs';
import { pageUrl, remoteUri, startServer } from './server.mjs';
import { serveExtension } from './webExtensions.mjs';

const SETTINGS = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
};

/** Nobody is asked, and nothing is trusted. */
const UNTRUSTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.emptyWindow': false,
};

/**
 * A page with the workbench ready, showing `folder` with `extension` under development, in the host that is a worker of the
 * browser where `isWeb`. `close()` at the end.
 */
export async function openWorkbench(options) {
  const { build, folder, extension, settings = {}, viewport, isWeb = false, isUntrusted = false } = options;
  const trust = isUntrusted ? UNTRUSTED : {};
  const server = await startServer({ build, isUntrusted, settings: { ...SETTINGS, ...trust, ...settings } });
  let browser;
  const close = async () => {
    await browser?.close();
    await server.close();
  };
  process.on('exit', server.kill);
  try {
    browser = await launchChromium();
    const page = await browser.newPage({
      viewport: viewport ?? { width: 1280, height: 800 },
      locale: 'en-US',
    });
    const uri = isWeb
      ? (await serveExtension(page, server.port, extension))(extension)
      : remoteUri(server.port, extension);
    const payload = [['extensionDevelopmentPath', uri]];
    if (isWeb) payload.push(['extensionDevelopmentKind', 'web']);
    await page.goto(pageUrl(server.port, { open: folder, payload }));
    await page.waitForSelector('.monaco-workbench .statusbar', { timeout: 60_000 });
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const TURN_MS = 7000;

/**
 * Types into the quick input that `open` opens, and takes the row that holds `row`. Typing is faster than the list, so it waits. On a busy
 * machine the list may be that of an earlier moment, or something else took the focus, which closes the input: it is opened anew.
 */
export async function pick(page, open, text, row = text) {
  const wanted = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row });
  for (let turn = 1; ; turn++) {
    await open();
    try {
      await page.locator('.quick-input-widget input[type=text]').fill(text, { timeout: TURN_MS });
      await wanted.waitFor({ timeout: TURN_MS });
      return await page.keyboard.press('Enter');
    } catch (error) {
      if (turn === 3) throw error;
      await closeMenus(page);
    }
  }
}

const press =
  (page, ...keys) =>
  async () => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** Opens a file of the folder, named by its path in it. */
export async function openFile(page, file) {
  const name = path.posix.basename(file);
  // A row says name and folder, in this order.
  const row = new RegExp(`${name}.*${path.posix.dirname(file)}`, 's');
  await pick(page, press(page, 'Control+P'), file, row);
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

export const runCommand = (page, title) => pick(page, press(page, 'F1'), `>${title}`, title);

/** Puts the cursor at a line and column, both from 1. */
export async function goTo(page, line, column = 1) {
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input[type=text]').fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
}

/** A line of the editor that holds `text`, inlay hints included. In a pattern, `\s` stands for a blank. */
export const line = (page, text) => page.locator('.monaco-editor .view-line', { hasText: text }).first();

export const squiggles = (page, severity) => page.locator(`.monaco-editor .squiggly-${severity}`);

/** Points at `text` until a hover with `expected` is there. */
export async function hover(page, text, expected) {
  await page.mouse.move(0, 0);
  await line(page, text).locator('span > span', { hasText: text }).first().hover();
  const shown = page.locator('.monaco-hover:visible', { hasText: expected }).first();
  await shown.waitFor();
  return shown;
}

/** The page in the webview that is to be seen. VS Code puts it into a frame of a frame. */
export async function webviewFrame(page) {
  for (let turn = 1; ; turn++) {
    try {
      const outer = await page.locator('iframe.webview.ready:visible').first().elementHandle();
      const inner = await (await outer.contentFrame()).waitForSelector('iframe#active-frame');
      const frame = await inner.contentFrame();
      await frame.waitForSelector('main');
      return frame;
    } catch (error) {
      // Frames are replaced while the page is loaded.
      if (turn === 3) throw error;
    }
  }
}

/** A name as the list of themes has it. */
export const chooseTheme = (page, name) => pick(page, press(page, 'Control+K', 'Control+T'), name);

/** Opens the lightbulb's menu at the cursor, until a row with `title` is in it: the fixes may come late. */
export async function openQuickFixes(page, title) {
  const row = page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first();
  for (let turn = 1; ; turn++) {
    await closeMenus(page);
    await page.keyboard.press('Control+.');
    try {
      return await row.waitFor({ timeout: 5000 });
    } catch (error) {
      if (turn === 5) throw error;
    }
  }
}

/** Back to the editor from whatever menu, list or hover is open. */
export async function closeMenus(page) {
  await page.mouse.move(0, 0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

/** What `ask` answers, once that is something. */
export async function until(what, ask) {
  for (let i = 0; i < 300; i++) {
    const answer = ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain: ${what}`);
}
