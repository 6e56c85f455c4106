import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { decode } from '../node/decode.js';
import { writeWhole } from '../node/writeWhole.js';
import { reason } from './files.js';
import type { Found } from './findings.js';
import { about } from './fingerprint.js';

/** Findings that are known and not to be told: as they are in the file, without the lines they were on. */
export interface Entry {
  /** From the folder of the baseline. */
  readonly file: string;
  readonly rule: string;
  readonly object?: string;
  readonly message: string;
  /** How many there are that read the same; absent: one. */
  readonly count?: number;
}

export interface Baseline {
  readonly path: string;
  readonly entries: readonly Entry[];
}

const VERSION = 1;

/** A baseline, or why there is none. `isNew`: there need not be a file yet. */
export function readBaseline(file: string, isNew: boolean): Baseline | string {
  let text: string;
  try {
    const found = statSync(file);
    // A pipe would keep us waiting for ever, and so would what the system makes up, which says that it is empty.
    if (!found.isFile()) return `${file}: not a file`;
    text = found.size === 0 ? '' : decode(readFileSync(file));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isMissing && isNew) return { path: file, entries: [] };
    return `${file}: ${isMissing ? 'no such baseline; --update-baseline makes it' : reason(error)}`;
  }
  try {
    const { version, findings } = JSON.parse(text);
    if (version !== VERSION || !Array.isArray(findings) || !findings.every(isEntry))
      return `${file}: not a baseline of version ${VERSION}`;
    return { path: file, entries: findings };
  } catch {
    return `${file}: not a baseline: it is no JSON`;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { file, rule, message, object = '', count = 1 } = value as Record<string, unknown>;
  return [file, rule, message, object].every((each) => typeof each === 'string') && isCount(count);
}

/** No file has more findings that read the same. */
const MOST_ALIKE = 1_000_000;

const isCount = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_ALIKE;

export interface Compared {
  readonly fresh: readonly Found[];
  readonly known: number;
  readonly gone: readonly Entry[];
}

/** What is not in the baseline, and what in it was not found. `read`: files that were looked at. */
export function compared(
  found: readonly Found[],
  { path: baseline, entries }: Baseline,
  read: readonly string[],
): Compared {
  const left = new Map<string, { entry: Entry; count: number }>();
  for (const entry of entries) {
    const count = (left.get(keyOf(entry))?.count ?? 0) + (entry.count ?? 1);
    left.set(keyOf(entry), { entry, count });
  }
  const fresh = found.filter((each) => {
    const known = left.get(keyOf(entryOf(each, baseline)));
    if (!known || known.count <= 0 || each.finding.allowed !== undefined) return true;
    known.count--;
    return false;
  });
  const isGone = inQuestion(baseline, read);
  const gone = [...left.values()].flatMap(({ entry, count }) =>
    count > 0 && isGone(entry) ? [counted(entry, count)] : [],
  );
  return { fresh, known: found.length - fresh.length, gone };
}

/** Writes what was found, and what is known of files that were not looked at. The number of findings, or why not. */
export function writeBaseline(
  found: readonly Found[],
  { path: baseline, entries }: Baseline,
  read: readonly string[],
): number | string {
  const isGone = inQuestion(baseline, read);
  const counts = new Map<string, { entry: Entry; count: number }>();
  const add = (entry: Entry, count: number): void => {
    const key = keyOf(entry);
    counts.set(key, { entry, count: (counts.get(key)?.count ?? 0) + count });
  };
  for (const entry of entries) if (!isGone(entry)) add(entry, entry.count ?? 1);
  for (const each of found) if (each.finding.allowed === undefined) add(entryOf(each, baseline), 1);
  const findings = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { entry, count }]) => counted(entry, count));
  try {
    writeWhole(baseline, `${JSON.stringify({ version: VERSION, findings }, null, 2)}\n`);
  } catch (error) {
    return `${baseline}: ${reason(error)}`;
  }
  return findings.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** A file that was not looked at may be as it was; one that is not there any more has no findings. */
function inQuestion(baseline: string, read: readonly string[]): (entry: Entry) => boolean {
  const seen = new Set(read.map((name) => fileOf(name, baseline)));
  return ({ file }) =>
    seen.has(file) || (file !== STDIN && !existsSync(path.resolve(path.dirname(baseline), file)));
}

const STDIN = '<stdin>';

function fileOf(name: string, baseline: string): string {
  if (name === STDIN) return name;
  return path.relative(path.dirname(path.resolve(baseline)), path.resolve(name)).replaceAll(path.sep, '/');
}

const entryOf = (found: Found, baseline: string): Entry => ({
  file: fileOf(found.finding.file, baseline),
  ...about(found),
});

const keyOf = ({ file, rule, object = '', message }: Entry): string =>
  JSON.stringify([file, rule, object, message]);

const counted = ({ file, rule, object, message }: Entry, count: number): Entry => ({
  file,
  rule,
  ...(object !== undefined && { object }),
  message,
  ...(count > 1 && { count }),
});
