#!/usr/bin/env node
/**
 * cli: what `lint` takes for many files and for many documents.
 *
 *   node build.mjs && node bench/cli.mjs [--rounds 3] [--cli dist/cli.js] [--quick]
 *
 * 1,000 and 5,000 files are the manifests of ten clusters (manifests.mjs); 10,000 and 100,000 documents are ENIConfigs, policies
 * and workloads, or workloads alone, a hundred to a file. With fewer, not all of Node's program has been read yet, so that memory would grow
 * with that.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { asked } from './harness/asked.mjs';
import { documents } from './harness/scenarios.mjs';
import { summary } from './harness/statistics.mjs';
import { manifests } from './manifests.mjs';

const PER_FILE = 100;
const KINDS = { documents: () => true, workloads: (text) => text.includes('kind: Deployment') };
const LIMIT_MS = 300_000;
const OURS = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const PRELOAD = fileURLToPath(new URL('harness/resources.cjs', import.meta.url));

/** Metrics by name, as the harness has them. */
export async function measureCli({
  node = process.execPath,
  cli = OURS,
  rounds = 3,
  isQuick = false,
  log = () => {},
}) {
  const metrics = {};
  const add = (name, unit, value) => {
    metrics[name] ??= { unit, rounds: [] };
    metrics[name].rounds.push([value]);
  };
  const work = mkdtempSync(path.join(tmpdir(), 'vpc-cni-bench-'));
  try {
    for (const count of isQuick ? [1000] : [1000, 5000]) {
      const folder = path.join(work, `files-${count}`);
      for (const [name, text] of manifests(count)) write(path.join(folder, name), text);
      for (let r = 0; r < rounds; r++) {
        const { wallMs, cpuMs, peakMb } = await lint(node, cli, folder);
        add(`files:${count}.wall`, 'ms', wallMs);
        add(`files:${count}.cpu`, 'ms', cpuMs);
        add(`files:${count}.peak`, 'MB', peakMb);
        add(`files:${count}.rate`, 'files per second of CPU', count / (cpuMs / 1000));
        log(
          `cli  ${count} files  ${Math.round(wallMs)} ms, ${Math.round(cpuMs)} ms of CPU, ${Math.round(peakMb)} MB`,
        );
      }
    }
    for (const [kind, isTaken] of Object.entries(KINDS)) {
      for (const count of isQuick ? [10_000] : [10_000, 100_000]) {
        const name = `${kind}:${count}`;
        const folder = path.join(work, `${kind}-${count}`);
        const source = taken(documents(1), isTaken);
        for (let i = 0; i < count / PER_FILE; i++) {
          const texts = Array.from({ length: PER_FILE }, () => source.next().value);
          write(path.join(folder, `part-${i}.yaml`), texts.join('---\n'));
        }
        const { wallMs, cpuMs, peakMb } = await lint(node, cli, folder);
        add(`${name}.wall`, 'ms', wallMs);
        add(`${name}.cpu`, 'ms', cpuMs);
        add(`${name}.peak`, 'MB', peakMb);
        log(
          `cli  ${name}  ${Math.round(wallMs)} ms, ${Math.round(cpuMs)} ms of CPU, ${Math.round(peakMb)} MB`,
        );
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return Object.fromEntries(Object.entries(metrics).map(([name, each]) => [name, summary(each)]));
}

function* taken(texts, isTaken) {
  for (const text of texts) if (isTaken(text)) yield text;
}

function write(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Runs it to its end. CPU is that of all its threads. */
async function lint(node, cli, folder) {
  const report = `${folder}.json`;
  rmSync(report, { force: true });
  const started = performance.now();
  const child = spawn(node, ['--require', PRELOAD, cli, 'lint', folder], {
    env: { ...process.env, RESOURCES: report },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-1000);
  });
  const timer = setTimeout(stop, LIMIT_MS);
  const ended = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  clearTimeout(timer);
  process.removeListener('exit', stop);
  const wallMs = performance.now() - started;
  // 1: there are findings.
  if (ended !== 0 && ended !== 1)
    throw new Error(`lint ended with ${ended} after ${Math.round(wallMs)} ms: ${said}`);
  return { wallMs, ...JSON.parse(readFileSync(report, 'utf8')) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const values = asked(import.meta.url, {
    rounds: { type: 'string', default: '3' },
    cli: { type: 'string', default: OURS },
    quick: { type: 'boolean', default: false },
  });
  const { cli, quick: isQuick } = values;
  console.log(
    JSON.stringify(
      await measureCli({ cli, isQuick, rounds: Number(values.rounds), log: console.error }),
      null,
      1,
    ),
  );
}
