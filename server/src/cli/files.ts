import { readdir, readdirSync, readFileSync, realpath, stat, statSync } from 'node:fs';
import path from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { type GlobOptions, glob, isDynamicPattern } from 'tinyglobby';
import { decode } from '../node/decode.js';
import { GitIgnore } from '../node/gitIgnore.js';

const STDIN = '-';
const NOT_THERE = 'no such file or folder';

/**
 * Reads what the paths name, each file once, in the order of the paths. What cannot be read is a complaint. `ignores`: of a
 * folder those files are read that git would take; files and globs are meant as they are.
 */
export async function* textsOf(
  paths: readonly string[],
  complain: (complaint: string) => void,
  { ignores = true }: { readonly ignores?: boolean } = {},
): AsyncGenerator<{ readonly name: string; readonly text: string }> {
  const report: Report = (file, error) => complain(`${file}: ${reason(error)}`);
  const seen = new Set<string>();
  for (const given of paths) {
    for (const file of await filesOf(given, report, ignores)) {
      const id = file === STDIN ? STDIN : path.resolve(file);
      if (seen.has(id)) continue;
      const text = read(file, report);
      const isBinary = text?.includes('\0');
      // Folders hold encrypted files, too. One that is named is meant to be read.
      if (isBinary && file !== given) continue;
      seen.add(id);
      if (isBinary) complain(`${file}: not a text file`);
      else if (text !== undefined) yield { name: file === STDIN ? '<stdin>' : relative(file), text };
    }
  }
}

type Report = (file: string, error: unknown) => void;

async function filesOf(given: string, report: Report, ignores: boolean): Promise<readonly string[]> {
  if (given === STDIN) return [STDIN];
  try {
    if (!statSync(given).isDirectory()) return [given];
    const ignored = ignores ? new GitIgnore(given) : undefined;
    return inFolder(given, report, (file, isFolder) => ignored?.leavesOut(file, isFolder) ?? false).sort();
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
    return found.sort();
  } catch (error) {
    report(pattern, error);
    return [];
  }
}

type Callback<T> = (error: null, result: T) => void;

function read(file: string, report: Report): string | undefined {
  try {
    // 0 is standard input.
    return decode(readFileSync(file === STDIN ? 0 : file));
  } catch (error) {
    report(file, error);
    return undefined;
  }
}

/** In the system's words, such as "permission denied". */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, errno, message }: NodeJS.ErrnoException = error;
  if (code === 'ENOENT') return NOT_THERE;
  return (errno !== undefined && getSystemErrorMap().get(errno)?.[1]) || message;
}

/** As a reader in this folder would write it, with forward slashes. */
function relative(file: string): string {
  const from = path.relative(process.cwd(), path.resolve(file));
  return (from.startsWith('..') ? path.resolve(file) : from).replaceAll(path.sep, '/');
}
