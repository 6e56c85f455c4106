// The pictures of the explorer, drawn with the library as the build leaves it, and with all of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { ROOT } from '../../client/tools/install.mjs';
import { leanPlot } from '../../client/tools/leanPlot.mjs';
import { leavingOut } from '../../server/tools/leavingOut.mjs';
import { launchChromium } from './chromium.mjs';

const WIDTHS = [200, 333, 500, 900, 1400];

const mode = (title, pods, raw, isPresent, ceiling) => ({
  title,
  pods,
  raw,
  ceiling,
  isPresent,
  formula: '',
});
const TYPES = [
  {
    name: 'm5.large',
    size: '2 vCPUs',
    modes: [mode('secondary IPs', 29, 29, true), mode('custom networking + prefixes', 110, 290, false, 110)],
  },
  {
    name: 'c5.9xlarge',
    modes: [mode('secondary IPs', 234, 234, true), mode('prefixes', 250, 1000, false, 250)],
  },
];
const point = (pods, addresses, waiting = 0) => ({
  ...{ pods, addresses, waiting },
  ...{ enis: 1, free: 0, steady: true },
});
const SERIES = [
  {
    id: 'written',
    title: 'As written',
    points: [point(0, 10), point(9, 20), point(20, 29), point(30, 29, 4)],
  },
  { id: 'tried', title: 'Tried', points: [point(0, 16), point(16, 32), point(290, 12_340)] },
];
const SUBNETS = [
  { cidr: '10.0.0.0/24', nodes: 12 },
  { cidr: '10.0.16.0/20', nodes: 1200 },
  { cidr: '10.1.0.0/28', nodes: 0 },
];
const ENTRY = `
import { modesPicture } from './client/webview/modesPicture.ts';
import { poolPicture } from './client/webview/poolPicture.ts';
import { subnetsPicture } from './client/webview/subnetsPicture.ts';
globalThis.pictures = ({ types, series, subnets, widths }) =>
  widths.flatMap((width) => [
    modesPicture(types, width),
    modesPicture(types.slice(1), width),
    poolPicture({ type: 'm5.large', series }, width),
    poolPicture({ type: 'm5.large', series: series.slice(0, 1) }, width),
    subnetsPicture(subnets, 'm5.large', width),
  ]).map(({ svg }) => [svg.outerHTML, svg.scale('x').domain, svg.scale('x').invert?.(50)]);`;

let browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser?.close());

async function pictures(plugins) {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: ROOT },
    ...{ bundle: true, write: false, format: 'iife', target: 'es2022', plugins },
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0].text });
  return page.evaluate((given) => globalThis.pictures(given), {
    ...{ types: TYPES, series: SERIES, subnets: SUBNETS, widths: WIDTHS },
  });
}

test('nothing that a picture is drawn with is left out', async () => {
  const whole = await pictures([]);
  assert.equal(whole.length, WIDTHS.length * 5);
  assert.deepEqual(await pictures([leavingOut(leanPlot)]), whole);
});
