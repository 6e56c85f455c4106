#!/usr/bin/env node
/**
 * bench: all figures of docs/performance.md, in one run.  Linux.  About 20 minutes, on a machine with nothing else to do.
 *
 *   npm run bench                       measures all and prints the tables
 *   npm run bench -- --write            the same, and writes them into docs/performance.md
 *   npm run bench -- --quick            one round, few keystrokes, nothing of 100,000: 4 minutes, and not for the record
 *   npm run bench -- --only cni,cli     these alone: scenarios of the harness, workspace, cli, size
 *     --cni FILE      the install manifest to type in; upstream's is
 *                     https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/config/master/aws-k8s-cni.yaml
 *     --rounds N      rounds, 3 unless said
 *     --json FILE     every figure with its p95 and its spread
 *     --from FILE     measures nothing: the tables of such a file (with --write: into the document)
 *     --all           prints every figure of every scenario, too
 *
 * Every server runs on the same Node 24, which npm fetches once: yaml-language-server wants it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../client/tools/install.mjs';
import { measureCli } from './cli.mjs';
import { asked } from './harness/asked.mjs';
import { compare, DEFAULTS, machine, readServers, spread, table } from './harness/compare.mjs';
import { quantile, summary } from './harness/statistics.mjs';
import { node24 } from './node24.mjs';
import { intoDocument, tables } from './report.mjs';

const ASKED = ['hover', 'completion'];
const USUAL = { ...DEFAULTS, bursts: 2, requests: 5, ask: ASKED };
/** V8 tidies up once, eight to nine seconds after it started, which no key is to blame for. */
const TIDY = { ...USUAL, typeAfter: 11 };
/** Seconds for a series: enough for twenty keys, or for a few that take seconds each. */
const HUGE = { ...TIDY, budget: 8 };
const MANIFEST = 'test/corpus/fixtures/install.yaml';
const OURS = 'vpc-cni';
/** What the floors take is much the same everywhere. */
const WITH_FLOORS = ['gen:600'];

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const values = asked(import.meta.url, {
  quick: { type: 'boolean', default: false },
  only: { type: 'string' },
  cni: { type: 'string', default: path.join(ROOT, MANIFEST) },
  rounds: { type: 'string' },
  json: { type: 'string' },
  from: { type: 'string' },
  write: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
});

/** By name, in the order of the tables. */
const PARTS = {
  eniconfig: () => scenario('eniconfig', USUAL),
  cni: () => scenario(`cni:${values.cni}`, USUAL),
  'gen:600': () => scenario('gen:600', { ...TIDY, fast: 150, bursts: 4 }),
  'gen:10000': () => scenario('gen:10000', TIDY),
  'list:10000': () => scenario('list:10000', USUAL),
  'gen:100000': () => scenario('gen:100000', HUGE),
  'foreign:50000': () => scenario('foreign:50000', HUGE),
  'ws:2000': () => scenario('ws:2000', USUAL),
  'first start': firstStart,
  idle,
  workspace,
  cli,
  size,
};
const SLOW = ['gen:100000', 'foreign:50000', 'ws:2000'];

const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const noise = [];
// So that what was started and written goes, too.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const log = (line) => process.stderr.write(`${line}\n`);
try {
  await main();
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}

async function main() {
  if (values.write && (values.quick || values.only)) throw new Error('--write is for whole runs');
  if (process.platform !== 'linux') throw new Error('figures come from /proc, which only Linux has');
  const report = values.from ? JSON.parse(readFileSync(values.from, 'utf8')) : await measure();
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 1)}\n`);
  if (values.all) console.log(report.scenarios.map(table).join('\n'));
  console.log(tables(report));
  if (report.failures.length > 0) throw new Error(`not measured: ${report.failures.join('; ')}`);
  if (values.write) intoDocument(path.join(ROOT, 'docs/performance.md'), tables(report));
}

async function measure() {
  const started = performance.now();
  const names =
    values.only?.split(',') ?? Object.keys(PARTS).filter((name) => !values.quick || !SLOW.includes(name));
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown) throw new Error(`there is no ${unknown}; there are ${Object.keys(PARTS).join(', ')}`);
  const scenarios = [];
  const failures = [];
  for (const name of names) {
    // A quarter of an hour of other figures is not lost with one part.
    try {
      const part = await PARTS[name]();
      scenarios.push(part);
      for (const [server, { errors }] of Object.entries(part.results))
        failures.push(...errors.map((error) => `${name}, ${server}: ${error}`));
    } catch (error) {
      failures.push(`${name}: ${error.message}`);
    }
  }
  const manifest = readFileSync(values.cni, 'utf8').trimEnd().split('\n').length;
  return {
    ...machine(),
    node: execFileSync(node24(), ['--version'], { encoding: 'utf8' }).trim(),
    rounds,
    manifestLines: manifest,
    minutes: (performance.now() - started) / 60_000,
    ...(noise.length > 0 && { yardstick: spread(noise) }),
    failures,
    scenarios,
  };
}

function allServers() {
  return readServers(here('servers.json'), node24());
}

function scenario(spec, options, servers = allServers()) {
  const compared = servers.filter(({ name }) => !name.startsWith('floor') || WITH_FLOORS.includes(spec));
  const few = values.quick ? { keystrokes: 6, bursts: 1, requests: 2 } : {};
  return compare(compared, spec, { ...options, ...few, rounds }, { log, noise });
}

/** Before anything was compiled for later starts. */
async function firstStart() {
  const servers = allServers().map(({ fill, ...server }) => ({
    ...server,
    fill: (workspace) => {
      const { words, ...rest } = fill(workspace);
      return { ...rest, words: words.filter((word) => !word.startsWith('--compiled=')) };
    },
  }));
  const options = { ...USUAL, startOnly: true };
  return { ...(await scenario('eniconfig', options, servers)), name: 'first start' };
}

/** V8 collects garbage three times in the half minute after work; then nothing has a reason to wake up. */
async function idle() {
  const options = { ...USUAL, keystrokes: 5, bursts: 1, requests: 1, settle: 30, idle: 5 };
  return {
    ...(await scenario(
      'eniconfig',
      options,
      allServers().filter(({ name }) => name === OURS),
    )),
    name: 'idle',
  };
}

function ours(name, metrics) {
  return { name, results: { [OURS]: { notes: {}, errors: [], metrics } } };
}

/** What 2,000 files cost while they are read: by a program of its own, since it looks at other things. */
function workspace() {
  const samples = {
    read: [],
    'read.cpu': [],
    'rss.peak': [],
    'key.meanwhile': [],
    'key.meanwhile.p95': [],
    'key.afterwards': [],
  };
  for (let r = 0; r < rounds; r++) {
    const args = [here('workspace.mjs'), '--json', '--files', '2000', '--runtime', node24()];
    const output = execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 300_000 });
    const { readAfter, cpuOfReading, meanwhile, later, peak } = JSON.parse(output.trim().split('\n').at(-1));
    samples.read.push([readAfter]);
    samples['read.cpu'].push([cpuOfReading]);
    samples['rss.peak'].push([peak]);
    samples['key.meanwhile'].push(meanwhile);
    samples['key.meanwhile.p95'].push([quantile(meanwhile, 0.95)]);
    samples['key.afterwards'].push(later);
    log(`workspace  round ${r + 1}  read after ${Math.round(readAfter)} ms, ${peak} MB`);
  }
  const metrics = Object.entries(samples).map(([name, each]) => {
    const unit = name === 'rss.peak' ? 'MB' : 'ms';
    return [name, summary({ unit, rounds: each })];
  });
  return ours('workspace', Object.fromEntries(metrics));
}

async function cli() {
  return ours('cli', await measureCli({ node: node24(), rounds, isQuick: values.quick, log }));
}

/** kB of what is published. */
function size() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vpc-cni-bench-'));
  try {
    const vsix = path.join(folder, 'extension.vsix');
    execFileSync(
      process.execPath,
      [path.join(ROOT, 'client/tools/package.mjs'), '--no-build', '--out', vsix],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const kilobytes = (file) => summary({ unit: 'kB', rounds: [[statSync(file).size / 1000]] });
    const bundles = ['server', 'extension', 'cli'].map((name) => [
      name,
      kilobytes(path.join(ROOT, `dist/${name}.js`)),
    ]);
    return ours('size', { ...Object.fromEntries(bundles), vsix: kilobytes(vsix) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
