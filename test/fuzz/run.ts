// npm run fuzz -- [--cases N] [--minutes M] [--seed S] [--jobs J] [--corpus FOLDER]… [--state FILE] [--replay FILE]
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BATCH, errorOf, type Outcome, type Slow, tell } from './batch.js';
import type { Trial } from './cases.js';
import { limitTimes, longestTimes } from './inTime.js';

/** What a worker is asked. */
export interface Ask {
  readonly seed: number;
  readonly batch: number;
  /** How many cases of it. */
  readonly count: number;
  readonly folders: readonly string[];
  /** What is known to go wrong, and need not be told again. */
  readonly known: readonly string[];
  /** Where what is being tried is written. */
  readonly file: string;
}

export interface Answer extends Outcome {
  readonly batch: number;
  readonly cpuMs: number;
}

/** How far a run is: read at its start, written at each step. */
interface State {
  readonly seed: number;
  /** The first batch that nobody has begun, and those before it that nobody has ended. */
  readonly next: number;
  readonly open: readonly number[];
  readonly cases: number;
  readonly cpuMs: number;
  readonly signatures: readonly string[];
  /** By question, the milliseconds of the slowest case. */
  readonly slowest: Readonly<Record<string, number>>;
}

const HELP = `npm run fuzz -- [options]

  --cases N        so many cases (10000)
  --minutes M      no longer than this
  --seed S         where they come from (1): the same seed gives the same cases of the same inputs
  --jobs J         processes at a time (half the processors)
  --corpus FOLDER  manifests beside the project's own; may be given again
  --state FILE     goes on from there, and writes down how far it is
  --out FOLDER     where what fails is written, and what is slowest (out/fuzz)
  --replay FILE    tries again what failed`;

/** A batch takes seconds: a worker that says nothing for so long tries a case that does not end. */
const SILENCE_MS = 600_000;
const TOLD_EVERY_MS = 10_000;
/** For what each case leaves behind: it is collected seldom, when little of it is still in use. */
const ROOM = ['--max-semi-space-size=32'];

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '10000' },
      minutes: { type: 'string', default: 'Infinity' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string', default: `${Math.max(1, os.availableParallelism() >> 1)}` },
      corpus: { type: 'string', multiple: true, default: [] },
      state: { type: 'string' },
      out: { type: 'string', default: 'out/fuzz' },
      replay: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { cases, minutes, jobs, seed } = values;
  const wrong = Object.entries({ cases, minutes, jobs, seed }).find(([, value]) => !(Number(value) >= 0));
  if (values.help) console.log(HELP);
  else if (wrong) {
    console.error(`--${wrong[0]} ${wrong[1]}: a number belongs there\nSee --help.`);
    process.exitCode = 2;
  } else if (values.replay !== undefined) replay(values.replay);
  else await run({ ...values, state: values.state ?? '' });
}

/** Tries what a failure came to, and tells what is wrong with it, if anything is. */
function replay(file: string): void {
  limitTimes();
  const { trial }: { trial: Trial } = JSON.parse(readFileSync(file, 'utf8'));
  const error = errorOf(trial);
  console.log(error ? tell(error) : 'nothing is wrong');
  for (const [what, ms] of longestTimes()) console.log(slowly(what, ms));
  process.exitCode = error ? 1 : 0;
}

interface Options {
  readonly cases: string;
  readonly minutes: string;
  readonly seed: string;
  readonly jobs: string;
  readonly corpus: readonly string[];
  readonly state: string;
  readonly out: string;
}

async function run({ cases, minutes, jobs, corpus, state: file, out, ...options }: Options): Promise<void> {
  mkdirSync(out, { recursive: true });
  const seed = Number(options.seed);
  let state: State = { seed, next: 0, open: [], cases: 0, cpuMs: 0, signatures: [], slowest: {} };
  if (file && existsSync(file)) state = { ...state, ...JSON.parse(readFileSync(file, 'utf8')) };
  if (state.seed !== seed) throw new Error(`${file} is of the seed ${state.seed}`);
  const started = Date.now();
  const end = started + Number(minutes) * 60_000;
  const wanted = Number(cases);
  const left = [...state.open];
  const known = new Set(state.signatures);
  const signatures = new Set(state.signatures);
  let told = Date.now();
  const before = state.cases;

  const save = (): void => {
    state = { ...state, signatures: [...signatures] };
    if (file) writeFileSync(file, `${JSON.stringify(state)}\n`);
  };
  const begin = (): number | undefined => {
    if (Date.now() >= end || state.cases + state.open.length * BATCH >= wanted) return left.shift();
    const batch = left.shift() ?? state.next;
    if (batch === state.next) state = { ...state, next: batch + 1, open: [...state.open, batch] };
    return batch;
  };
  /** Of the batch that was begun last: those of the others count as run. */
  const sizeOf = (): number =>
    Math.max(1, Math.min(BATCH, wanted - state.cases - (state.open.length - 1) * BATCH));
  const noteSlow = ({ what, ms, trial }: Slow): void => {
    if (ms <= (state.slowest[what] ?? 0)) return;
    state = { ...state, slowest: { ...state.slowest, [what]: ms } };
    writeFileSync(slowFile(out, what), `${JSON.stringify({ what, ms, trial }, null, 2)}\n`);
  };
  const ended = ({ batch, cases: count, failures, slowest, cpuMs }: Answer): void => {
    state = {
      ...state,
      open: state.open.filter((each) => each !== batch),
      cases: state.cases + count,
      cpuMs: state.cpuMs + cpuMs,
    };
    for (const slow of slowest) noteSlow(slow);
    for (const failure of failures) {
      if (signatures.has(failure.signature)) continue;
      signatures.add(failure.signature);
      const written = path.join(out, `${seed}-${batch}-${failure.path}.json`);
      writeFileSync(written, `${JSON.stringify(failure, null, 2)}\n`);
      console.log(
        `\n✘ ${failure.told}\n  seed ${seed}, batch ${batch}; --replay ${written}\n${JSON.stringify(failure.trial.text).slice(0, 2000)}\n`,
      );
    }
    save();
    if (Date.now() - told < TOLD_EVERY_MS) return;
    told = Date.now();
    const rate = ((state.cases - before) * 1000) / (told - started);
    const each = state.cpuMs / state.cases;
    console.log(
      `${state.cases} cases, ${rate.toFixed(0)} a second, ${each.toFixed(1)} ms of CPU each, ${signatures.size} kinds of failure`,
    );
  };
  const workers = Array.from({ length: Math.max(1, Number(jobs)) }, (_, i) =>
    work(i, { seed, corpus, out, signatures, begin, sizeOf, ended }),
  );
  await Promise.all(workers);
  save();
  console.log(`${state.cases} cases of seed ${seed}: ${signatures.size} kinds of failure`);
  for (const [what, ms] of Object.entries(state.slowest).sort(([, a], [, b]) => b - a))
    console.log(`  ${slowly(what, ms)}; --replay ${slowFile(out, what)}`);
  if (signatures.size > known.size) process.exitCode = 1;
}

function slowly(what: string, ms: number): string {
  return `${what}: at most ${Math.round(ms)} ms of CPU`;
}

function slowFile(out: string, what: string): string {
  return path.join(out, `slowest-${what.replaceAll(' ', '-')}.json`);
}

/** One process after the other, as long as there is something to do: one that is stuck, or ends, is replaced. */
async function work(
  number: number,
  {
    seed,
    corpus,
    out,
    signatures,
    begin,
    sizeOf,
    ended,
  }: {
    readonly seed: number;
    readonly corpus: readonly string[];
    readonly out: string;
    readonly signatures: ReadonlySet<string>;
    readonly begin: () => number | undefined;
    readonly sizeOf: () => number;
    readonly ended: (answer: Answer) => void;
  },
): Promise<void> {
  const file = path.resolve(out, `tried-${number}.json`);
  for (let batch = begin(); batch !== undefined; ) {
    const child = fork(fileURLToPath(new URL('./worker.js', import.meta.url)), {
      stdio: 'inherit',
      execArgv: ROOM,
    });
    while (batch !== undefined) {
      const ask: Ask = { seed, batch, count: sizeOf(), folders: corpus, known: [...signatures], file };
      const answer: Answer | string = await new Promise((resolve) => {
        const timer = setTimeout(() => resolve('never ends'), SILENCE_MS);
        child.once('message', (message) => resolve(message as Answer));
        child.once('exit', (code, signal) => resolve(`ends the process (${signal ?? code})`));
        child.once('message', () => clearTimeout(timer));
        child.once('exit', () => clearTimeout(timer));
        child.send(ask);
      });
      child.removeAllListeners();
      if (typeof answer === 'string') {
        ended(stuck(seed, batch, answer, file));
        child.kill('SIGKILL');
        batch = begin();
        break;
      }
      ended(answer);
      batch = begin();
    }
    if (child.connected) child.disconnect();
  }
}

function stuck(seed: number, batch: number, what: string, file: string): Answer {
  const trial: Trial = JSON.parse(readFileSync(file, 'utf8'));
  return {
    batch,
    cases: 0,
    cpuMs: 0,
    slowest: [],
    failures: [{ signature: `${what} ${batch}`, told: what, seed, path: 'stuck', trial }],
  };
}
