import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const MANIFEST = JSON.parse(readFileSync('package.json', 'utf8'));
const COMMANDS = new Set(MANIFEST.contributes.commands.map(({ command }: { command: string }) => command));
const [WALKTHROUGH]: { readonly steps: readonly Step[] }[] = MANIFEST.contributes.walkthroughs;
const STEPS = WALKTHROUGH?.steps ?? [];

test('the walkthrough has four steps, each with a button', () => {
  assert.equal(STEPS.length, 4);
  for (const { id, description } of STEPS)
    assert.match(description, /^\[[^\]]+\]\((command|https):[^)]+\)$/m, id);
});

test('what the steps run and wait for exists', () => {
  const clientCode = readFileSync('client/src/example.ts', 'utf8');
  for (const { id, description, completionEvents } of STEPS) {
    for (const [, command] of description.matchAll(/\(command:([\w.]+)/g))
      assert.ok(COMMANDS.has(command), command);
    for (const event of completionEvents) {
      const [kind, what = ''] = event.split(/:(.*)/);
      if (kind === 'onCommand') assert.ok(COMMANDS.has(what), event);
      else if (kind === 'onLink') assert.ok(description.includes(`(${what})`), event);
      else if (what.startsWith('config.'))
        assert.match(JSON.stringify(MANIFEST.contributes.configuration), new RegExp(`"${what.slice(7)}"`));
      else assert.ok(clientCode.includes(`'${what}'`), `${id}: somebody sets ${what}`);
    }
  }
});

test('pictures of the steps are there, with a text in their place', () => {
  for (const { media } of STEPS) {
    assert.match(
      readFileSync(media.svg, 'utf8'),
      /^<svg xmlns="[^"]+" viewBox="[^"]+" role="img" aria-label="[^"]+">/,
    );
    assert.ok(media.altText.length > 20, media.svg);
  }
});

test('the icon is a square picture of 128 pixels at least', () => {
  assert.ok(existsSync(MANIFEST.icon.replace(/png$/, 'svg')));
  const png = readFileSync(MANIFEST.icon);
  // The header chunk: width, then height.
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [256, 256]);
});
