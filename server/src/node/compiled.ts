import { closeSync, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, readSync } from 'node:fs';
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
  const kept = path.join(folder, `${path.basename(file)}.v8`);
  const cachedData = readKept(kept, file);
  const text = readFileSync(file, 'utf8');
  const script = new Script(wrap(text), { filename: file, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected)
    WARM.subscribe(() => keep(kept, text, script.createCachedData()));
  const module = { exports: {} };
  script
    .runInThisContext()
    .call(module.exports, module.exports, createRequire(file), module, file, path.dirname(file));
}

/**
 * What was compiled, twice, and the text that it is of: V8 compares the lengths of texts alone, and dies of data in which a byte is wrong.
 * To load what Node has for sums takes as long as to load all that was compiled; to compare bytes takes next to nothing. That is done a
 * stretch at a time: megabytes of garbage would have V8 collect it right away, and once more while people type.
 */
function readKept(kept: string, file: string): Buffer | undefined {
  const opened: number[] = [];
  try {
    if (!isOurs(kept)) return undefined;
    const [all, text] = [kept, file].map((name) => {
      const descriptor = openSync(name, 'r');
      opened.push(descriptor);
      return { descriptor, size: fstatSync(descriptor).size };
    }) as [Opened, Opened];
    const length = (all.size - text.size) / 2;
    if (!Number.isInteger(length) || length <= 0) return undefined;
    const data = Buffer.allocUnsafe(length);
    readSync(all.descriptor, data, 0, length, 0);
    const again = (stretch: Buffer, at: number) => stretch.equals(data.subarray(at, at + stretch.length));
    const own = Buffer.allocUnsafe(STRETCH);
    const same = (stretch: Buffer, at: number) =>
      stretch.equals(own.subarray(0, readSync(text.descriptor, own, 0, stretch.length, at)));
    return holds(all, length, 2 * length, again) && holds(all, 2 * length, all.size, same) ? data : undefined;
  } catch {
    return undefined;
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

interface Opened {
  readonly descriptor: number;
  readonly size: number;
}

const STRETCH = 65_536;

/** Of each stretch between two places of a file, with how far it is behind the first of them. */
function holds(
  { descriptor }: Opened,
  from: number,
  to: number,
  fits: (stretch: Buffer, at: number) => boolean,
): boolean {
  const buffer = Buffer.allocUnsafe(STRETCH);
  for (let at = from; at < to; at += STRETCH) {
    const length = readSync(descriptor, buffer, 0, Math.min(STRETCH, to - at), at);
    if (!fits(buffer.subarray(0, length), at - from)) return false;
  }
  return true;
}

/** More was never written. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Undefined: there is nothing. What else is there may never end, and may belong to others: it is not read, and not written. */
function isOurs(file: string): boolean | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= MOST_BYTES;
}

function keep(kept: string, text: string, data: Buffer): void {
  try {
    mkdirSync(path.dirname(kept), { recursive: true });
    if (isOurs(kept) !== false) writeWhole(kept, Buffer.concat([data, data, Buffer.from(text)]));
  } catch {
    // The next start takes as long as this one.
  }
}
