// What a user sees and does, in the workbench itself.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('pods stand beside the container, and in the status bar that aws-node does not start', async () => {
  await line(workbench.page, /name:\saws-node.*\d+\spods/).waitFor();
  await workbench.page.locator('.statusbar-item', { hasText: /m5\.large · aws-node exits/ }).waitFor();
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
  const open = async () => {
    await runCommand(page, 'VPC CNI: Select Instance Type');
    await page.locator('.quick-input-widget', { hasText: 'VPC CNI: Instance Type' }).waitFor();
  };
  await pick(page, open, 'm5.xlarge');
  await page.locator('.statusbar-item', { hasText: /m5\.xlarge · aws-node exits/ }).waitFor();
});

test('the status bar tells the mode, and its tooltip leads on', async () => {
  const { page } = workbench;
  await openFile(page, 'healthy/aws-node.yaml');
  const item = page.locator('.statusbar-item', { hasText: /· \d+ pods · prefix delegation/ });
  await item.waitFor();
  assert.match(
    await item.locator('a[aria-label]').first().getAttribute('aria-label'),
    /^VPC CNI: \S+, \d+ pods, prefix delegation.*Select an instance type/,
  );
  const tooltip = page.locator('.monaco-hover:visible', { hasText: 'Explore Pod Density' });
  await page.mouse.move(0, 0);
  await item.hover();
  await tooltip.waitFor();
  await tooltip.locator('a', { hasText: 'Show Effective Configuration' }).click();
  await page.locator('.tab.active', { hasText: /Effective Configuration|effective/i }).waitFor();
});

test('the status bar follows what other files say', async () => {
  const { page } = workbench;
  await openFile(page, 'nodes/cluster.yaml');
  const item = (mode) => page.locator('.statusbar-item', { hasText: new RegExp(`\\d+ pods · ${mode}$`) });
  await item('prefix delegation').waitFor();
  const other = path.join(folder, 'nodes/aws-node.yaml');
  const text = readFileSync(other, 'utf8');
  writeFileSync(other, text.replace(/(ENABLE_PREFIX_DELEGATION\s+value: )"true"/, '$1"false"'));
  await item('secondary IPs').waitFor();
});

test('the walkthrough opens an example, and knows that it did', async () => {
  const { page } = workbench;
  await pick(page, () => runCommand(page, 'Welcome: Open Walkthrough...'), 'Amazon VPC CNI');
  const step = page.locator('.getting-started-step', { hasText: 'Open a Manifest' });
  await step.getByText('Open an Example').click();
  await line(page, /An\saws-node\sto\stry/).waitFor();
  await page.locator('.tab', { hasText: 'Welcome' }).click();
  await step.getByRole('checkbox', { checked: true }).waitFor();
});
