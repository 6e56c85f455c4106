// The extension in a browser without anything behind it: what the suites of test/extension cannot see there.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../../client/tools/install.mjs';
import { findBuild, NEWEST } from './builds.mjs';
import {
  hover,
  openFile,
  openQuickFixes,
  openWorkbench,
  runCommand,
  squiggles,
  webviewFrame,
} from './workbench.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vpc-cni-web-'));
let workbench;

before(async () => {
  cpSync(path.join(ROOT, 'test/extension/workspace'), folder, { recursive: true });
  workbench = await openWorkbench({ build: findBuild(NEWEST), folder, extension: ROOT, isWeb: true });
  workbench.page.setDefaultTimeout(30_000);
});

after(async () => {
  await workbench?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('hovers explain, and a fix mends', async () => {
  const { page } = workbench;
  await openFile(page, 'aws-node.yaml');
  await squiggles(page, 'warning').first().waitFor();
  await hover(page, 'ENABLE_PREFIX_DELEGATION', /prefix/);
  await page.locator('.view-line', { hasText: '"yes"' }).getByText('"yes"').click();
  await openQuickFixes(page, '"true"');
  await page.locator('.action-widget .monaco-list-row.action', { hasText: '"true"' }).first().click();
  await page.locator('.view-line', { hasText: '"yes"' }).waitFor({ state: 'detached' });
});

test('what is in files that are not open counts', async () => {
  const { page } = workbench;
  await openFile(page, 'blue/cluster.yaml');
  // By the aws-node in blue/cni.
  await page.locator('.view-line', { hasText: '110 pods' }).first().waitFor();
  await page.locator('.statusbar-item', { hasText: /m5\.large · 110 pods/ }).waitFor();
});

test('the density explorer opens', async () => {
  const { page } = workbench;
  await runCommand(page, 'VPC CNI: Explore Pod Density');
  const frame = await webviewFrame(page);
  await frame.locator('#modes svg[role=img]').waitFor();
  await frame.locator('.source', { hasText: '.yaml' }).waitFor();
});
