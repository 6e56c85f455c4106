// Pictures of the extension at work, for the README: `npm run screenshots [-- NAME...]`.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../client/tools/install.mjs';
import { findBuild, NEWEST, setUpBuild } from './builds.mjs';
import { setUpChromium } from './chromium.mjs';
import {
  closeMenus,
  goTo,
  hover,
  line,
  openFile,
  openQuickFixes,
  openWorkbench,
  runCommand,
  squiggles,
} from './workbench.mjs';

const IMAGES = path.join(ROOT, 'docs/images');
const MISTAKES = 'mistakes/aws-node.yaml';

/** What to show in each picture, in an editor on `file`. */
const PICTURES = {
  squiggles: { file: MISTAKES, show: (page) => squiggles(page, 'warning').first().waitFor() },
  hover: { file: MISTAKES, show: (page) => hover(page, 'ENABLE_PREFIX_DELEGATION', /pods/i) },
  'quick-fix': {
    file: MISTAKES,
    async show(page, text) {
      await squiggles(page, 'warning').first().waitFor();
      await goTo(page, ...place(text, 'yes'));
      await openQuickFixes(page, '"true"');
    },
  },
  'inlay-hints': { file: 'healthy/aws-node.yaml', show: (page) => line(page, /\d+\spods/).waitFor() },
  'instance-types': {
    file: 'healthy/aws-node.yaml',
    async show(page) {
      await runCommand(page, 'VPC CNI: Select Instance Type');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: /vCPU/ }).first().waitFor();
    },
  },
};

const names = process.argv.slice(2);
await setUpBuild(NEWEST);
await setUpChromium();
mkdirSync(IMAGES, { recursive: true });
const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'vpc-cni-')), 'examples');
cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });
const workbench = await openWorkbench({ build: findBuild(NEWEST), folder, extension: ROOT });
try {
  for (const name of names.length ? names : Object.keys(PICTURES)) await take(workbench.page, name);
} finally {
  await workbench.close();
  rmSync(path.dirname(folder), { recursive: true, force: true });
}

async function take(page, name) {
  const { file, show } = PICTURES[name];
  await openFile(page, file);
  // Things that come late must not differ from one run to the next.
  await page.locator('.statusbar-item', { hasText: /· \d+ pods/ }).waitFor();
  await show(page, readFileSync(path.join(folder, file), 'utf8'));
  await page.screenshot({ path: path.join(IMAGES, `${name}.png`), animations: 'disabled' });
  await closeMenus(page);
  console.log(`docs/images/${name}.png`);
}

/** Line and column of `word`, both from 1. */
function place(text, word) {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  return [before.length, before.at(-1).length + 1];
}
