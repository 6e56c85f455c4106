import { lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { WARM } from './warm.js';
import { writeWhole } from './writeWhole.js';

/**
 * Runs a program of ours (CommonJS) from what V8 compiled of it in an earlier run, and keeps that in a folder once the program is `WARM`.
 * Node's own `NODE_COMPILE_CACHE` keeps what is compiled while a program is loaded: hardly any function, since V8 compiles them when they
 * are called. Nothing depends on the folder: what cannot be read, or is of another text or another V8, is compiled anew.
 */
export function runCompiled(file: string, folder: string): void {
  const text = readFileSync(file);
  const kept = path.join(folder, `${path.basename(file)}.v8`);
  const cachedData = readKept(kept, text);
  const script = new Script(wrap(text.toString()), { filename: file, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected)
    WARM.subscribe(() => keep(kept, text, script.createCachedData()));
  const module = { exports: {} };
  script
    .runInThisContext()
    .call(module.exports, module.exports, createRequire(file), module, file, path.dirname(file));
}

/**
 * What was compiled, twice, and the text that it is of: V8 compares the lengths of texts alone, and dies of data in which a byte is wrong.
 * To load what Node has for sums takes as long as to load all that was compiled; to compare bytes takes next to nothing.
 */
function readKept(file: string, text: Buffer): Buffer | undefined {
  try {
    if (!isOurs(file)) return undefined;
    const bytes = readFileSync(file);
    const length = (bytes.length - text.length) / 2;
    const [data, again] = [bytes.subarray(0, length), bytes.subarray(length, 2 * length)];
    const isWell = length > 0 && again.equals(data) && bytes.subarray(2 * length).equals(text);
    return isWell ? data : undefined;
  } catch {
    return undefined;
  }
}

/** More was never written. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Undefined: there is nothing. What else is there may never end, and may belong to others: it is not read, and not written. */
function isOurs(file: string): boolean | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= MOST_BYTES;
}

function keep(file: string, text: Buffer, data: Buffer): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    if (isOurs(file) !== false) writeWhole(file, Buffer.concat([data, data, text]));
  } catch {
    // The next start takes as long as this one.
  }
}
