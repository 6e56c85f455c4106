// Pictures of the extension at work, for the README, and its icon: `npm run screenshots [-- NAME...]`.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../client/tools/install.mjs';
import { findBuild, NEWEST, setUpBuild } from './builds.mjs';
import { setUpChromium } from './chromium.mjs';
import { drawIcon } from './icon.mjs';
import {
  chooseTheme,
  closeMenus,
  goTo,
  hover,
  openFile,
  openWorkbench,
  runCommand,
  squiggles,
  webviewFrame,
} from './workbench.mjs';

const IMAGES = path.join(ROOT, 'docs/images');
const VIEWPORT = { width: 1280, height: 800 };
const MISTAKES = 'mistakes/aws-node.yaml';

/** What to show in each picture, in an editor on `file`. */
const PICTURES = {
  diagnostics: {
    file: MISTAKES,
    async show(page) {
      await runCommand(page, 'Problems: Focus on Problems View');
      await goTo(page, 32);
      await squiggles(page, 'error').first().waitFor();
      await runCommand(page, 'Problems: Focus on Problems View');
      await page.locator('.markers-panel .monaco-list-row', { hasText: 'unquoted-value' }).first().waitFor();
    },
  },
  nodes: {
    file: 'nodes/cluster.yaml',
    async show(page, text) {
      if (await page.locator('.part.panel').isVisible()) await runCommand(page, 'View: Hide Panel');
      await goTo(page, ...place(text, 'c6i.12xlarge'));
      await page.locator('.view-lines', { hasText: /room.for/ }).waitFor();
      await hover(page, 'c6i.12xlarge', /branch ENIs/);
    },
  },
  pool: {
    file: 'healthy/aws-node.yaml',
    async show(page, text) {
      if (await page.locator('.part.panel').isVisible()) await runCommand(page, 'View: Hide Panel');
      await goTo(page, ...place(text, 'WARM_PREFIX_TARGET'));
      await hover(page, 'WARM_PREFIX_TARGET', /idle/);
    },
  },
  addon: {
    file: 'addon/cluster.yaml',
    async show(page, text) {
      if (await page.locator('.part.panel').isVisible()) await runCommand(page, 'View: Hide Panel');
      await goTo(page, ...place(text, 'ENABLE_POD_ENI'));
      await squiggles(page, 'warning').first().waitFor();
      await hover(page, 'ENABLE_PREFIX_DELEGATION', /branch ENIs/);
    },
  },
  configuration: {
    file: 'addon/cluster.yaml',
    async show(page) {
      if (await page.locator('.part.panel').isVisible()) await runCommand(page, 'View: Hide Panel');
      await runCommand(page, 'VPC CNI: Show Effective Configuration');
      await page
        .locator('.view-lines', { hasText: /replaces.the.default/ })
        .first()
        .waitFor();
    },
  },
  hover: {
    file: 'healthy/aws-node.yaml',
    async show(page, text) {
      if (await page.locator('.part.panel').isVisible()) await runCommand(page, 'View: Hide Panel');
      await goTo(page, ...place(text, 'ENABLE_PREFIX_DELEGATION'));
      await hover(page, 'ENABLE_PREFIX_DELEGATION', /branch ENIs/);
    },
  },
  explorer: explorer('Dark Modern', 'main'),
  'explorer-light': explorer('Light Modern', '#modes'),
  'explorer-high-contrast': explorer('Dark High Contrast', '#modes'),
};

/** The density explorer beside its manifest, in a theme, with something tried out, from a part of its page on. */
function explorer(theme, part) {
  return {
    file: 'nodes/aws-node.yaml',
    viewport: { width: 1600, height: 1000 },
    async show(page) {
      if (await page.locator('.part.panel').isVisible()) await runCommand(page, 'View: Hide Panel');
      await chooseTheme(page, theme);
      await runCommand(page, 'VPC CNI: Explore Pod Density');
      const frame = await webviewFrame(page);
      await frame.locator('#costs tbody tr').first().waitFor();
      // Few enough for both pictures.
      for (const type of ['m5a.large', 'm6i.large', 'm6i.xlarge', 'c7g.large'])
        await frame.getByRole('button', { name: `Remove ${type}` }).click();
      await frame.locator('#control-WARM_PREFIX_TARGET').fill('3');
      await frame.locator('#pool .legend', { hasText: 'tried' }).waitFor();
      await frame.locator('#read-at').fill('100');
      await frame.locator('.side').evaluate((element) => element.scrollTo(0, 0));
      await frame.locator(part).evaluate((element) => element.scrollIntoView());
    },
    async leave(page) {
      await page.locator('.tab', { hasText: 'Pod Density' }).click({ button: 'middle' });
      await chooseTheme(page, 'Dark Modern');
    },
  };
}

const names = process.argv.slice(2);
const chosen = names.length ? names : ['icon', ...Object.keys(PICTURES)];
mkdirSync(IMAGES, { recursive: true });
await setUpChromium();
if (chosen.includes('icon')) {
  await drawIcon(IMAGES);
  console.log('docs/images/icon.png');
}
const pictures = chosen.filter((name) => name !== 'icon');
if (pictures.length > 0) await takeAll(pictures);

async function takeAll(names) {
  await setUpBuild(NEWEST);
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'vpc-cni-')), 'examples');
  cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });
  const workbench = await openWorkbench({
    build: findBuild(NEWEST),
    folder,
    extension: ROOT,
    viewport: VIEWPORT,
    settings: { 'editor.fontSize': 13, 'workbench.sideBar.location': 'right', 'editor.hover.above': false },
  });
  try {
    await runCommand(workbench.page, 'View: Toggle Primary Side Bar Visibility');
    for (const name of names) await take(workbench.page, folder, name);
  } finally {
    await workbench.close();
    rmSync(path.dirname(folder), { recursive: true, force: true });
  }
}

async function take(page, folder, name) {
  const { file, show, leave, viewport } = PICTURES[name];
  if (viewport) await page.setViewportSize(viewport);
  await openFile(page, file);
  await page.locator('.monaco-workbench.vs-dark').waitFor();
  // Things that come late must not differ from one run to the next.
  await page.locator('.statusbar-item', { hasText: /· (\d+ pods|aws-node exits)/ }).waitFor();
  await show(page, readFileSync(path.join(folder, file), 'utf8'));
  await page.screenshot({ path: path.join(IMAGES, `${name}.png`), animations: 'disabled' });
  await closeMenus(page);
  await leave?.(page);
  if (viewport) await page.setViewportSize(VIEWPORT);
  console.log(`docs/images/${name}.png`);
}

/** Line and column of `word`, both from 1. */
function place(text, word) {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  return [before.length, before.at(-1).length + 1];
}
