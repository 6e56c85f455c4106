// The density explorer as a user has it: opened, tried out, applied and taken back.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../../client/tools/install.mjs';
import { findBuild, NEWEST } from './builds.mjs';
import { chooseTheme, line, openFile, openWorkbench, runCommand, until, webviewFrame } from './workbench.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const FILE = 'nodes/aws-node.yaml';
const COMMAND = 'VPC CNI: Explore Pod Density';
const folder = mkdtempSync(path.join(os.tmpdir(), 'vpc-cni-explorer-'));
const consoleTexts = [];
let workbench;
let frame;

before(async () => {
  cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });
  workbench = await openWorkbench({
    build: findBuild(NEWEST),
    folder,
    extension: ROOT,
    settings: { 'workbench.sideBar.location': 'right', 'files.autoSave': 'off' },
    viewport: { width: 1600, height: 1000 },
  });
  workbench.page.setDefaultTimeout(15_000);
  await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  workbench.page.on('console', (message) => consoleTexts.push(message.text()));
  await openFile(workbench.page, FILE);
});

after(async () => {
  await workbench?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the button of the editor opens the explorer, which shows the cluster of the file', async () => {
  const { page } = workbench;
  await page.locator('.editor-actions a[aria-label*="Explore Pod Density"]').first().click();
  frame = await webviewFrame(page);
  await frame.locator('.source', { hasText: 'aws-node.yaml' }).waitFor();
  await frame.locator('#modes svg[role=img][aria-label*="m5.large"]').waitFor();
  assert.equal(await figure('pods'), '250');
  await frame.locator('#costs tbody tr').nth(99).waitFor();
});

test('a slider moves the steps, their table and the figures', async () => {
  const slider = frame.locator('#control-WARM_PREFIX_TARGET');
  const [path, table, addresses] = [await steps(), await tableOf('pool'), await figure('addresses')];
  await slider.focus();
  await slider.press('ArrowRight');
  await slider.press('ArrowRight');
  await frame.locator('#pool .legend li', { hasText: 'tried' }).waitFor();
  assert.equal(await slider.inputValue(), '3');
  assert.notEqual(await steps(), path);
  assert.notEqual(await tableOf('pool'), table);
  assert.notEqual(await figure('addresses'), addresses);
  assert.equal(await frame.evaluate(() => document.activeElement.id), 'control-WARM_PREFIX_TARGET');
  await spoken(/Addresses, idle to full: 48/);
});

test('what is tried is reset', async () => {
  await frame.getByRole('button', { name: 'Reset', exact: true }).click();
  await frame.locator('#pool .legend li', { hasText: 'tried' }).waitFor({ state: 'detached' });
  assert.equal(await frame.locator('#control-WARM_PREFIX_TARGET').inputValue(), '1');
});

test('Apply writes what is tried as one edit, and one undo takes it back', async () => {
  const { page } = workbench;
  const before = readFileSync(path.join(folder, FILE), 'utf8');
  await frame.locator('#control-WARM_PREFIX_TARGET').press('ArrowRight');
  await frame.locator('#control-ENABLE_POD_ENI').press('Space');
  await frame.locator('.control.tried').nth(1).waitFor();
  await frame.getByRole('button', { name: 'Apply' }).click();
  await frame
    .locator('.applying', {
      hasText: 'Applied to nodes/aws-node.yaml (not saved). Undo there takes it back.',
    })
    .waitFor();
  await line(page, 'ENABLE_POD_ENI').waitFor();
  await frame.locator('.control.tried').first().waitFor({ state: 'detached' });
  await frame.locator('#control-WARM_PREFIX_TARGET-note', { hasText: 'written: 2' }).waitFor();
  assert.equal(readFileSync(path.join(folder, FILE), 'utf8'), before, 'nothing is saved');

  await frame.getByRole('button', { name: 'Open nodes/aws-node.yaml' }).click();
  await page.locator('.tab.active.dirty', { hasText: /^aws-node\.yaml/ }).waitFor();
  assert.equal(await page.locator('.tab', { hasText: /^aws-node\.yaml/ }).count(), 1);

  await line(page, 'aws-node').first().click();
  await page.keyboard.press('Control+Z');
  await line(page, 'ENABLE_POD_ENI').waitFor({ state: 'detached' });
  await frame.locator('#control-WARM_PREFIX_TARGET-note', { hasText: /^written: 1/ }).waitFor();
  await page.keyboard.press('Control+S');
  await page.locator('.tab:not(.dirty)', { hasText: /^aws-node\.yaml/ }).waitFor();
  // VS Code empties a file before it writes it.
  await until('the file as it was', () => readFileSync(path.join(folder, FILE), 'utf8') === before);
});

test('Apply stays in sight while anything of the configuration is', async () => {
  const places = await frame.evaluate(() => {
    const apply = document.querySelector('.applying');
    const rows = [...document.querySelectorAll('.control')];
    const found = [];
    for (const row of rows) {
      row.scrollIntoView({ block: 'center' });
      const { top, bottom } = apply.getBoundingClientRect();
      found.push(top >= 0 && bottom <= innerHeight + 1);
    }
    window.scrollTo(0, 0);
    return found;
  });
  assert.ok(places.length >= 8 && places.every(Boolean), places.join());
});

test('a change in another file of the cluster moves the picture', async () => {
  const file = path.join(folder, 'nodes/cluster.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('[m5.large, m5a.large]', '[m5.xlarge]'));
  await frame.locator('#modes svg[aria-label*="m5.xlarge"]').waitFor();
  writeFileSync(file, text);
  await frame.locator('#modes svg[aria-label*="m5.large"]').waitFor();
});

test('an instance type is added, shown first, and removed', async () => {
  await frame.locator('#types-input').fill('T3.Medium');
  await frame.locator('#types-input').press('Enter');
  await frame.locator('.chip.first', { hasText: 't3.medium' }).waitFor();
  await frame.locator('#pool svg[aria-label*="t3.medium"]').waitFor();
  await frame.getByRole('button', { name: 'Remove t3.medium' }).click();
  await frame.locator('.chip', { hasText: 't3.medium' }).waitFor({ state: 'detached' });
  await frame.getByRole('button', { name: 'Use those in the manifests' }).click();
  await frame.locator('.chip.first', { hasText: 'c6i.12xlarge' }).waitFor();
});

test('what is no instance type is not taken', async () => {
  await frame.locator('#types-input').fill('m5.lrge');
  await frame.locator('#types-input').press('Enter');
  await frame
    .locator('#types-input-wrong', { hasText: /m5\.lrge is not in the list .* m5\.large/ })
    .waitFor();
  assert.equal(await frame.locator('#types-input').inputValue(), 'm5.lrge');
  assert.equal(await frame.locator('.chip', { hasText: 'm5.lrge' }).count(), 0);
  await frame.locator('#types-input').fill('');
  assert.equal(await frame.locator('#types-input-wrong').textContent(), '');
});

test('pods that no node takes are remarked upon, and what is no number counts for nothing', async () => {
  const field = frame.locator('#pods-per-node');
  await field.fill('500');
  await frame.locator('#pods-per-node-wrong', { hasText: 'takes 250 pods' }).waitFor();
  await field.fill('-3');
  await frame.locator('#pods-per-node-wrong', { hasText: 'from 0 to 1000' }).waitFor();
  await field.fill('');
  await frame.locator('#pods-per-node-wrong:empty').waitFor({ state: 'attached' });
});

test('nodes are counted until a subnet is full that is typed in', async () => {
  await frame.locator('#subnets-input').fill('10.9.0.0/24');
  await frame.locator('#subnets-input').press('Enter');
  await frame.locator('#subnets tr', { hasText: /10\.9\.0\.0\/24.*\d+.*typed in/s }).waitFor();
  await frame.locator('#subnets svg[role=img][aria-label*="10.9.0.0/24: "]').waitFor();
});

test('what is typed is never markup', async () => {
  await frame.locator('#subnets-input').fill('<img/src=x>');
  await frame.locator('#subnets-input').press('Enter');
  await frame.locator('#subnets th', { hasText: '<img/src=x>' }).waitFor();
  assert.equal(await frame.locator('img').count(), 0);
  await frame.getByRole('button', { name: 'Remove <img/src=x>' }).click();
  await frame.locator('#subnets th', { hasText: '<img/src=x>' }).waitFor({ state: 'detached' });
});

test('the cost table is sorted by the keyboard and filtered', async () => {
  const header = frame.locator('#costs th', {
    has: frame.getByRole('button', { name: 'Pods', exact: true }),
  });
  await header.getByRole('button').press('Enter');
  assert.equal(await header.getAttribute('aria-sort'), 'descending');
  const pods = (await costs(4)).map(Number);
  assert.ok(pods.length === 100 && pods.every((each, index) => index === 0 || each <= pods[index - 1]));
  await header.getByRole('button').press('Enter');
  assert.equal(await header.getAttribute('aria-sort'), 'ascending');

  await frame.locator('#cost-filter').fill('m5 large');
  const names = await costs(1);
  assert.ok(names.length > 3 && names.every((name) => /m5.*large/.test(name)), names.join());
  await frame.locator('#cost-filter').fill('');
});

test('Copy as Markdown copies all tables', async () => {
  const { page } = workbench;
  await frame.getByRole('button', { name: 'Copy as Markdown' }).click();
  await frame.locator('.told', { hasText: 'Copied' }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^# Pod density: aws-node\.yaml\n/);
  assert.match(text, /^\| c6i\.12xlarge \| prefix delegation \(this one\) \| 250 \|/m);
  assert.match(text, /^\| MAX\\_ENI \| not set \| not set \|/m);
  assert.match(text, /^\| WARM\\_PREFIX\\_TARGET \| 1 \| 1 \|/m);
  assert.equal(text.match(/^\*\*/gm).length, 5);
});

test('Save as SVG writes a picture that needs nothing else', async () => {
  const { page } = workbench;
  const file = path.join(folder, 'saved.svg');
  await frame.getByRole('button', { name: 'Save as SVG' }).click();
  const input = page.locator('.quick-input-widget input[type=text]');
  // The dialog writes its proposal late.
  while (!(await input.inputValue()).endsWith('pod-density.svg')) await page.waitForTimeout(50);
  await input.fill(file);
  await page.keyboard.press('Enter');
  await frame.locator('.told', { hasText: 'Saved as saved.svg' }).waitFor();
  const svg = readFileSync(file, 'utf8');
  assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.doesNotMatch(svg, /var\(|currentColor|color|class=|<style/);
  assert.match(svg, /Pod density of c6i\.12xlarge/);
  assert.match(svg, /Nodes until a subnet is full.*10\.9\.0\.0\/24/s);
});

test('the command opens the page that is there already', async () => {
  const { page } = workbench;
  await line(page, 'aws-node').click();
  await runCommand(page, COMMAND);
  await frame.locator('main').waitFor();
  assert.equal(await page.locator('.tab', { hasText: 'Pod Density' }).count(), 1);
});

test('what was chosen is there again after the page was hidden', async () => {
  const { page } = workbench;
  await frame.locator('#control-WARM_PREFIX_TARGET').press('ArrowRight');
  await frame.locator('.control.tried').waitFor();
  await page.locator('.tab', { hasText: 'Pod Density' }).click();
  await page.keyboard.press('Control+2');
  await openFile(page, 'healthy/eniconfigs.yaml');
  await gone(frame);
  await page.locator('.tab', { hasText: 'Pod Density' }).click();
  frame = await webviewFrame(page);
  await frame.locator('.control.tried #control-WARM_PREFIX_TARGET').waitFor();
  assert.equal(await frame.locator('#control-WARM_PREFIX_TARGET').inputValue(), '2');
});

test('what stops aws-node is said under the title', async () => {
  const { page } = workbench;
  await page.locator('.tab', { hasText: /^aws-node\.yaml/ }).click();
  const manifest = readFileSync(path.join(folder, FILE), 'utf8');
  writeFileSync(path.join(folder, FILE), manifest.replace('value: "true"', 'value: true'));
  await page.locator('.tab', { hasText: 'Pod Density' }).click();
  await frame.locator('.stops', { hasText: 'does not reach the cluster' }).waitFor();
  writeFileSync(path.join(folder, FILE), manifest);
  await frame.locator('.stops').waitFor({ state: 'hidden' });
});

for (const theme of ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'])
  test(`nothing keeps people out in ${theme}`, async () => {
    await choose(theme);
    await frame.locator('#types-input').fill('m5.lrge');
    await frame.locator('#types-input').press('Enter');
    await frame.locator('#types-input-wrong:not(:empty)').waitFor();
    for (const each of await frame.locator('details').all())
      await each.evaluate((details) => (details.open = true));
    await frame.evaluate(readFileSync(AXE, 'utf8'));
    const { violations } = await frame.evaluate(() =>
      globalThis.axe.run(document, { resultTypes: ['violations'] }),
    );
    assert.deepEqual(
      violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
      ),
      [],
    );
  });

test('the page goes on after a restart of the server', async () => {
  await runCommand(workbench.page, 'VPC CNI: Restart Language Server');
  const before = await steps();
  await frame.locator('#control-WARM_PREFIX_TARGET').fill('5');
  await frame.locator('#pool .legend', { hasText: '5 prefixes' }).waitFor();
  assert.notEqual(await steps(), before);
  await frame.locator('.banner').waitFor({ state: 'hidden' });
});

test('the page is there again, with what was chosen, after the window was loaded again', async () => {
  const { page } = workbench;
  await runCommand(page, 'Developer: Reload Window');
  await gone(frame);
  frame = await webviewFrame(page);
  await frame.locator('#pool .legend', { hasText: '5 prefixes' }).waitFor();
  await frame.locator('.source', { hasText: 'aws-node.yaml' }).waitFor();
});

test('the policy of the page let everything through, and nothing was tried against it', () => {
  const refused = consoleTexts.filter(
    (text) => /Content Security Policy/i.test(text) && !/frame-ancestors/.test(text),
  );
  assert.deepEqual(refused, []);
});

const figure = (name) => frame.locator(`#figure-${name} .figure`).innerText();
const steps = () =>
  frame.locator('#pool svg path').evaluateAll((paths) => paths.map((each) => each.getAttribute('d')).join());
const tableOf = (id) => frame.locator(`#${id} table`).textContent();
const costs = (column) => frame.locator(`#costs tbody tr > :nth-child(${column})`).allInnerTexts();

/** The live region says so. */
async function spoken(expected) {
  await frame.locator('[aria-live=polite]', { hasText: expected }).waitFor({ state: 'attached' });
}

async function choose(theme) {
  await chooseTheme(workbench.page, theme);
  const kind = theme.includes('Contrast') ? 'high-contrast' : theme.split(' ')[0].toLowerCase();
  await frame.locator(`body.vscode-${kind}`).waitFor();
}

/** The page is not there any more: VS Code takes away what is hidden. */
async function gone(frame) {
  while (!frame.isDetached()) await workbench.page.waitForTimeout(50);
}
