import { existsSync, readdir, readdirSync, readFileSync, realpath, stat, statSync } from 'node:fs';
import path from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { type GlobOptions, glob, isDynamicPattern } from 'tinyglobby';
import { CONFIG_FILE } from '../core/configFile.js';
import { decode } from '../node/decode.js';
import { GitIgnore } from '../node/gitIgnore.js';
import type { Complaint } from './complaint.js';

export const STDIN = '-';
/** As it is called in what is printed. */
export const STDIN_NAME = '<stdin>';
const NOT_THERE = 'no such file or folder';

/**
 * Reads what the paths name, each file once, in the order of the paths. What cannot be read is a complaint. `ignores`: of a
 * folder those files are read that git would take; files and globs are meant as they are. `leavesOut`: files and folders that are
 * not read, whoever names them; nothing is said of it. `refuses`: why a file or folder is not
 * to be looked into; then there are no globs, and no standard input.
 */
export async function* textsOf(
  paths: readonly string[],
  complain: (complaint: Complaint) => void,
  { ignores = true, leavesOut = () => false, refuses, stdin }: TextOptions = {},
): AsyncGenerator<{ readonly name: string; readonly text: string }> {
  const report: Report = (file, error) =>
    complain({ file: file === STDIN ? STDIN_NAME : file, message: reason(error) });
  const seen = new Set<string>();
  for (const given of paths) {
    const isIgnored = ignoring(given, ignores, leavesOut);
    const files = refuses
      ? guarded(given, report, isIgnored, refuses)
      : await filesOf(given, report, isIgnored);
    for (const file of files) {
      const id = file === STDIN ? STDIN : path.resolve(file);
      if (seen.has(id) || (file !== STDIN && leavesOut(id))) continue;
      const text = file === STDIN && stdin !== undefined ? stdin : read(file, report, file === given);
      const isBinary = text?.includes('\0');
      // Folders hold encrypted files, too. One that is named is meant to be read.
      if (isBinary && file !== given) continue;
      seen.add(id);
      if (isBinary) complain({ file, message: 'not a text file' });
      else if (text !== undefined) yield { name: file === STDIN ? STDIN_NAME : relative(file), text };
    }
  }
}

export interface TextOptions {
  readonly ignores?: boolean;
  /** Takes an absolute path, of a file or folder. */
  readonly leavesOut?: (path: string) => boolean;
  readonly refuses?: Refuses;
  /** What standard input holds, where it was read before. */
  readonly stdin?: string;
}

/** Why a file, or a folder and all in it, is not to be looked into. */
export type Refuses = (file: string) => string | undefined;

type Report = (file: string, error: unknown) => void;

type IsIgnored = (file: string, isFolder: boolean) => boolean;

/** What is not read of a folder. */
function ignoring(given: string, ignores: boolean, leavesOut: (path: string) => boolean): IsIgnored {
  let ignored: GitIgnore | undefined;
  return (file, isFolder) => {
    if (leavesOut(path.resolve(file)) || path.basename(file) === CONFIG_FILE) return true;
    if (!ignores) return false;
    ignored ??= new GitIgnore(given);
    return ignored.leavesOut(file, isFolder);
  };
}

/** The files that a path names, those left out that are not to be read. */
function guarded(given: string, report: Report, isIgnored: IsIgnored, refuses: Refuses): readonly string[] {
  const isRefused = (file: string): boolean => {
    const refusal = refuses(file);
    if (refusal !== undefined) report(file, refusal);
    return refusal !== undefined;
  };
  if (isRefused(given)) return [];
  try {
    if (!statSync(given).isDirectory()) return [given];
    return inFolder(given, report, (file, isFolder) => isIgnored(file, isFolder) || isRefused(file)).sort();
  } catch (error) {
    report(given, error);
    return [];
  }
}

async function filesOf(given: string, report: Report, isIgnored: IsIgnored): Promise<readonly string[]> {
  if (given === STDIN) return [STDIN];
  try {
    if (!statSync(given).isDirectory()) return [given];
    return inFolder(given, report, isIgnored).sort();
  } catch (error) {
    if (isDynamicPattern(given)) return matching(given, report);
    report(given, error);
    return [];
  }
}

/** Links to files are read; links to folders are not entered, so that there are no loops. */
function inFolder(
  folder: string,
  report: Report,
  isLeftOut: (file: string, isFolder: boolean) => boolean,
): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        const isOfOthers = /^(node_modules|\.git)$/i.test(entry.name);
        return isOfOthers || isLeftOut(file, true) ? [] : inFolder(file, report, isLeftOut);
      }
      const isFile = entry.isFile() || (entry.isSymbolicLink() && mayBeFile(file));
      return isFile && /\.(ya?ml|json)$/i.test(file) && !isLeftOut(file, false) ? [file] : [];
    });
  } catch (error) {
    report(folder, error);
    return [];
  }
}

/** A broken link may be one: reading it tells. */
function mayBeFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return true;
  }
}

async function matching(pattern: string, report: Report): Promise<readonly string[]> {
  let failed = false;
  // The library passes over what it cannot look into.
  const fs = {
    readdir: (folder: string, options: { withFileTypes: true }, done: Callback<unknown>) =>
      readdir(folder, options, (error, entries) => {
        if (error && error.code !== 'ENOENT') {
          failed = true;
          report(relative(folder) || '.', error);
        }
        done(null, entries ?? []);
      }),
    realpath: (link: string, done: Callback<string>) =>
      realpath(link, (_, target) => done(null, target ?? link)),
    stat: (file: string, done: Callback<{ isDirectory(): boolean }>) =>
      stat(file, (_, stats) => done(null, stats ?? { isDirectory: () => false })),
  };
  try {
    const found = await glob(pattern, {
      dot: true,
      expandDirectories: false,
      fs: fs as unknown as NonNullable<GlobOptions['fs']>,
    });
    if (found.length === 0 && !failed) report(pattern, NOT_THERE);
    return found.filter(mayBeFile).sort();
  } catch (error) {
    report(pattern, error);
    return [];
  }
}

type Callback<T> = (error: null, result: T) => void;

function read(file: string, report: Report, isNamed: boolean): string | undefined {
  try {
    // What the system makes up says so, and some of it never ends.
    if (!isNamed && statSync(file).size === 0) return '';
    // 0 is standard input.
    return decode(readFileSync(file === STDIN ? 0 : file));
  } catch (error) {
    report(file, error);
    return undefined;
  }
}

/** In the system's words, such as "permission denied". */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, errno, message }: NodeJS.ErrnoException = error;
  // No name holds a NUL.
  if (code === 'ENOENT' || code === 'ERR_INVALID_ARG_VALUE') return NOT_THERE;
  return (errno !== undefined && getSystemErrorMap().get(errno)?.[1]) || message;
}

/** As a reader in this folder would write it, with forward slashes. `folder`: another than that of the process. */
export function relative(file: string, folder = process.cwd()): string {
  const from = path.relative(folder, path.resolve(file));
  return (from.startsWith('..') ? path.resolve(file) : from).replaceAll(path.sep, '/');
}

/** The repository that the process is in, or where there is none, its folder. */
export function repository(): string {
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder;
    if (path.dirname(folder) === folder) return process.cwd();
  }
}
