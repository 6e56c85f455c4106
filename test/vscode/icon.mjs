import { readFileSync } from 'node:fs';
import path from 'node:path';
import { launchChromium } from './chromium.mjs';

const SIZE = 256;

/** Draws icon.svg of a folder into icon.png beside it, since the Marketplace takes no SVG. `zopflipng` then halves what it takes in the .vsix. */
export async function drawIcon(images) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
    const svg = readFileSync(path.join(images, 'icon.svg'), 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: path.join(images, 'icon.png'), omitBackground: true });
  } finally {
    await browser.close();
  }
}
