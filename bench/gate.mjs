#!/usr/bin/env node
/**
 * gate: fails when the server has become slower or larger than what is on record in gate.json, beyond the noise that was measured.
 *
 *   node build.mjs && node bench/gate.mjs            compares
 *   node build.mjs && node bench/gate.mjs --record   measures several times and writes gate.json; commit it with the reason
 *     --runs N      how often it measures for the record, 6 unless said; every other time with busy programs beside
 *     --dist DIR    other bundles than those in dist/
 *     --file FILE   another record than gate.json
 *
 * No figure is a time. CPU is compared with that of an empty server that parses everything, in the same run and in turns; steps are
 * how often functions and branches were entered, which no other program can change; bytes are bytes.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../client/tools/install.mjs';
import { judge, record, row } from './gate/judge.mjs';
import { cpu, measure } from './gate/measure.mjs';
import { asked } from './harness/asked.mjs';
import { machine } from './harness/compare.mjs';

const TRIES = 3;
const major = (version) => version.split('.')[0];

const values = asked(import.meta.url, {
  record: { type: 'boolean', default: false },
  runs: { type: 'string', default: '6' },
  dist: { type: 'string', default: path.join(ROOT, 'dist') },
  file: { type: 'string', default: fileURLToPath(new URL('gate.json', import.meta.url)) },
});
// So that what was started ends, too.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
try {
  if (process.platform !== 'linux') console.log('Not measured: CPU is read from /proc, on Linux only.');
  else if (values.record) await recordAll(Number(values.runs));
  else await compare();
} catch (error) {
  console.error(`gate: ${error.message}`);
  process.exitCode = 1;
}

async function recordAll(runs) {
  const seen = [];
  for (let i = 0; i < runs; i++) {
    // As it is where other tests run at the same time.
    const others = i % 2 === 1 ? availableParallelism() : 0;
    seen.push(await beside(others, () => measure(values.dist)));
    console.log(`run ${i + 1} of ${runs}: ${JSON.stringify(seen.at(-1))}`);
  }
  const content = { ...machine(), runs, figures: record(seen) };
  writeFileSync(values.file, `${JSON.stringify(content, null, 2)}\n`);
  for (const [name, each] of Object.entries(content.figures))
    console.log(name.padEnd(20), JSON.stringify(each));
}

/** Does `work` while so many other programs want the processor. */
async function beside(count, work) {
  const others = Array.from({ length: count }, () => spawn(process.execPath, ['-e', 'for (;;);']));
  const stop = () => {
    for (const each of others) each.kill('SIGKILL');
  };
  process.once('exit', stop);
  try {
    return await work();
  } finally {
    stop();
    process.removeListener('exit', stop);
  }
}

async function compare() {
  const { figures: recorded, node, date } = JSON.parse(readFileSync(values.file, 'utf8'));
  const isOther = major(node) !== major(process.version);
  // Engines differ in what they optimise and in what they count.
  const leeway = isOther ? 2 : 1;
  if (isOther)
    console.log(`On record is Node ${node}, this is ${process.version}: twice as much is allowed.`);
  const figures = await measure(values.dist);
  let verdicts = judge(figures, recorded, leeway);
  const isCpu = ({ name, isOver }) => isOver && /^(cpu|start) /.test(name);
  // What is really slower is slower every time; what was in the way goes away.
  for (
    let i = 1;
    i < TRIES && verdicts.some(isCpu) && verdicts.every((each) => !each.isOver || isCpu(each));
    i++
  ) {
    console.log(
      `Once more: ${verdicts
        .filter(isCpu)
        .map(({ name }) => name)
        .join(', ')}`,
    );
    for (const [name, value] of Object.entries(await cpu(values.dist)))
      figures[name] = Math.min(figures[name], value);
    verdicts = judge(figures, recorded, leeway);
  }
  console.log(verdicts.map(row).join('\n'));
  if (!verdicts.some(({ isOver }) => isOver)) return;
  console.error(`
More than on record (${date.slice(0, 10)}). If it is not meant: \`npx tsc --build\` and \`node --cpu-prof\` on what was slower, or
\`node build.mjs\` with an eye on what went in. If it is meant: node build.mjs && node bench/gate.mjs --record, and commit bench/gate.json.`);
  process.exitCode = 1;
}
