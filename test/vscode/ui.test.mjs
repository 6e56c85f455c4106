// What a user sees and does, in the workbench itself.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../../client/tools/install.mjs';
import { findBuild, NEWEST } from './builds.mjs';
import {
  goTo,
  hover,
  line,
  openFile,
  openQuickFixes,
  openWorkbench,
  pick,
  runCommand,
  squiggles,
} from './workbench.mjs';

const FILE = 'mistakes/aws-node.yaml';
const folder = mkdtempSync(path.join(os.tmpdir(), 'vpc-cni-ui-'));
let workbench;

before(async () => {
  cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });
  workbench = await openWorkbench({ build: findBuild(NEWEST), folder, extension: ROOT });
  await openFile(workbench.page, FILE);
});

after(async () => {
  await workbench?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('mistakes are underlined', async () => {
  await squiggles(workbench.page, 'error').first().waitFor();
  await squiggles(workbench.page, 'warning').first().waitFor();
});

test('the pods of a node stand beside the container and in the status bar', async () => {
  await line(workbench.page, /name:\saws-node.*\d+\spods/).waitFor();
  await workbench.page.locator('.statusbar-item', { hasText: /m5\.large · \d+ pods/ }).waitFor();
});

test('a hover explains a variable', async () => {
  const shown = await hover(workbench.page, 'ENABLE_PREFIX_DELEGATION', /pods/i);
  assert.match(await shown.textContent(), /ENABLE_PREFIX_DELEGATION/);
});

test('the lightbulb mends a value', async () => {
  const { page } = workbench;
  const wrong = 'value: "yes"';
  const lines = readFileSync(path.join(folder, FILE), 'utf8').split('\n');
  const row = lines.findIndex((text) => text.includes(wrong));
  await goTo(page, row + 1, lines[row].indexOf('yes') + 1);
  await line(page, wrong).waitFor();
  await openQuickFixes(page, '"true"');
  await page.keyboard.press('Enter');
  await line(page, wrong).waitFor({ state: 'detached' });
});

test('the instance type can be chosen from a list', async () => {
  const { page } = workbench;
  await runCommand(page, 'VPC CNI: Select Instance Type');
  await page.locator('.quick-input-widget', { hasText: 'VPC CNI: Instance Type' }).waitFor();
  await pick(page, 'm5.xlarge');
  await page.locator('.statusbar-item', { hasText: /m5\.xlarge · \d+ pods/ }).waitFor();
});
