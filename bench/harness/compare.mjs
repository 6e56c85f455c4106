/** Several servers on several scenarios, in turns. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { calm } from './processes.mjs';
import { hex, random, scenario } from './scenarios.mjs';
import { session } from './session.mjs';
import { median, round, summary } from './statistics.mjs';

const BENCH = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

export const DEFAULTS = {
  seed: 1,
  rounds: 3,
  keystrokes: 20,
  pause: 300,
  fast: 0,
  bursts: 4,
  burstLength: 8,
  burstPause: 40,
  requests: 8,
  quiet: 500,
  budget: 60,
  idle: 0,
  settle: 0,
  typeAfter: 0,
  calm: 0,
  startOnly: false,
};

/** The array in servers.json, with folders filled in per workspace later; `node` is what runs those with `"node": true`. */
export function readServers(file, node = process.execPath) {
  const configDir = path.dirname(path.resolve(file));
  const at = (p) => (p.startsWith('.') ? path.resolve(configDir, p) : p);
  return JSON.parse(readFileSync(file, 'utf8')).map((raw) => ({
    ...raw,
    fill(workspace) {
      const names = { configDir, benchDir: BENCH, workspace };
      const server = filled(raw, (s) => s.replace(/\$\{(\w+)\}/g, (all, name) => names[name] ?? all));
      const runtime = server.node === true ? [node] : server.node ? [at(server.node)] : [];
      return { ...server, words: [...runtime, at(server.command), ...(server.args ?? [])] };
    },
  }));
}

function filled(value, fill) {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((each) => filled(each, fill));
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [fill(key), filled(each, fill)]));
}

export function writeFiles(files, folder) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

/** A fixed piece of JavaScript, in ms: its spread over a run says how noisy the machine was. */
export function yardstick() {
  const t = performance.now();
  const rnd = random(7);
  const words = Array.from({ length: 60_000 }, () => hex(rnd, 6)).sort();
  JSON.parse(JSON.stringify(words));
  return performance.now() - t;
}

/** Each round starts every server once, one after another (A B A B …): a scenario of the report. */
export async function compare(servers, spec, options, { log = () => {}, noise = [] } = {}) {
  const sc = scenario(spec, options.seed);
  const joining = servers.filter((def) => new RegExp(def.scenarios ?? '').test(sc.name));
  const samples = new Map(joining.map((def) => [def.name, { metrics: {}, notes: [] }]));
  for (let r = 0; r < options.rounds; r++) {
    for (const def of joining) {
      const workspace = mkdtempSync(path.join(tmpdir(), 'lsp-bench-'));
      writeFiles(sc.files, workspace);
      await calm(options.calm);
      noise.push(yardstick());
      const { metrics, notes } = samples.get(def.name);
      const add = (metric, value, unit) => {
        metrics[metric] ??= { unit, rounds: [] };
        metrics[metric].rounds[r] ??= [];
        metrics[metric].rounds[r].push(value);
      };
      try {
        notes.push(await session(def.fill(workspace), sc, workspace, options, add));
      } finally {
        rmSync(workspace, { recursive: true, force: true });
      }
      log(`${sc.name}  round ${r + 1}  ${def.name}  ${JSON.stringify(notes.at(-1))}`);
    }
  }
  const base = samples.get(joining[0]?.name)?.metrics;
  const results = {};
  for (const [name, { metrics, notes }] of samples) {
    results[name] = {
      notes: notes.at(-1),
      errors: notes.flatMap((n) => n.error ?? []),
      metrics: Object.fromEntries(
        Object.entries(metrics).map(([metric, each]) => [metric, summary(each, base[metric]?.rounds)]),
      ),
    };
  }
  const [first] = Object.values(sc.files);
  const lines = first.split('\n').length;
  return { name: sc.name, lines, bytes: first.length, files: Object.keys(sc.files).length, results };
}

export const machine = () => ({
  date: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
});

export const spread = (noise) => ({
  p50: round(median(noise)),
  min: round(Math.min(...noise)),
  max: round(Math.max(...noise)),
});

/** All figures of a scenario. */
export function table({ name, lines, files, results }) {
  const names = Object.keys(results);
  const metrics = [...new Set(names.flatMap((s) => Object.keys(results[s].metrics)))];
  const unit = (k) => names.map((s) => results[s].metrics[k]?.unit).find(Boolean);
  const notes = ({ notes, errors }) => JSON.stringify(errors.length ? { ...notes, errors } : notes);
  return [
    `\n### ${name} (${lines} lines${files > 1 ? `, ${files} files` : ''}): p50 / p95 (×ratio to ${names[0]} [over rounds])\n`,
    `| | unit | ${names.join(' | ')} |`,
    `|---|---|${names.map(() => '---').join('|')}|`,
    ...metrics.map(
      (k) => `| ${k} | ${unit(k)} | ${names.map((s, i) => cell(results[s].metrics[k], i > 0)).join(' | ')} |`,
    ),
    `| notes | | ${names.map((s) => notes(results[s]).replaceAll('|', '/')).join(' | ')} |`,
  ].join('\n');
}

function cell(metric, hasRatio) {
  if (!metric) return '–';
  const { p50, p95, ratio, ratioMin, ratioMax } = metric;
  const range = ratioMin === ratioMax ? '' : ` [${ratioMin}–${ratioMax}]`;
  return `${p50}${p95 === p50 ? '' : ` / ${p95}`}${hasRatio ? ` (×${ratio ?? '–'}${range})` : ''}`;
}
