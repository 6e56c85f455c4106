import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { GitPatterns, gitLines } from '../lsp/gitPatterns.js';

/** A larger file is no list of patterns. */
const MAX_BYTES = 1_000_000;
const ignoreCase = process.platform === 'win32' || process.platform === 'darwin';

/**
 * What `.gitignore` files leave out below a folder of the disk: those in it, below it, and above it in its repository. Patterns
 * are kept until the value is dropped: files that change meanwhile are not read again.
 *
 * A folder that its repository leaves out, and that is asked about all the same, goes by the files in it.
 */
export class GitIgnore {
  /** Above it nothing is read. */
  #top: string;
  #patterns: GitPatterns;

  constructor(folder: string) {
    const root = path.resolve(folder);
    this.#top = repositoryOf(root) ?? root;
    this.#patterns = patternsBelow(this.#top);
    if (this.#top === root || !this.leavesOut(root, true)) return;
    this.#top = root;
    this.#patterns = patternsBelow(root);
  }

  /** Also what is in a folder that is left out. */
  leavesOut(file: string, isFolder: boolean): boolean {
    const at = path.resolve(file);
    if (!isIn(at, this.#top)) return false;
    return this.#patterns.leavesOut(path.relative(this.#top, at).replaceAll(path.sep, '/'), isFolder);
  }
}

const patternsBelow = (top: string): GitPatterns =>
  new GitPatterns({
    linesIn: (folder) => linesOf(path.join(top, folder, '.gitignore')),
    isRepository: (folder) => existsSync(path.join(top, folder, '.git')),
    ignoreCase,
  });

function linesOf(file: string): readonly string[] {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    // A pipe would keep us waiting for ever, and so would what the system makes up, which says that it is empty.
    if (!found?.isFile() || found.size === 0 || found.size > MAX_BYTES) return [];
    return gitLines(readFileSync(file, 'utf8'));
  } catch {
    // Not ours to read.
    return [];
  }
}

/** The repository around a folder. */
export function repositoryOf(folder: string): string | undefined {
  if (existsSync(path.join(folder, '.git'))) return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}

const isIn = (file: string, folder: string): boolean =>
  file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
