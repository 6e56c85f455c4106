// Runs batches for run.ts, and says after each how it went.
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { runBatch, seedOf } from './batch.js';
import type { Trial } from './cases.js';
import { inputsFrom } from './inputs.js';
import { limitTimes } from './inTime.js';
import type { Answer, Ask } from './run.js';

limitTimes();

const inputs = new Map<string, ReturnType<typeof inputsFrom>>();

// Without the one that asks there is nothing to do.
process.on('disconnect', () => process.exit());

process.on('message', ({ seed, batch, count, folders, known, file }: Ask) => {
  const key = folders.join('\n');
  const of = inputs.get(key) ?? inputsFrom(folders);
  inputs.set(key, of);
  // What is being tried stands in a file: a case that never ends, or ends the process, can be told from there.
  const opened = openSync(file, 'w');
  const onTrial = (trial: Trial): void => {
    const text = JSON.stringify(
      trial.text.length > 100_000 ? { ...trial, text: trial.text.slice(0, 100_000) } : trial,
    );
    ftruncateSync(opened, 0);
    writeSync(opened, text, 0);
  };
  const before = process.cpuUsage();
  const { cases, failures, slowest } = runBatch(of, seedOf(seed, batch), count, {
    onTrial,
    known: new Set(known),
  });
  const { user, system } = process.cpuUsage(before);
  closeSync(opened);
  const answer: Answer = { batch, cases, failures, slowest, cpuMs: (user + system) / 1000 };
  // Whoever asked may have ended meanwhile.
  if (process.connected) process.send?.(answer, () => {});
});
