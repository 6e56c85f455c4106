import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../client/tools/install.mjs';
import { run } from '../../client/tools/process.mjs';
import { findNeovim } from './neovim.mjs';

const HERE = path.join(ROOT, 'test/editors');
/** The configurations that users are told to write. */
const BLOCKS = [
  ...readFileSync(path.join(ROOT, 'docs/editors.md'), 'utf8').matchAll(/^```lua\n(-- (.*)\n[\s\S]*?)^```$/gm),
];

test('Neovim has the two configurations of the docs', () => {
  assert.deepEqual(
    BLOCKS.map(([, , title]) => title),
    ['Neovim 0.11 and newer', 'Neovim 0.7 to 0.10'],
  );
});

for (const [, config, title] of BLOCKS) {
  test(`a user of Neovim, with the configuration for ${title}`, async (t) => {
    const { hover, completion, offered, fixed, messages, ...seen } = await session(t, config);
    assert.match(hover, /^\*\*WARM_PREFIX_TARGET\*\*/);
    // It came with the settings.
    assert.match(hover, /`m5\.large`/);
    assert.ok(completion.includes('WARM_IP_TARGET'), completion.join());
    assert.equal(offered[0], 'Write "9001"');
    assert.ok(offered.includes('Fix all that is safe to fix (VPC CNI)'), offered.join());
    assert.equal(fixed, file('other/wide.json').replace('9001', '"9001"').trimEnd());
    const finding = { rule: 'unquoted-value', source: 'VPC CNI', severity: 1, text: '9001' };
    assert.deepEqual(seen, {
      step: 'restart',
      findings: [{ ...finding, line: 26 }],
      before: [],
      after: [{ rule: 'max-pods-above-capacity', source: 'VPC CNI', severity: 2, text: '60', line: 9 }],
      // Behind characters that take one, two or four bytes.
      wide: [{ ...finding, line: 1 }],
      without: [],
      again: true,
    });
    assert.doesNotMatch(messages, /Error|E\d+:/);
  });
}

const file = (name) => readFileSync(path.join(HERE, 'fixtures', name), 'utf8');

/** What Neovim showed to a user who did all of the scenario. */
async function session(t, config) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vpc cni '));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name) => path.join(folder, name);
  cpSync(path.join(HERE, 'fixtures'), folder, { recursive: true });
  for (const name of ['.git', 'bin']) mkdirSync(at(name));
  symlinkSync(path.join(ROOT, 'dist/cli.js'), at('bin/vpc-cni'));
  writeFileSync(at('init.lua'), `dofile(${JSON.stringify(path.join(HERE, 'shim.lua'))})\n${config}`);
  const homes = ['CONFIG', 'DATA', 'STATE', 'CACHE'].map((each) => [`XDG_${each}_HOME`, at(each)]);
  const env = {
    ...process.env,
    ...Object.fromEntries(homes),
    PATH: `${at('bin')}${path.delimiter}${process.env.PATH}`,
    RESULT: at('result.json'),
  };
  const neovim = findNeovim();
  assert.ok(neovim, 'no Neovim; run test/editors/setup.mjs');
  const args = [
    '--headless',
    '--clean',
    '-n',
    '-u',
    'init.lua',
    '-c',
    `luafile ${path.join(HERE, 'scenario.lua')}`,
  ];
  await run(neovim, args, { cwd: folder, env, limitMs: 60_000 });
  const { problem, ...seen } = JSON.parse(readFileSync(at('result.json'), 'utf8'));
  assert.equal(problem, undefined, `${seen.step}: ${problem}`);
  return seen;
}
