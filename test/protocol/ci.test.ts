import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { read } from '../../server/src/core/model/source.js';
import { type Node, toJson } from '../../server/src/core/model/tree.js';
import { rulesIn } from '../support/check.js';
import { whole } from '../support/manifest.js';

const { version, bin } = JSON.parse(readFileSync('package.json', 'utf8'));
const HOOKS = '.pre-commit-hooks.yaml';
const GUIDE = 'docs/ci.md';
const EXAMPLES = readdirSync('examples/ci').map((name) => path.join('examples/ci', name));

/** A repository with mistakes, errors among them. */
const folder = mkdtempSync(path.join(tmpdir(), 'vpc cni '));
after(() => rmSync(folder, { recursive: true }));
cpSync('examples/mistakes', folder, { recursive: true });

const lint = (args: readonly string[]) =>
  spawnSync(process.execPath, [path.resolve(bin['vpc-cni']), 'lint', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly args: readonly string[];
  readonly files: string;
  readonly pass_filenames: boolean;
}

const yaml = (text: string): unknown => toJson(read(text).root as Node);
const [hook] = yaml(readFileSync(HOOKS, 'utf8')) as Hook[];

test('the hook runs the package of this release on the whole repository', () => {
  assert.ok(hook);
  assert.equal(hook.id, 'vpc-cni');
  assert.equal(hook.entry, `npx --yes vpc-cni@${version} lint`);
  assert.equal(hook.pass_filenames, false);
  const { status, stdout } = lint(hook.args);
  assert.equal(status, 1);
  assert.match(stdout, /^aws-node\.yaml:\d+:\d+: error /m);
});

test('the hook runs for the files that lint reads', () => {
  const files = new RegExp(hook?.files ?? '');
  for (const name of ['a.yaml', 'charts/b.yml', 'c.json']) assert.match(name, files);
  for (const name of ['a.md', 'yaml', 'b.yaml.bak', 'json/c.txt']) assert.doesNotMatch(name, files);
});

test('examples and guide pin this release', () => {
  for (const file of [HOOKS, GUIDE, ...EXAMPLES]) {
    const pins = [...readFileSync(file, 'utf8').matchAll(/vpc-cni@([\w.]+)|rev: v([\w.]+)/g)];
    assert.notEqual(pins.length, 0, file);
    for (const [pin, of, rev] of pins) assert.equal(of ?? rev, version, `${pin} in ${file}`);
  }
});

test('what examples run prints what they expect', () => {
  const lines = EXAMPLES.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/npx --yes vpc-cni@\S+ lint (.*?)(?: > \S+)?$/gm),
  ]);
  const printed = lines.map(([, args = '']) => {
    const { status, stdout } = lint(args.split(' '));
    assert.equal(status, 1, args);
    return stdout.slice(0, stdout.search(/[\s,]/));
  });
  assert.deepEqual(printed.sort(), ['::notice', '<?xml', '{']);
});

test('every option in the guide is one', () => {
  const help = lint(['--help']).stdout;
  const guide = readFileSync(GUIDE, 'utf8');
  const options = new Set(guide.match(/--[a-z-]+/g));
  options.delete('--no-color');
  assert.ok(options.size > 5);
  for (const option of options) assert.match(help, new RegExp(`${option}\\b`), option);
  for (const [, format] of guide.matchAll(/^\| `(\w+)` \|/gm)) assert.match(help, new RegExp(`"${format}"`));
});

test('comments in the guide allow what they say', () => {
  const guide = readFileSync(GUIDE, 'utf8');
  const [, env = ''] = /^env:\n((?: {2}.*\n)+)/m.exec(guide) ?? [];
  const items = env.replace(/^ {2}/gm, '');
  assert.deepEqual(rulesIn(whole(items)), []);
  assert.deepEqual(rulesIn(whole(items.replace(/#.*/g, ''))), ['ignored-value', 'warm-ip-without-minimum']);
});

test('workflows are no manifests', () => {
  assert.equal(EXAMPLES.length, 3);
  for (const file of [HOOKS, ...EXAMPLES]) assert.deepEqual(rulesIn(readFileSync(file, 'utf8')), [], file);
});
