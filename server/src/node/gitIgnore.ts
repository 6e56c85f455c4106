import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** A larger file is no list of patterns. */
const MAX_BYTES = 1_000_000;
/** As git does where the disk does not tell `A` from `a`. */
const ignoreCase = process.platform === 'win32' || process.platform === 'darwin';

/**
 * What `.gitignore` files leave out below a folder: those in it, below it, and above it in its repository. Patterns are kept
 * until the value is dropped: files that change meanwhile are not read again.
 *
 * A repository inside another goes by its own files. A folder that its repository leaves out, and that is asked about all the
 * same, goes by the files in it.
 */
export class GitIgnore {
  /** By folder. */
  readonly #known = new Map<string, Rules>();
  /** Above it nothing is read. */
  #top: string;

  constructor(folder: string) {
    const root = path.resolve(folder);
    this.#top = repositoryOf(root) ?? root;
    if (this.#top === root || !this.leavesOut(root, true)) return;
    this.#top = root;
    this.#known.clear();
  }

  /** Also what is in a folder that is left out. */
  leavesOut(file: string, isFolder: boolean): boolean {
    const folder = path.dirname(path.resolve(file));
    if (!isIn(folder, this.#top)) return false;
    const { top, patterns } = this.#rulesOf(folder);
    const name = path.relative(top, file).replaceAll(path.sep, '/');
    if (patterns?.ignores(isFolder ? `${name}/` : name)) return true;
    return top !== this.#top && this.leavesOut(top, true);
  }

  #rulesOf(folder: string): Rules {
    const known = this.#known.get(folder);
    if (known) return known;
    const isTop = folder === this.#top || existsSync(path.join(folder, '.git'));
    const above: Rules = isTop ? { top: folder, patterns: undefined } : this.#rulesOf(path.dirname(folder));
    const lines = linesOf(path.join(folder, '.gitignore'));
    const rules = lines.length > 0 ? withLines(above, folder, lines) : above;
    this.#known.set(folder, rules);
    return rules;
  }
}

interface Rules {
  /** The folder that patterns start at. */
  readonly top: string;
  readonly patterns: Ignore | undefined;
}

/** All patterns start at the same folder, so that of those above and below the last one that fits decides, as it does in git. */
function withLines({ top, patterns }: Rules, folder: string, lines: readonly string[]): Rules {
  const names = path.relative(top, folder).split(path.sep).filter(Boolean);
  const place = names.map((name) => `${name.replace(/[\\*?[\]]/g, '\\$&')}/`).join('');
  const all = ignore({ ignoreCase });
  if (patterns) all.add(patterns);
  return { top, patterns: all.add(lines.flatMap((line) => movedTo(place, line) ?? [])) };
}

/** A pattern as it would be written further up. Undefined: a comment, or nothing. */
function movedTo(place: string, line: string): string | undefined {
  const mark = line.startsWith('!') ? '!' : '';
  const pattern = line.slice(mark.length).replace(/(?<!\\) +$/, '');
  if (line.startsWith('#') || pattern === '' || pattern === '/') return undefined;
  // A slash anywhere but at its end ties it to its folder.
  const isTied = /\/./.test(pattern);
  return `${mark}/${place}${isTied ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
}

function linesOf(file: string): readonly string[] {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    // A pipe would keep us waiting for ever.
    if (!found?.isFile() || found.size > MAX_BYTES) return [];
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
  } catch {
    // Not ours to read.
    return [];
  }
}

/** The repository around a folder. */
function repositoryOf(folder: string): string | undefined {
  if (existsSync(path.join(folder, '.git'))) return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}

const isIn = (file: string, folder: string): boolean =>
  file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
