// npm test           everything, the extension in two versions of a real VS Code
// npm run check      all that needs no VS Code
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { install, ROOT } from '../client/tools/install.mjs';
import { run, stopSignal } from '../client/tools/process.mjs';
import { NEWEST, OLDEST } from './vscode/builds.mjs';

const STAGE_MS = 9 * 60_000;
const VSIX = 'out/extension.vsix';
/** Hundreds of small files of pure functions: to start a process for each takes ten times as long as to run it. */
const IN_ONE_PROCESS = ['rules', 'carriers', 'features'];

const started = Date.now();
const signal = stopSignal();
const slots = createSlots(Math.min(4, Math.max(2, os.availableParallelism())));

const packages = stage('packages', [], install);
const build = stage('build', [packages], node('build.mjs'));
const types = stage('types', [packages], node('build.mjs', '--compile'));
const lint = stage(
  'format and lint',
  [packages],
  node('node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off'),
);
const generated = stage('generated files', [types], node('build.mjs', '--generate', '--check'));
const inner = stage('core, corpus, protocol', [build, types], nodeTests(compiledTests), countNode);
const gate = stage('speed and size', [build], node('bench/gate.mjs'));
const advisories = stage('advisories', [packages], node('server/tools/audit.mjs'));
const stages = [packages, build, types, lint, generated, inner, gate, advisories];
if (!process.argv.includes('--without-vscode')) stages.push(...withVSCode());
const results = await Promise.all(stages);
console.log(`\n${results.map(row).join('\n')}\n\nAll in ${seconds(Date.now() - started)}.`);
const sum = (pick) => results.reduce((total, result) => total + pick(result), 0);
const failed = sum((result) => result.failed);
console.log(`${sum((result) => result.passed)} passed, ${failed} failed`);
process.exitCode = signal.reason?.exitCode ?? (failed > 0 ? 1 : 0);

function withVSCode() {
  // Elsewhere the desktop build is downloaded when it is needed.
  const isLinux = process.platform === 'linux';
  const vscode = isLinux ? stage('VS Code', [packages], node('test/vscode/setup.mjs')) : packages;
  const vsix = stage('package', [build], node('client/tools/package.mjs', '--no-build', '--out', VSIX));
  const inVSCode = (title, needs, ...args) =>
    stage(title, [...needs, vscode], node('test/extension/run.mjs', ...args), countMocha);
  const newest = inVSCode(`extension in ${NEWEST}`, [build], NEWEST);
  const oldest = inVSCode(`extension in ${OLDEST}`, [build], OLDEST);
  const workbench =
    isLinux && stage(`workbench ${NEWEST}`, [build, vscode], nodeTests(testsIn('test/vscode')), countNode);
  // After VS Code: both may have to ask apt-get, which serves one at a time.
  const neovim = isLinux && stage('Neovim', [vscode], node('test/editors/setup.mjs'));
  const editors =
    isLinux && stage('other editors', [build, neovim], nodeTests(testsIn('test/editors')), countNode);
  if (!isLinux) console.log('  – workbench, other editors: not tested, they are set up on Linux only');
  const web = inVSCode('extension in the web host', [build], NEWEST, '--web');
  const beside = inVSCode('beside a YAML server', [build], NEWEST, '--beside-yaml');
  const packaged = inVSCode(`package in ${OLDEST}`, [vsix], OLDEST, VSIX);
  return [vscode, vsix, newest, oldest, web, workbench, beside, packaged, neovim, editors].filter(
    (each) => each && each !== packages,
  );
}

/**
 * Does `work` once all of `needs` went well and a slot is free. Resolves, and never rejects, to what became of it.
 * `count` reads from the output how many tests there were; without it the stage is one check.
 */
async function stage(title, needs, work, count = () => ({ passed: 1, failed: 0 })) {
  const done = await Promise.all(needs);
  const reason = done.find((result) => result.failed > 0);
  if (reason) return { title, passed: 0, failed: 1, note: `not run: ${reason.title} failed` };
  const free = await slots();
  console.log(`  … ${title}`);
  const start = Date.now();
  const { output, error } = await attempt(work);
  free();
  const result = { title, took: Date.now() - start, ...count(output) };
  if (result.passed + result.failed === 0) result.note = 'no tests ran';
  // Also where no test tells of it: the program failed, nothing ran, something was skipped.
  if (error || result.note) result.failed ||= 1;
  if (error && count.length === 0) result.passed = 0;
  if (result.failed)
    console.log(`\n──── ${title} ────\n${output}\n${error?.message ?? result.note ?? ''}\n────\n`);
  return { ...result, note: result.note ?? /^(?:Running in|Note:) (.*)$/m.exec(output)?.[1] };
}

async function attempt(work) {
  try {
    const { output = '' } = await work({ cwd: ROOT, signal, limitMs: STAGE_MS });
    return { output: stripVTControlCharacters(output) };
  } catch (error) {
    return { output: stripVTControlCharacters(error.output ?? ''), error };
  }
}

/** Work that is a program of ours. */
function node(...args) {
  return (options) => run(process.execPath, args, options);
}

function nodeTests(files) {
  // No forced exit: it can cut off the last results of a file. Tests close what they open.
  const flags = ['--test-reporter=spec', '--test-timeout=120000'];
  return (options) => node('--test', ...flags, ...files())(options);
}

/** By their sources: in out/ there may be some whose source is gone. */
function compiledTests() {
  const files = readdirSync(path.join(ROOT, 'test'), { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join('out/test', file.replace(/\.ts$/, '.js')));
  const isIn = (folder) => (file) => file.startsWith(path.join('out/test', folder, path.sep));
  const groups = IN_ONE_PROCESS.map((folder) => together(folder, files.filter(isIn(folder))));
  return [...groups, ...files.filter((file) => !IN_ONE_PROCESS.some((folder) => isIn(folder)(file)))];
}

/** A test file that is all of these. */
function together(name, files) {
  const group = path.join('out/test/together', `${name}.js`);
  mkdirSync(path.join(ROOT, path.dirname(group)), { recursive: true });
  const imports = files.map((file) => {
    const address = path.relative(path.dirname(group), file).split(path.sep).join('/');
    return `import ${JSON.stringify(address)};\n`;
  });
  writeFileSync(path.join(ROOT, group), imports.join(''));
  return group;
}

function testsIn(folder) {
  return () =>
    readdirSync(path.join(ROOT, folder))
      .filter((file) => file.endsWith('.test.mjs'))
      .map((file) => path.join(folder, file));
}

function countNode(output) {
  const of = (word) => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const skipped = of('skipped') + of('todo');
  return {
    passed: of('pass'),
    failed: of('fail') + of('cancelled'),
    ...(skipped > 0 && { note: `${skipped} skipped` }),
  };
}

function countMocha(output) {
  const of = (word) => Number(new RegExp(`^ +(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  return { passed: of('passing'), failed: of('failing') };
}

function row({ title, took, passed, failed, note }) {
  const counts = failed > 0 ? `${passed} passed, ${failed} failed` : `${passed} passed`;
  const time = took === undefined ? '' : seconds(took);
  return `${failed > 0 ? '✘' : '✔'} ${title.padEnd(24)}${time.padStart(8)}  ${counts.padEnd(12)}${note ? `  ${note}` : ''}`;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** At most `free` at a time: waits for a slot and gives the function that frees it. */
function createSlots(free) {
  const waiting = [];
  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return async () => {
    if (free > 0) free--;
    else await new Promise((resolve) => waiting.push(resolve));
    return release;
  };
}
